"""渠道: what each channel brought, added up from the daily data."""

from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Money, Number, Rate, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


def _brought(column: str) -> str:
    """Return the sum of a column of 数据日报 over the days of this channel."""
    return f'IF({{channel}}="","",SUMPRODUCT(({{daily.channel}}={{channel}})*1,{{daily.{column}}}))'


def _per(part: str, whole: str) -> str:
    return f'IF(N({{{whole}}})>0,{{{part}}}/{{{whole}}},"")'


class Channel(Row):
    """A channel of promotion."""

    sheet: ClassVar[str] = "channels"
    table: ClassVar[str] = "Channels"
    key: ClassVar[str] = "channel"

    channel: Annotated[str | None, Column(kind=Text(), required=True, width=16)] = None
    responsible: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    target: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    exposure: Annotated[
        Decimal | None, Column(kind=Number(), owner=Owner.FORMULA, width=10, formula=_brought("exposure"))
    ] = None
    visits: Annotated[
        Decimal | None, Column(kind=Number(), owner=Owner.FORMULA, width=10, formula=_brought("visits"))
    ] = None
    sign_ups: Annotated[
        Decimal | None, Column(kind=Number(), owner=Owner.FORMULA, width=10, formula=_brought("sign_ups"))
    ] = None
    orders: Annotated[
        Decimal | None, Column(kind=Number(), owner=Owner.FORMULA, width=10, formula=_brought("orders"))
    ] = None
    click_rate: Annotated[
        Decimal | None, Column(kind=Rate(), owner=Owner.FORMULA, width=10, formula=_per("visits", "exposure"))
    ] = None
    conversion_rate: Annotated[
        Decimal | None, Column(kind=Rate(), owner=Owner.FORMULA, width=10, formula=_per("sign_ups", "visits"))
    ] = None
    traffic_share: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(AND(ISNUMBER({visits}),SUM({daily.visits})>0),{visits}/SUM({daily.visits}),"")',
        ),
    ] = None
    contribution: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(AND(ISNUMBER({sign_ups}),SUM({daily.sign_ups})>0),{sign_ups}/SUM({daily.sign_ups}),"")',
        ),
    ] = None
    cost: Annotated[
        Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, width=13, formula=_brought("cost"))
    ] = None
    cost_per_sign_up: Annotated[
        Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, width=13, formula=_per("cost", "sign_ups"))
    ] = None
    achievement_rate: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(AND(ISNUMBER({sign_ups}),N({target})>0),{sign_ups}/{target},"")',
        ),
    ] = None
    best: Annotated[
        str | None,
        Column(
            kind=Choice("flag"),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(ISNUMBER({conversion_rate}),IF({conversion_rate}=MAX({channels.conversion_rate}),"{choice:flag.yes}",""),"")',
        ),
    ] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
