"""宣传排期: what is published when, where and by whom."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import amount, amounts, days_before_event, is_word, ratio
from sheetplan.model.kinds import Choice, Date, Days, Money, Number, Rate, Text, Time
from sheetplan.model.row import Row

ZERO = Decimal(0)
_SEEN = f"IF({amount('{exposure}')},{{exposure}},{{expected_exposure}})"
_TIER = (
    f"({{rate_tiers.rate_card}}={{rate_card}})*ISNUMBER({{rate_tiers.tier}})*{amounts('{rate_tiers.price}')}"
    f"*({{rate_tiers.from_exposure}}<={_SEEN})*(1-({{rate_tiers.up_to}}<={_SEEN}))"
)
"""1 for the tier that applies. The highest tier has no upper end but a text, which is above every number."""
_PER_THOUSAND = is_word("{rate_tiers.basis}", "rate_basis", "per_thousand")
_BY_THOUSANDS = f"SUMPRODUCT({_TIER}*{_PER_THOUSAND},{{rate_tiers.price}})*{_SEEN}/1000"
_LUMP_SUM = f"SUMPRODUCT({_TIER}*(1-{_PER_THOUSAND}),{{rate_tiers.price}})"
_FEE = f'IF(SUMPRODUCT({_TIER})=0,"",ROUND({_BY_THOUSANDS}+{_LUMP_SUM},2))'


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
        Decimal | None, live(Rate(), ratio("{interactions}", "{exposure}"), width=10)
    ] = None
    fee: Annotated[
        Decimal | None, live(Money(), f'IF(OR({{rate_card}}="",NOT({amount(_SEEN)})),"",{_FEE})', width=13)
    ] = None
    days_before: Annotated[Decimal | None, live(Days(), days_before_event("{day}"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
