"""执行日志: what happened on the day, and what was done about it."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Text, Time
from sheetplan.model.row import Row

ZERO = Decimal(0)


def _minutes(start: str, finish: str) -> str:
    """Return the minutes from one time of day to a later one, past midnight if need be."""
    return (
        f"IF(AND(ISNUMBER({{{start}}}),ISNUMBER({{{finish}}})),"
        f'ROUND(MOD({{{finish}}}-{{{start}}},1)*1440,0),"")'
    )


class LogEntry(Row):
    """Something that happened."""

    sheet: ClassVar[str] = "log"
    table: ClassVar[str] = "Log"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "L"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    day: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    at: Annotated[time | None, Column(kind=Time(), required=True, width=8)] = None
    segment: Annotated[str | None, Column(kind=Text(), width=18)] = None
    planned_time: Annotated[time | None, Column(kind=Time(), width=9)] = None
    actual_time: Annotated[time | None, Column(kind=Time(), width=9)] = None
    deviation: Annotated[
        Decimal | None,
        Column(
            kind=Number(),
            owner=Owner.FORMULA,
            width=10,
            formula='IF(AND(ISNUMBER({planned_time}),ISNUMBER({actual_time})),ROUND(({actual_time}-{planned_time})*1440,0),"")',
        ),
    ] = None
    category: Annotated[str | None, Column(kind=Choice("risk_category"), width=12)] = None
    risk: Annotated[str | None, Column(kind=Text(), width=9, offers="risks")] = None
    issue: Annotated[str | None, Column(kind=Text(long=True), required=True, width=32)] = None
    level: Annotated[str | None, Column(kind=Choice("level"), width=8)] = None
    measure: Annotated[str | None, Column(kind=Text(long=True), width=32)] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    response_limit: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=11)] = None
    responded_at: Annotated[time | None, Column(kind=Time(), width=9)] = None
    resolved_at: Annotated[time | None, Column(kind=Time(), width=9)] = None
    response_minutes: Annotated[
        Decimal | None,
        Column(kind=Number(), owner=Owner.FORMULA, width=10, formula=_minutes("at", "responded_at")),
    ] = None
    resolution_minutes: Annotated[
        Decimal | None,
        Column(kind=Number(), owner=Owner.FORMULA, width=10, formula=_minutes("at", "resolved_at")),
    ] = None
    result: Annotated[str | None, Column(kind=Choice("log_result"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
