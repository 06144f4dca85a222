"""What a cell means, or the flaw that keeps it from meaning anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sheetplan.model.values import EMPTY, Value


class Flaw(NamedTuple):
    """What is wrong with a cell.

    Attributes:
        code: stable; names the rule.
        facts: what its sentence speaks about.
        suggestion: what to type instead, as people would.
        repair: the very same thing as the cell should hold it; None where a person must decide.
    """

    code: str
    facts: Mapping[str, str] = EMPTY
    suggestion: str = ""
    repair: Value = None


class Reading(NamedTuple):
    """What a cell means. A flaw with a value says: understood, but not well written."""

    value: Value
    flaw: Flaw | None = None


class Context(NamedTuple):
    """What the meaning of a cell may depend on besides itself."""

    choice: Callable[[str, str], str | None]
    """Finds the key of a word in a list of choices."""
    word: Callable[[str, str], str]
    """Says a choice as the workbook's language does."""
    event_date: date | None = None
    """The day that ``T`` stands for, and the year of dates without one."""
    first_day: date | None = None
    """Where it is known, the day from which on dates without a year count."""
    day_first: bool | None = None
    """Whether the day stands first in 3/1; None where nobody knows."""


def tidy(text: str) -> str:
    """Return a text with full-width digits and signs narrowed and blanks, zero-width marks and BOMs gone.

    A general Unicode normalisation would turn ① into 1.
    """
    return "".join(narrowed(text).split())


def narrowed(text: str) -> str:
    """Return the same, but with its blanks."""
    return text if text.isascii() else text.translate(_NARROW)


def show_number(value: Value) -> str:
    """Return a number as one would type it into a cell: no exponent, no trailing zeros."""
    if not isinstance(value, Decimal):
        return str(value)
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


_NARROW = str.maketrans(
    "０１２３４５６７８９．，％＋－−／：（）ＴＱ～＜＞＝　",
    "0123456789.,%+--/:()TQ~<>= ",
) | dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])
