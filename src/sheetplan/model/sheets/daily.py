"""数据日报: what came in, day by day and channel by channel."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Date, Money, Number, Rate, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)
_SIGN_UPS_TO_DATE = (
    "SUMPRODUCT(({daily.channel}={channel})*({daily.day}<={day})*ISNUMBER({daily.day}),{daily.sign_ups})"
)
_DAY_BEFORE = "SUMPRODUCT(({daily.channel}={channel})*({daily.day}={day}-1),{daily.sign_ups})"


def _per(part: str, whole: str) -> str:
    return f'IF(AND(ISNUMBER({{{part}}}),N({{{whole}}})>0),{{{part}}}/{{{whole}}},"")'


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
    click_rate: Annotated[
        Decimal | None, Column(kind=Rate(), owner=Owner.FORMULA, width=10, formula=_per("visits", "exposure"))
    ] = None
    conversion_rate: Annotated[
        Decimal | None, Column(kind=Rate(), owner=Owner.FORMULA, width=10, formula=_per("sign_ups", "visits"))
    ] = None
    cumulative: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=10,
            formula=f'IF(AND(ISNUMBER({{day}}),ISNUMBER({{sign_ups}})),{_SIGN_UPS_TO_DATE},"")',
        ),
    ] = None
    target: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    achievement_rate: Annotated[
        Decimal | None,
        Column(kind=Rate(), owner=Owner.FORMULA, width=10, formula=_per("cumulative", "target")),
    ] = None
    change: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            width=10,
            formula=f'IF(AND(ISNUMBER({{day}}),ISNUMBER({{sign_ups}})),IF({_DAY_BEFORE}>0,{{sign_ups}}/{_DAY_BEFORE}-1,""),"")',
        ),
    ] = None
    source: Annotated[str | None, Column(kind=Text(), width=18)] = None
    adjustment: Annotated[str | None, Column(kind=Text(long=True), width=30)] = None
