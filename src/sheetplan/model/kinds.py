"""The kinds of columns: how a cell is read, checked and shown. Reader and format stand together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import ClassVar, Protocol

from sheetplan.model.reading import (
    Context,
    Flaw,
    Reading,
    read_date,
    read_number,
    show_number,
    tidy,
)
from sheetplan.model.values import ErrorValue, Raw

NOTHING = Reading(None)
MAX_CELL_TEXT = 32_767


class Kind(Protocol):
    """How the cells of a column are read."""

    number_format: ClassVar[str]

    def read(self, raw: Raw, context: Context) -> Reading:
        """Return what a non-blank cell means, or the flaw that keeps it from meaning anything."""
        ...


@dataclass(frozen=True, slots=True)
class Text:
    """Prose, kept as typed but for outer blanks. Unfilled placeholders (``*经理``, ``例：…``) are flaws."""

    number_format: ClassVar[str] = "@"
    long: bool = False
    """Wraps over several lines."""

    def read(self, raw: Raw, context: Context) -> Reading:  # noqa: ARG002
        """Return the text; numbers and dates that Excel made of it are written back as text."""
        if isinstance(raw, str):
            return _unfilled(raw) or Reading(raw.strip())
        return Reading(_as_text(raw))


@dataclass(frozen=True, slots=True)
class Names:
    """People or ids in one cell, parted by ``、 , ; /`` or a new line."""

    number_format: ClassVar[str] = "@"
    sheet: str = ""
    """The sheet whose key column lists the valid names, where there is one."""

    def read(self, raw: Raw, context: Context) -> Reading:  # noqa: ARG002
        """Return a tuple of names in the order given, without repeats."""
        text = raw if isinstance(raw, str) else _as_text(raw)
        unfilled = _unfilled(text)
        if unfilled:
            return unfilled
        parts = map(str.strip, _SEPARATOR.split(text))
        return Reading(tuple(dict.fromkeys(filter(None, parts))))


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a list. The value is the choice's stable key, the same in every language."""

    number_format: ClassVar[str] = "General"
    choices: str

    def read(self, raw: Raw, context: Context) -> Reading:
        """Return the key of the choice, whichever language or synonym it is written in."""
        key = context.choice(self.choices, _as_text(raw))
        if key is None:
            return Reading(None, Flaw("not-a-choice", {"choices": self.choices}))
        return Reading(key)


@dataclass(frozen=True, slots=True)
class Date:
    """A day. Text that is plainly one day is understood (``2024年3月1日``, ``T-7``)."""

    number_format: ClassVar[str] = "yyyy-mm-dd"

    def read(self, raw: Raw, context: Context) -> Reading:
        """Return a `date`."""
        if isinstance(raw, datetime):
            return Reading(raw.date())
        if isinstance(raw, date):
            return Reading(raw)
        if isinstance(raw, str):
            return read_date(raw, context)
        return Reading(None, Flaw("not-a-date"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number Excel can compute with: text is a flaw, with the number it stands for as the remedy."""

    number_format: ClassVar[str] = "General"
    low: Decimal | None = None
    high: Decimal | None = None

    def read(self, raw: Raw, context: Context) -> Reading:
        """Return a `Decimal` within the limits."""
        if isinstance(raw, str):
            meant = read_number(raw, context)
            suggestion = "" if meant.value is None else show_number(meant.value)
            code = "text-number" if suggestion else "not-a-number"
            return Reading(None, Flaw(code, suggestion=suggestion, repair=meant.value))
        value = _as_decimal(raw)
        if value is None:
            return Reading(None, Flaw("not-a-number"))
        return self._within(value)

    def _within(self, value: Decimal) -> Reading:
        if self.low is not None and value < self.low:
            return Reading(None, Flaw("too-small", {"low": show_number(self.low)}))
        if self.high is not None and value > self.high:
            return Reading(None, Flaw("too-large", {"high": show_number(self.high)}))
        return Reading(value)


@dataclass(frozen=True, slots=True)
class Money(Number):
    """An amount in the workbook's currency, to the fen."""

    number_format: ClassVar[str] = "#,##0.00"


@dataclass(frozen=True, slots=True)
class Rate(Number):
    """A ratio: 0.5 is 50 %."""

    number_format: ClassVar[str] = "0%"

    def _within(self, value: Decimal) -> Reading:
        if self.high is not None and self.high < value <= 100 * self.high:
            return Reading(None, Flaw("rate-too-large", suggestion=f"{show_number(value)}%"))
        return Number._within(self, value)  # noqa: SLF001 - super() does not work in a slotted dataclass


@dataclass(frozen=True, slots=True)
class Days(Number):
    """A whole or half number of days; whether working or calendar days is a setting."""

    number_format: ClassVar[str] = "General"


@dataclass(frozen=True, slots=True)
class Quantity:
    """An aim or a count as people write it: ``10万+``, ``500条``, ``5%``; the number is computed from it.

    Cells keep their text. Live formulas read the number from the computed column beside it.
    """

    number_format: ClassVar[str] = "General"

    def read(self, raw: Raw, context: Context) -> Reading:
        """Return a `Decimal`; a percentage is its ratio."""
        if isinstance(raw, str):
            return read_number(raw, context)
        value = _as_decimal(raw)
        return NOTHING if value is None else Reading(value)


def read_cell(kind: Kind, raw: Raw, context: Context) -> Reading:
    """Return what a cell means to a column of this kind; blanks mean nothing, errors are flaws."""
    if raw is None:
        return NOTHING
    if isinstance(raw, str):
        if isinstance(raw, ErrorValue):
            return Reading(None, Flaw("error-value"))
        # Most texts begin with a letter or digit, which shows at a glance that they are not blank.
        if not raw[:1].isalnum() and not tidy(raw):
            return NOTHING
        if len(raw) > MAX_CELL_TEXT:
            return Reading(None, Flaw("text-too-long"))
    return kind.read(raw, context)


_SEPARATOR = re.compile(r"[、,，;；/／\r\n]")
_PLACEHOLDER_STARTS = ("例：", "例:", "例如", "示例", "e.g.", "E.g.", "Example:", "example:")
_ROLES = ("总监", "经理", "主管", "总", "manager", "director")


def _unfilled(text: str) -> Reading | None:
    """The source documents mark what is to be filled in as ``*``, ``*经理`` or ``例：…``."""
    bare = text.strip()
    starred = bare.startswith(("*", "＊")) and (bare[1:] == "" or bare[1:].casefold() in _ROLES)
    if starred or bare.startswith(_PLACEHOLDER_STARTS):
        return Reading(None, Flaw("unfilled"))
    return None


def _as_text(raw: Raw) -> str:
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ")
    return str(raw)


def _as_decimal(raw: Raw) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    return Decimal(raw) if isinstance(raw, int) else Decimal(repr(raw))
