"""风险: what may go wrong, how bad that would be, and who answers within what time."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.kinds import Choice, Date, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


def _graded(cell: str) -> str:
    return f"ISNUMBER({cell}),N({cell})>=1,N({cell})<=5"


_LEVEL = 'IF({score}>=15,"{choice:level.high}",IF({score}>=6,"{choice:level.medium}","{choice:level.low}"))'


class Risk(Row):
    """A risk and the answer to it."""

    sheet: ClassVar[str] = "risks"
    table: ClassVar[str] = "Risks"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "K"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    category: Annotated[str | None, Column(kind=Choice("risk_category"), required=True, width=12)] = None
    risk: Annotated[str | None, Column(kind=Text(long=True), required=True, width=30)] = None
    trigger: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
    probability: Annotated[Decimal | None, Column(kind=Number(low=Decimal(1), high=Decimal(5)), width=9)] = (
        None
    )
    impact: Annotated[Decimal | None, Column(kind=Number(low=Decimal(1), high=Decimal(5)), width=9)] = None
    detection: Annotated[Decimal | None, Column(kind=Number(low=Decimal(1), high=Decimal(5)), width=9)] = None
    score: Annotated[
        Decimal | None,
        live(
            Number(),
            f'IF(AND({_graded("{probability}")},{_graded("{impact}")}),{{probability}}*{{impact}},"")',
            width=10,
        ),
    ] = None
    level: Annotated[str | None, live(Choice("level"), f'IF(ISNUMBER({{score}}),{_LEVEL},"")', width=10)] = (
        None
    )
    priority_number: Annotated[
        Decimal | None,
        live(
            Number(),
            f'IF(AND(ISNUMBER({{score}}),{_graded("{detection}")}),{{score}}*{{detection}},"")',
            width=10,
        ),
    ] = None
    response: Annotated[str | None, Column(kind=Text(long=True), required=True, width=34)] = None
    backup_plan: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    response_limit: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=11)] = None
    improvement: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    due: Annotated[date | None, Column(kind=Date(), width=12)] = None
    status: Annotated[str | None, Column(kind=Choice("risk_status"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
