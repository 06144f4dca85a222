"""What the event costs: lines, categories and totals, computed as the workbook's own formulas do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fnmatch import translate
from typing import NamedTuple

from sheetplan.engine.outcome import BudgetLineOutcome, CategoryOutcome
from sheetplan.engine.sums import NOTHING, total
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory

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
    committed: Decimal
    forecast: Decimal
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
    committed, forecast = total(line.committed for line in lines), total(line.forecast for line in computed)
    sums = _Sums(lines, computed)
    summary = tuple(_category(category, sums, planned) for category in categories)
    pairs = zip(categories, summary, strict=True)
    reserve = total(found.planned for category, found in pairs if category.nature == RESERVE)
    return Budget(computed, summary, planned, actual, committed, forecast, _ratio(reserve, planned))


def _line(line: BudgetLine) -> BudgetLineOutcome:
    planned = None
    if line.unit_price is not None and line.quantity is not None:
        planned = _to_cent(line.unit_price, line.quantity)
    forecast = next((sum_ for sum_ in (line.actual, line.committed, planned) if sum_ is not None), None)
    if planned is None or line.actual is None:
        return BudgetLineOutcome(planned=planned, forecast=forecast)
    rate = line.actual / planned if planned > 0 else None
    return BudgetLineOutcome(planned, line.actual - planned, rate, forecast)


def _category(category: BudgetCategory, sums: _Sums, whole: Decimal) -> CategoryOutcome:
    if not category.category:
        return CategoryOutcome()
    found = sums.of(category.category)
    return CategoryOutcome(
        planned=found.planned,
        share=_ratio(found.planned, whole),
        actual=found.actual,
        variance=found.actual - found.planned,
        spend_rate=_ratio(found.actual, found.planned),
        committed=found.committed,
        forecast=found.forecast,
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
        amounts: dict[str, list[tuple[Decimal | None, ...]]] = defaultdict(list)
        for line, outcome in zip(lines, computed, strict=True):
            of_line = outcome.planned, line.actual, line.committed, outcome.forecast
            amounts[(line.category or "").lower()].append(of_line)
        self._sums = {name: _added(found) for name, found in amounts.items()}

    def of(self, category: str) -> _Sum:
        """Return what is planned for a category and what it came to."""
        matches = _criterion(category.lower())
        return _added(sums for name, sums in self._sums.items() if name and matches(name))


class _Sum(NamedTuple):
    planned: Decimal = NOTHING
    actual: Decimal = NOTHING
    committed: Decimal = NOTHING
    forecast: Decimal = NOTHING


def _added(amounts: Iterable[Iterable[Decimal | None]]) -> _Sum:
    return _Sum(*map(total, zip(*amounts, strict=True)))


def _criterion(text: str) -> Callable[[str], object]:
    if not _SPECIAL.search(text):
        return text.__eq__
    pattern = _SPECIAL.sub(lambda mark: _LITERAL.get(mark[0], mark[0]), text)
    return re.compile(translate(pattern)).match


_SPECIAL = re.compile(r"~[*?~]|[\[*?]")
_LITERAL = {"~*": "[*]", "~?": "[?]", "~~": "~", "[": "[[]"}
