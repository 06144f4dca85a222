"""设置: how this workbook counts and judges."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Days, Names, Rate, Text
from sheetplan.model.row import Row, Shape

ZERO, ONE = Decimal(0), Decimal(1)


class Settings(Row):
    """Settings of one workbook; an empty entry means its default."""

    sheet: ClassVar[str] = "settings"
    shape: ClassVar[Shape] = Shape.FORM
    table: ClassVar[str] = "Settings"

    language: Annotated[str | None, Column(kind=Choice("language"))] = None
    status_date: Annotated[date | None, Column(kind=Date())] = None
    day_count: Annotated[str | None, Column(kind=Choice("day_count"))] = None
    country: Annotated[str | None, Column(kind=Text())] = None
    rule_sets: Annotated[tuple[str, ...] | None, Column(kind=Names())] = None
    reserve_rule: Annotated[str | None, Column(kind=Choice("reserve_rule"))] = None
    at_risk_slack: Annotated[Decimal | None, Column(kind=Days(low=ZERO))] = None
    critical_slack: Annotated[Decimal | None, Column(kind=Days())] = None
    baseline: Annotated[str | None, Column(kind=Text())] = None
    nearly_met: Annotated[Decimal | None, Column(kind=Rate(low=ZERO, high=ONE))] = None
    gantt_scale: Annotated[str | None, Column(kind=Choice("gantt_scale"))] = None
