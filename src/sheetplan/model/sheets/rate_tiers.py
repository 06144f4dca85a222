"""阶梯报价: fees that depend on how many people saw it, tier by tier."""

from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Money, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)

_SAME = "({rate_tiers.rate_card}={rate_card})*ISNUMBER({rate_tiers.from_exposure})"
_LOWER = "({rate_tiers.from_exposure}<{from_exposure})"
_EARLIER = "({rate_tiers.from_exposure}={from_exposure})*(ROW({rate_tiers.from_exposure})<ROW())"
_NEXT = "({rate_tiers.rate_card}={rate_card})*({rate_tiers.tier}={tier}+1)"


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
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=8,
            formula='IF(OR({rate_card}="",NOT(ISNUMBER({from_exposure}))),"",'
            f"1+SUMPRODUCT({_SAME}*({_LOWER}+{_EARLIER})))",
        ),
    ] = None
    up_to: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=14,
            formula=f'IF(ISNUMBER({{tier}}),IF(SUMPRODUCT({_NEXT})=0,"",'
            f'SUMPRODUCT({_NEXT},{{rate_tiers.from_exposure}})),"")',
        ),
    ] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
