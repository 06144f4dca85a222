"""执行日志: what happened on the day, and what was done about it."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.kinds import Choice, Date, Number, Text, Time
from sheetplan.model.row import Row

ZERO = Decimal(0)


def _minutes(start: str, finish: str, *, past_midnight: bool = True) -> str:
    """Return the formula for the minutes from one time of day to another."""
    both = ",".join(f"ISNUMBER({cell}),N({cell})>=0,N({cell})<1" for cell in (start, finish))
    minutes = f"ROUND({finish}*1440,0)-ROUND({start}*1440,0)"
    return f'IF(AND({both}),{f"MOD({minutes},1440)" if past_midnight else minutes},"")'


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
        live(Number(), _minutes("{planned_time}", "{actual_time}", past_midnight=False), width=10),
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
        Decimal | None, live(Number(), _minutes("{at}", "{responded_at}"), width=10)
    ] = None
    resolution_minutes: Annotated[
        Decimal | None, live(Number(), _minutes("{at}", "{resolved_at}"), width=10)
    ] = None
    result: Annotated[str | None, Column(kind=Choice("log_result"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
