"""指标: what is to be reached, what was reached, and how that was counted."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Quantity, Rate, Text
from sheetplan.model.row import Row

_TARGET = "IF(ISNUMBER({target}),{target},{target_number})"
_ACTUAL = "IF(ISNUMBER({actual}),{actual},{actual_number})"
_STEP_BEFORE = "({metrics.funnel_step}={funnel_step}-1)"
_BEFORE = (
    f"(SUMPRODUCT({_STEP_BEFORE}*ISNUMBER({{metrics.actual}}),{{metrics.actual}})"
    f"+SUMPRODUCT({_STEP_BEFORE}*(1-ISNUMBER({{metrics.actual}})),{{metrics.actual_number}}))"
)
_STEP_RATE = (
    f'IF(AND(ISNUMBER({{funnel_step}}),ISNUMBER({_ACTUAL})),IF({_BEFORE}>0,{_ACTUAL}/{_BEFORE},""),"")'
)
ZERO, ONE = Decimal(0), Decimal(1)


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
    unit: Annotated[str | None, Column(kind=Text(), width=8)] = None
    due: Annotated[date | None, Column(kind=Date())] = None
    actual: Annotated[Decimal | None, Column(kind=Quantity())] = None
    achievement_rate: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            width=10,
            formula=f'IF(OR(NOT(ISNUMBER({_TARGET})),NOT(ISNUMBER({_ACTUAL}))),"",'
            f'IF(ISNUMBER(MATCH({{direction}},{{words:direction.lower}},0)),IF({_ACTUAL}<=0,"",{_TARGET}/{_ACTUAL}),'
            f'IF({_TARGET}<=0,"",{_ACTUAL}/{_TARGET})))',
        ),
    ] = None
    gap: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=11,
            formula=f'IF(OR(NOT(ISNUMBER({_TARGET})),NOT(ISNUMBER({_ACTUAL}))),"",{_ACTUAL}-{_TARGET})',
        ),
    ] = None
    verdict: Annotated[str | None, Column(kind=Choice("verdict"), owner=Owner.SHEETPLAN, width=11)] = None
    source: Annotated[str | None, Column(kind=Text(), width=18)] = None
    definition: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    responsible: Annotated[str | None, Column(kind=Text(), width=10, offers="people")] = None
    reason: Annotated[str | None, Column(kind=Text(long=True), width=28)] = None
    weight: Annotated[Decimal | None, Column(kind=Rate(low=ZERO, high=ONE), width=8)] = None
    weighted_score: Annotated[
        Decimal | None,
        Column(
            kind=Rate(),
            owner=Owner.FORMULA,
            width=9,
            formula='IF(AND(ISNUMBER({weight}),ISNUMBER({achievement_rate})),{weight}*{achievement_rate},"")',
        ),
    ] = None
    funnel_step: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=9)] = None
    step_rate: Annotated[
        Decimal | None, Column(kind=Rate(), owner=Owner.FORMULA, width=9, formula=_STEP_RATE)
    ] = None
    previous: Annotated[Decimal | None, Column(kind=Number(), width=11)] = None
    competitor: Annotated[Decimal | None, Column(kind=Number(), width=11)] = None
    change: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=11,
            formula=f'IF(AND(ISNUMBER({_ACTUAL}),ISNUMBER({{previous}})),{_ACTUAL}-{{previous}},"")',
        ),
    ] = None
    pace: Annotated[str | None, Column(kind=Choice("pace"), width=12)] = None
    counted_from: Annotated[date | None, Column(kind=Date(), width=12)] = None
    expected: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    forecast: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    needed_per_day: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    target_number: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    upper_number: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
    actual_number: Annotated[Decimal | None, Column(kind=Number(), owner=Owner.SHEETPLAN, width=11)] = None
