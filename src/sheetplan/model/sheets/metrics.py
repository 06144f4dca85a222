"""指标: what is to be reached, what was reached, and how that was counted."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner, live
from sheetplan.model.formulas import amount, is_word
from sheetplan.model.kinds import Choice, Date, Number, Quantity, Rate, Text
from sheetplan.model.row import Row

_TARGET = "IF(ISNUMBER({target}),{target},{target_number})"
_ACTUAL = "IF(ISNUMBER({actual}),{actual},{actual_number})"
_UPPER = "IF(ISNUMBER({upper}),{upper},{upper_number})"
_BAND = is_word("{direction}", "direction", "band")
_NEAREST = f"IF(ISNUMBER({_UPPER}),MIN(MAX({_ACTUAL},{_TARGET}),{_UPPER}),MAX({_ACTUAL},{_TARGET}))"
_AIM = f"IF({_BAND},{_NEAREST},{_TARGET})"
_TOO_HIGH = f"OR({is_word('{direction}', 'direction', 'lower')},AND({_BAND},{_ACTUAL}>{_AIM}))"
_RATE = f'IF({_TOO_HIGH},IF({_ACTUAL}<=0,"",{_AIM}/{_ACTUAL}),IF({_AIM}<=0,"",{_ACTUAL}/{_AIM}))'
_STEP_BEFORE = "ISNUMBER({metrics.funnel_step})*({metrics.funnel_step}={funnel_step}-1)"
_BEFORE = (
    f"(SUMPRODUCT({_STEP_BEFORE}*ISNUMBER({{metrics.actual}}),{{metrics.actual}})"
    f"+SUMPRODUCT({_STEP_BEFORE}*(1-ISNUMBER({{metrics.actual}})),{{metrics.actual_number}}))"
)
_STEP_RATE = f'IF({_BEFORE}>0,{_ACTUAL}/{_BEFORE},"")'
_WEIGHTED = f"AND({amount('{weight}')},N({{weight}})<=1,ISNUMBER({{achievement_rate}}))"
ZERO, ONE = Decimal(0), Decimal(1)


def _measured(formula: str) -> str:
    """Return a formula that waits until target and actual are numbers."""
    return f'IF(AND(ISNUMBER({_TARGET}),ISNUMBER({_ACTUAL})),{formula},"")'


def _reached(other: str, formula: str) -> str:
    return f'IF(AND({amount(other)},ISNUMBER({_ACTUAL})),{formula},"")'


class Metric(Row):
    """One measured aim."""

    sheet: ClassVar[str] = "metrics"
    table: ClassVar[str] = "Metrics"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "M"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    metric: Annotated[str | None, Column(kind=Text(), required=True, width=20)] = None
    direction: Annotated[str | None, Column(kind=Choice("direction"), width=11)] = None
    target: Annotated[Decimal | None, Column(kind=Quantity(), required=True)] = None
    upper: Annotated[Decimal | None, Column(kind=Quantity())] = None
    unit: Annotated[str | None, Column(kind=Text(), width=11)] = None
    due: Annotated[date | None, Column(kind=Date())] = None
    actual: Annotated[Decimal | None, Column(kind=Quantity())] = None
    achievement_rate: Annotated[Decimal | None, live(Rate(), _measured(_RATE), width=10)] = None
    gap: Annotated[Decimal | None, live(Number(), _measured(f"{_ACTUAL}-{_AIM}"), width=11)] = None
    verdict: Annotated[str | None, Column(kind=Choice("verdict"), owner=Owner.SHEETPLAN, width=11)] = None
    source: Annotated[str | None, Column(kind=Text(), width=18)] = None
    definition: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    responsible: Annotated[str | None, Column(kind=Text(), width=10, offers="people")] = None
    reason: Annotated[str | None, Column(kind=Text(long=True), width=28)] = None
    weight: Annotated[Decimal | None, Column(kind=Rate(low=ZERO, high=ONE), width=8)] = None
    weighted_score: Annotated[
        Decimal | None, live(Rate(), f'IF({_WEIGHTED},{{weight}}*{{achievement_rate}},"")', width=9)
    ] = None
    funnel_step: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=9)] = None
    step_rate: Annotated[Decimal | None, live(Rate(), _reached("{funnel_step}", _STEP_RATE), width=9)] = None
    previous: Annotated[Decimal | None, Column(kind=Number(), width=11)] = None
    competitor: Annotated[Decimal | None, Column(kind=Number(), width=11)] = None
    change: Annotated[
        Decimal | None,
        live(
            Number(),
            f'IF(AND(ISNUMBER({{previous}}),ISNUMBER({_ACTUAL})),{_ACTUAL}-{{previous}},"")',
            width=11,
        ),
    ] = None
    pace: Annotated[str | None, Column(kind=Choice("pace"), width=12)] = None
    counted_from: Annotated[date | None, Column(kind=Date(), width=12)] = None
    course: Annotated[str | None, Column(kind=Text(), width=20)] = None
    expected: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    forecast: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    needed_per_day: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    target_number: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    upper_number: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    actual_number: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
