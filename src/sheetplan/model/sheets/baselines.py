"""基线: plans as they were agreed on, so that the plan of today can be held against them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Date, Days, Money, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


class BaselineRow(Row):
    """One task in one baseline."""

    sheet: ClassVar[str] = "baselines"
    table: ClassVar[str] = "Baselines"

    baseline: Annotated[str | None, Column(kind=Text(), required=True, width=18)] = None
    set_on: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    set_by: Annotated[str | None, Column(kind=Text(), width=12)] = None
    task: Annotated[str | None, Column(kind=Text(), required=True, width=9, offers="tasks")] = None
    title: Annotated[str | None, Column(kind=Text(), width=30)] = None
    start: Annotated[date | None, Column(kind=Date(), width=12)] = None
    finish: Annotated[date | None, Column(kind=Date(), width=12)] = None
    duration: Annotated[Decimal | None, Column(kind=Days(low=ZERO), width=9)] = None
    cost: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=13)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
