"""宣传排期: what is published when, where and by whom."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.formulas import days_before_event
from sheetplan.model.kinds import Choice, Date, Days, Money, Number, Rate, Text, Time
from sheetplan.model.row import Row

ZERO = Decimal(0)
_SEEN = "IF(ISNUMBER({exposure}),{exposure},{expected_exposure})"
_CARD = "({rate_tiers.rate_card}={rate_card})"
_TIER = f"{_CARD}*({{rate_tiers.from_exposure}}<={_SEEN})*(1-({{rate_tiers.up_to}}<={_SEEN}))"
_PER_THOUSAND = "ISNUMBER(MATCH({rate_tiers.basis},{words:rate_basis.per_thousand},0))"
_FEE = (
    f'IF(OR({{rate_card}}="",NOT(ISNUMBER({_SEEN}))),"",IF(SUMPRODUCT({_TIER}*ISNUMBER({{rate_tiers.price}}))=0,"",'
    f"ROUND(SUMPRODUCT({_TIER}*(1+{_PER_THOUSAND}*({_SEEN}/1000-1)),{{rate_tiers.price}}),2)))"
)


class Post(Row):
    """One publication on one channel."""

    sheet: ClassVar[str] = "promotion"
    table: ClassVar[str] = "Promotion"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "N"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    day: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    at: Annotated[time | None, Column(kind=Time(), width=8)] = None
    stage: Annotated[str | None, Column(kind=Choice("promotion_stage"), required=True, width=9)] = None
    channel: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="channels")] = None
    form: Annotated[str | None, Column(kind=Text(), width=12)] = None
    content: Annotated[str | None, Column(kind=Text(long=True), required=True, width=32)] = None
    link: Annotated[str | None, Column(kind=Text(), width=22)] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    reviewer: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    status: Annotated[str | None, Column(kind=Choice("publish_status"), width=10)] = None
    published_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    rate_card: Annotated[str | None, Column(kind=Text(), width=14)] = None
    expected_exposure: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=12)] = None
    exposure: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=12)] = None
    interactions: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=12)] = None
    interaction_rate: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(AND(N({exposure})>0,ISNUMBER({interactions})),{interactions}/{exposure},"")',
        ),
    ] = None
    fee: Annotated[Decimal | None, Column(kind=Money(), owner=Owner.FORMULA, width=13, formula=_FEE)] = None
    days_before: Annotated[
        Decimal | None, Column(kind=Days(), owner=Owner.FORMULA, width=10, formula=days_before_event("{day}"))
    ] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
