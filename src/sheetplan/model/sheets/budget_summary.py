"""预算汇总: the budget by category, with the share that the event type suggests and the share it has."""

from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.kinds import Choice, Money, Rate, Text
from sheetplan.model.row import Row

ZERO, ONE = Decimal(0), Decimal(1)
_PLANNED = "SUMIFS({budget.planned},{budget.category},{category})"
_COMMITTED = 'SUMIFS({budget.committed},{budget.category},{category},{budget.committed},">0")'
_FORECAST = "SUMIFS({budget.forecast},{budget.category},{category})"
_ACTUAL = "SUMIFS({budget.actual},{budget.category},{category})"


def _named(formula: str) -> str:
    """A row without a category is a blank row: SUMIFS would show it as 0."""
    return f'IF({{category}}="","",{formula})'


class BudgetCategory(Row):
    """A category of costs; the lines of 预算 name it."""

    sheet: ClassVar[str] = "budget_summary"
    table: ClassVar[str] = "BudgetSummary"
    key: ClassVar[str] = "category"

    category: Annotated[str | None, Column(kind=Text(), required=True, width=18)] = None
    nature: Annotated[str | None, Column(kind=Choice("category_nature"), width=12)] = None
    target_share: Annotated[Decimal | None, Column(kind=Rate(low=ZERO, high=ONE), width=12)] = None
    planned: Annotated[Decimal | None, live(Money(), _named(_PLANNED), width=15)] = None
    share: Annotated[
        Decimal | None,
        live(Rate(), _named(f'IF(SUM({{budget.planned}})=0,"",{_PLANNED}/SUM({{budget.planned}}))')),
    ] = None
    actual: Annotated[Decimal | None, live(Money(), _named(_ACTUAL), width=15)] = None
    variance: Annotated[Decimal | None, live(Money(), _named(f"{_ACTUAL}-{_PLANNED}"), width=15)] = None
    spend_rate: Annotated[
        Decimal | None, live(Rate(), _named(f'IF({_PLANNED}=0,"",{_ACTUAL}/{_PLANNED})'))
    ] = None
    committed: Annotated[Decimal | None, live(Money(), _named(_COMMITTED), width=15)] = None
    forecast: Annotated[Decimal | None, live(Money(), _named(_FORECAST), width=15)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=30)] = None
