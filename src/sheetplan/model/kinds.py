"""The kinds of columns: how a cell is read, checked and shown. Reader and format stand together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Protocol

from sheetplan.model.clock import read_offset, read_time
from sheetplan.model.reading import (
    Context,
    Flaw,
    Reading,
    show_number,
    tidy,
)
from sheetplan.model.values import Disputed, ErrorValue, Raw, Uncomputed

if TYPE_CHECKING:
    from sheetplan.model.amounts import Amount

NOTHING = Reading(None)
MAX_CELL_TEXT = 32_767
MINUTES, HALF = 1440, 0.5


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
        if not isinstance(raw, str):
            return Reading(_as_text(raw))
        if self.long:
            return _unfilled(raw) or Reading(raw.strip())
        return _unfilled(raw) or _cleaned(raw)


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
        clean = _cleaned(text)
        parts = map(str.strip, _SEPARATOR.split(str(clean.value)))
        return Reading(tuple(dict.fromkeys(filter(None, parts))), clean.flaw)


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a list. The value is the choice's stable key, the same in every language."""

    number_format: ClassVar[str] = "General"
    choices: str

    def read(self, raw: Raw, context: Context) -> Reading:
        """Return the key of the choice, whichever language or synonym it is written in."""
        text = _as_text(raw)
        key = context.choice(self.choices, text)
        if key is None:
            return Reading(None, Flaw("not-a-choice", {"choices": self.choices}))
        word = context.word(self.choices, key)
        return Reading(key, None if text == word else Flaw("synonym", suggestion=word, repair=word))


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
        if isinstance(raw, int | float) and _COMPACT_DAYS[0] <= raw < _COMPACT_DAYS[1]:
            raw = str(int(raw))
        if isinstance(raw, str):
            from sheetplan.model.days import read_day  # noqa: PLC0415 - most days are dates

            return read_day(raw, context)
        return Reading(None, Flaw("not-a-date"))


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day. Text that is plainly one is understood (``14：30``, ``下午2点半``)."""

    number_format: ClassVar[str] = "hh:mm"

    def read(self, raw: Raw, context: Context) -> Reading:  # noqa: ARG002
        """Return a `time`, to the minute."""
        if isinstance(raw, str):
            return read_time(raw)
        minutes = _minutes(raw)
        return Reading(None, Flaw("not-a-time")) if minutes is None else Reading(time(*divmod(minutes, 60)))


@dataclass(frozen=True, slots=True)
class Number:
    """A number Excel can compute with: text is a flaw, with the number it stands for as the remedy."""

    number_format: ClassVar[str] = "General"
    own_units: ClassVar[frozenset[str]] = frozenset({""})
    """Units that say no more than the column does."""
    other_units: ClassVar[bool] = True
    """Whether a number of something else may be meant all the same, such as ``3张`` in a column of pieces."""
    low: Decimal | None = None
    high: Decimal | None = None

    def read(self, raw: Raw, context: Context) -> Reading:  # noqa: ARG002
        """Return a `Decimal` within the limits."""
        if isinstance(raw, str):
            return self._written(raw)
        value = _as_decimal(raw)
        if value is None:
            return Reading(None, Flaw("not-a-number"))
        return self._within(value)

    def _written(self, text: str) -> Reading:
        """Return the flaw of a text: the number to type instead, or why there is none."""
        amount = _amount(text)
        if isinstance(amount, Flaw):
            return Reading(None, amount)
        unit = amount.unit.partition("/")[0]
        if unit not in self.own_units and (unit == "%" or not self.other_units):
            return Reading(None, Flaw("other-unit", {"unit": amount.unit}))
        within = self._within(amount.value)
        if within.flaw:
            return within
        safe = amount.exact and amount.unit in self.own_units
        shown = self._shown(amount.value)
        return Reading(None, Flaw("text-number", suggestion=shown, repair=amount.value if safe else None))

    def _within(self, value: Decimal) -> Reading:
        if self.low is not None and value < self.low:
            return Reading(None, Flaw("too-small", {"low": show_number(self.low)}))
        if self.high is not None and value > self.high:
            return Reading(None, Flaw("too-large", {"high": show_number(self.high)}))
        return Reading(value)

    def _shown(self, value: Decimal) -> str:
        return show_number(value)


@dataclass(frozen=True, slots=True)
class Money(Number):
    """An amount in the workbook's currency, to the fen."""

    number_format: ClassVar[str] = "#,##0.00"
    own_units: ClassVar[frozenset[str]] = frozenset(
        {"", "元", "元整", "圆", "块", "块钱", "人民币", "元人民币", "¥", "￥", "rmb", "cny", "yuan"}
    )
    other_units: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Rate(Number):
    """A ratio: 0.5 is 50 %."""

    number_format: ClassVar[str] = "0%"
    own_units: ClassVar[frozenset[str]] = frozenset({"", "%"})
    other_units: ClassVar[bool] = False

    def _within(self, value: Decimal) -> Reading:
        if self.high is not None and self.high < value <= 100 * self.high:
            return Reading(None, Flaw("rate-too-large", suggestion=f"{show_number(value)}%"))
        return Number._within(self, value)  # noqa: SLF001 - super() does not work in a slotted dataclass

    def _shown(self, value: Decimal) -> str:
        return f"{show_number(value * 100)}%"


@dataclass(frozen=True, slots=True)
class Days(Number):
    """A whole or half number of days; whether working or calendar days is a setting."""

    number_format: ClassVar[str] = "General"
    own_units: ClassVar[frozenset[str]] = frozenset(
        {"", "天", "日", "个工作日", "工作日", "d", "day", "days"}
    )
    other_units: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class Offset:
    """A number of days from the day of the event: ``T-7`` or -7; ``T`` is 0."""

    number_format: ClassVar[str] = '"T"+0;"T"-0;"T"'

    def read(self, raw: Raw, context: Context) -> Reading:  # noqa: ARG002
        """Return a whole `Decimal`."""
        value = read_offset(raw) if isinstance(raw, str) else _as_decimal(raw)
        if value is None or value != value.to_integral_value():
            return Reading(None, Flaw("not-an-offset"))
        return Reading(value)


@dataclass(frozen=True, slots=True)
class Quantity:
    """An aim or a count as people write it: ``10万+``, ``500条``, ``5%``; the number is computed from it.

    Cells keep their text. Live formulas read the number from the computed column beside it.
    """

    number_format: ClassVar[str] = "General"

    def read(self, raw: Raw, context: Context) -> Reading:  # noqa: ARG002
        """Return a `Decimal`; a percentage is its ratio."""
        if isinstance(raw, str):
            amount = _amount(raw)
            return Reading(None, amount) if isinstance(amount, Flaw) else Reading(amount.value)
        value = _as_decimal(raw)
        return NOTHING if value is None else Reading(value)


def read_cell(kind: Kind, raw: Raw, context: Context) -> Reading:
    """Return what a cell means to a column of this kind; blanks mean nothing, errors are flaws."""
    if raw is None:
        return NOTHING
    if isinstance(raw, str):
        if isinstance(raw, ErrorValue | Uncomputed | Disputed):
            return Reading(None, Flaw(_NO_CONTENT[type(raw)]))
        # Most texts begin with a letter or digit, which shows at a glance that they are not blank.
        if not raw[:1].isalnum() and not tidy(raw):
            return NOTHING
        if len(raw) > MAX_CELL_TEXT:
            return Reading(None, Flaw("text-too-long"))
    return kind.read(raw, context)


_NO_CONTENT = {ErrorValue: "error-value", Uncomputed: "uncomputed", Disputed: "sum-or-line"}
_WIDE = "０１２３４５６７８９" + "".join(map(chr, (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_UNSEEN = (
    {ord(mark): ord(mark) - 0xFEE0 for mark in _WIDE}
    | {0xA0: " "}
    | dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
)
_COMPACT_DAYS = (19_000_101, 20_991_232)
"""Numbers that people type for days, as 20260301."""
_SEPARATOR = re.compile(r"[、,，;；/／\r\n]")
_PLACEHOLDER_STARTS = ("例：", "例:", "例如", "示例", "e.g.", "E.g.", "Example:", "example:")
_ROLES = ("总监", "经理", "主管", "总", "manager", "director")


def _cleaned(text: str) -> Reading:
    """Return a text without what nobody sees but every comparison does; figures and letters in one width."""
    if text.isascii() and text.isprintable() and text == text.strip():
        return Reading(text)
    clean = text.translate(_UNSEEN).strip()
    return Reading(clean, Flaw("untidy-text", suggestion=clean, repair=clean) if clean != text else None)


def _unfilled(text: str) -> Reading | None:
    """The source documents mark what is to be filled in as ``*``, ``*经理`` or ``例：…``."""
    bare = text.strip()
    starred = bare.startswith(("*", "＊")) and (bare[1:] == "" or bare[1:].casefold() in _ROLES)
    if starred or bare.startswith(_PLACEHOLDER_STARTS):
        return Reading(None, Flaw("unfilled"))
    return None


def _amount(text: str) -> Amount | Flaw:
    from sheetplan.model.amounts import read_amount  # noqa: PLC0415 - most numbers are numbers

    return read_amount(text)


def _as_text(raw: Raw) -> str:
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ")
    return str(raw)


def _minutes(raw: Raw) -> int | None:
    """Return the minutes since midnight; a number is a part of a day, as Excel stores times."""
    if isinstance(raw, datetime):
        raw = raw.time()
    if isinstance(raw, time):
        raw = (raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1_000_000) / 86_400
    if isinstance(raw, timedelta):
        raw = raw / timedelta(days=1)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw < 1:
        return None
    return int(raw * MINUTES + HALF) % MINUTES  # halves upwards, as Excel's ROUND does


def _as_decimal(raw: Raw) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return None
    return Decimal(raw) if isinstance(raw, int) else Decimal(repr(raw))
