"""阶梯报价: fees that depend on how many people saw it, tier by tier."""

from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import amount, amounts
from sheetplan.model.kinds import Choice, Money, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)

_FROM = "{rate_tiers.from_exposure}"
_CARD = "({rate_tiers.rate_card}={rate_card})"
_EARLIER = f"({_FROM}={{from_exposure}})*(ROW({_FROM})<ROW())"
_TIER = f"1+SUMPRODUCT({_CARD}*{amounts(_FROM)}*(({_FROM}<{{from_exposure}})+{_EARLIER}))"
_NEXT = f"{_CARD}*({{rate_tiers.tier}}={{tier}}+1)"
_UP_TO = f'IF(SUMPRODUCT({_NEXT})=0,"",SUMPRODUCT({_NEXT},{_FROM}))'


class RateTier(Row):
    """One tier of a rate card: from so many views on, this price."""

    sheet: ClassVar[str] = "rate_tiers"
    table: ClassVar[str] = "RateTiers"

    rate_card: Annotated[str | None, Column(kind=Text(), required=True, width=22)] = None
    from_exposure: Annotated[Decimal | None, Column(kind=Number(low=ZERO), required=True, width=14)] = None
    basis: Annotated[str | None, Column(kind=Choice("rate_basis"), required=True, width=14)] = None
    price: Annotated[Decimal | None, Column(kind=Money(low=ZERO), required=True, width=13)] = None
    tier: Annotated[
        Decimal | None,
        live(Number(), f'IF(OR({{rate_card}}="",NOT({amount("{from_exposure}")})),"",{_TIER})', width=8),
    ] = None
    up_to: Annotated[Decimal | None, live(Number(), f'IF(ISNUMBER({{tier}}),{_UP_TO},"")', width=14)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
