"""数据日报: what came in, day by day and channel by channel."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import amount, ratio
from sheetplan.model.kinds import Date, Money, Number, Rate, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)
_CHANNEL = "({daily.channel}={channel})*({daily.sign_ups}>=0)"
_SO_FAR = f"SUMPRODUCT({_CHANNEL}*ISNUMBER({{daily.day}})*({{daily.day}}<={{day}}),{{daily.sign_ups}})"
_DAY_BEFORE = f"SUMPRODUCT({_CHANNEL}*({{daily.day}}={{day}}-1),{{daily.sign_ups}})"


def _counted(formula: str) -> str:
    return f'IF(AND({{channel}}<>"",ISNUMBER({{day}}),{amount("{sign_ups}")}),{formula},"")'


class DailyFigure(Row):
    """The figures of one day on one channel."""

    sheet: ClassVar[str] = "daily"
    table: ClassVar[str] = "Daily"

    day: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    channel: Annotated[str | None, Column(kind=Text(), required=True, width=14, offers="channels")] = None
    exposure: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=11)] = None
    visits: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=11)] = None
    sign_ups: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    participants: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    orders: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    revenue: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=13)] = None
    cost: Annotated[Decimal | None, Column(kind=Money(low=ZERO), width=13)] = None
    click_rate: Annotated[Decimal | None, live(Rate(), ratio("{visits}", "{exposure}"), width=10)] = None
    conversion_rate: Annotated[Decimal | None, live(Rate(), ratio("{sign_ups}", "{visits}"), width=10)] = None
    cumulative: Annotated[Decimal | None, live(Number(), _counted(_SO_FAR), width=10)] = None
    target: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    achievement_rate: Annotated[Decimal | None, live(Rate(), ratio("{cumulative}", "{target}"), width=10)] = (
        None
    )
    change: Annotated[
        Decimal | None,
        live(Rate(), _counted(f'IF({_DAY_BEFORE}>0,{{sign_ups}}/{_DAY_BEFORE}-1,"")'), width=10),
    ] = None
    source: Annotated[str | None, Column(kind=Text(), width=18)] = None
    adjustment: Annotated[str | None, Column(kind=Text(long=True), width=30)] = None
