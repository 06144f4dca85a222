"""What the event costs: lines, categories and totals, computed as the workbook's own formulas do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fnmatch import translate
from typing import NamedTuple

from sheetplan.engine.outcome import BudgetLineOutcome, CategoryOutcome
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory

NOTHING = Decimal(0)
RESERVE = "reserve"
_CENT = Decimal("0.01")
# Excel's largest numbers have 309 digits: the product of two still has its cents.
_EXACT = Context(prec=700, rounding=ROUND_HALF_UP)


class Budget(NamedTuple):
    """The computed budget of an event."""

    lines: tuple[BudgetLineOutcome, ...]
    categories: tuple[CategoryOutcome, ...]
    planned: Decimal
    actual: Decimal
    reserve_share: Decimal | None

    @property
    def variance(self) -> Decimal:
        """Return actual − planned: positive where more was spent."""
        return self.actual - self.planned

    @property
    def spend_rate(self) -> Decimal | None:
        """Return actual ÷ planned."""
        return _ratio(self.actual, self.planned)


def budget_of(lines: Sequence[BudgetLine], categories: Sequence[BudgetCategory]) -> Budget:
    """Return lines, categories and totals of a budget."""
    computed = tuple(_line(line) for line in lines)
    planned = sum((line.planned for line in computed if line.planned is not None), NOTHING)
    actual = sum((line.actual for line in lines if line.actual is not None), NOTHING)
    sums = _Sums(lines, computed)
    summary = tuple(_category(category, sums, planned) for category in categories)
    pairs = zip(categories, summary, strict=True)
    reserve = sum((found.planned for category, found in pairs if category.nature == RESERVE), NOTHING)
    return Budget(computed, summary, planned, actual, _ratio(reserve, planned))


def _line(line: BudgetLine) -> BudgetLineOutcome:
    planned = None
    if line.unit_price is not None and line.quantity is not None:
        planned = _to_cent(line.unit_price, line.quantity)
    if planned is None or line.actual is None:
        return BudgetLineOutcome(planned=planned)
    rate = line.actual / planned if planned > 0 else None
    return BudgetLineOutcome(planned=planned, variance=line.actual - planned, spend_rate=rate)


def _category(category: BudgetCategory, sums: _Sums, total: Decimal) -> CategoryOutcome:
    planned, actual = sums.of(category.category)
    return CategoryOutcome(
        planned=planned,
        share=_ratio(planned, total),
        actual=actual,
        variance=actual - planned,
        spend_rate=_ratio(actual, planned),
    )


def _to_cent(price: Decimal, quantity: Decimal) -> Decimal:
    """Return price × quantity rounded as Excel's ROUND does: halves away from zero."""
    return _EXACT.quantize(_EXACT.multiply(price, quantity), _CENT)


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole else None


class _Sums:
    """The sums of lines by category, found as Excel's SUMIFS finds them.

    The text is compared whole and without regard to case; ``*`` and ``?`` in the category stand for any
    characters and one, ``~`` takes them literally. Not followed: a category that starts like a comparison
    (``>``, ``=``), and numbers that Excel takes for equal though spelt differently (``1`` and ``01``).
    """

    def __init__(self, lines: Iterable[BudgetLine], computed: Iterable[BudgetLineOutcome]) -> None:
        self._sums: dict[str, tuple[Decimal, Decimal]] = {}
        for line, sums in zip(lines, computed, strict=True):
            name = (line.category or "").lower()
            planned, actual = self._sums.get(name, (NOTHING, NOTHING))
            self._sums[name] = planned + (sums.planned or NOTHING), actual + (line.actual or NOTHING)

    def of(self, category: str | None) -> tuple[Decimal, Decimal]:
        """Return what is planned for a category and what it came to; nothing for a blank one."""
        if not category:
            return NOTHING, NOTHING
        matches = _criterion(category.lower())
        found = [sums for name, sums in self._sums.items() if name and matches(name)]
        return sum((planned for planned, _ in found), NOTHING), sum((actual for _, actual in found), NOTHING)


def _criterion(text: str) -> Callable[[str], object]:
    if not _SPECIAL.search(text):
        return text.__eq__
    pattern = _SPECIAL.sub(lambda mark: _LITERAL.get(mark[0], mark[0]), text)
    return re.compile(translate(pattern)).match


_SPECIAL = re.compile(r"~[*?~]|[\[*?]")
_LITERAL = {"~*": "[*]", "~?": "[?]", "~~": "~", "[": "[[]"}
