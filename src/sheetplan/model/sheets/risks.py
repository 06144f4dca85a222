"""风险: what may go wrong, how bad that would be, and who answers within what time."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


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
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(AND(ISNUMBER({probability}),ISNUMBER({impact})),{probability}*{impact},"")',
        ),
    ] = None
    level: Annotated[
        str | None,
        Column(
            kind=Choice("level"),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(ISNUMBER({score}),IF({score}>=15,"{choice:level.high}",IF({score}>=6,"{choice:level.medium}","{choice:level.low}")),"")',
        ),
    ] = None
    priority_number: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(AND(ISNUMBER({score}),ISNUMBER({detection})),{score}*{detection},"")',
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
