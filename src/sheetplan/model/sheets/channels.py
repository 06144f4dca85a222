"""渠道: what each channel brought, added up from the daily data."""

from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import ratio
from sheetplan.model.kinds import Choice, Money, Number, Rate, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


def _brought(column: str) -> str:
    """Return the formula for the sum of a column of 数据日报 over the days of this channel."""
    cells = f"{{daily.{column}}}"
    return f'IF({{channel}}="","",SUMPRODUCT(({{daily.channel}}={{channel}})*({cells}>=0),{cells}))'


def _share(column: str) -> str:
    """Return the formula for this channel's share of all that a column of 数据日报 adds up to."""
    return ratio(f"{{{column}}}", f'SUMIF({{daily.{column}}},">0")')


_BEST = 'IF({conversion_rate}=MAX({channels.conversion_rate}),"{choice:flag.yes}","")'


class Channel(Row):
    """A channel of promotion."""

    sheet: ClassVar[str] = "channels"
    table: ClassVar[str] = "Channels"
    key: ClassVar[str] = "channel"

    channel: Annotated[str | None, Column(kind=Text(), required=True, width=16)] = None
    responsible: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    target: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    exposure: Annotated[Decimal | None, live(Number(), _brought("exposure"), width=10)] = None
    visits: Annotated[Decimal | None, live(Number(), _brought("visits"), width=10)] = None
    sign_ups: Annotated[Decimal | None, live(Number(), _brought("sign_ups"), width=10)] = None
    orders: Annotated[Decimal | None, live(Number(), _brought("orders"), width=10)] = None
    click_rate: Annotated[Decimal | None, live(Rate(), ratio("{visits}", "{exposure}"), width=10)] = None
    conversion_rate: Annotated[Decimal | None, live(Rate(), ratio("{sign_ups}", "{visits}"), width=10)] = None
    traffic_share: Annotated[Decimal | None, live(Rate(), _share("visits"), width=10)] = None
    contribution: Annotated[Decimal | None, live(Rate(), _share("sign_ups"), width=10)] = None
    cost: Annotated[Decimal | None, live(Money(), _brought("cost"), width=13)] = None
    cost_per_sign_up: Annotated[Decimal | None, live(Money(), ratio("{cost}", "{sign_ups}"), width=13)] = None
    achievement_rate: Annotated[Decimal | None, live(Rate(), ratio("{sign_ups}", "{target}"), width=10)] = (
        None
    )
    best: Annotated[
        str | None, live(Choice("flag"), f'IF(ISNUMBER({{conversion_rate}}),{_BEST},"")', width=10)
    ] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
