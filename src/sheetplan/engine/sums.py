"""Small arithmetic as the workbook's formulas do it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

NOTHING = Decimal(0)


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return part ÷ whole; None where there is no part, or no whole to speak of."""
    return part / whole if part is not None and whole else None


def total(numbers: Iterable[Decimal | None]) -> Decimal:
    """Return the sum of the numbers that are there."""
    return sum((number for number in numbers if number is not None), NOTHING)


def same(text: str | None) -> str:
    """Return a text as Excel compares it: whole, and without regard to case."""
    return (text or "").lower()
