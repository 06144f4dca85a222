"""流程: the event minute by minute."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.kinds import Choice, Date, Number, Text, Time
from sheetplan.model.row import Row

ZERO = Decimal(0)
_LENGTH = "{run_of_show.duration}"
_POSITION = f"ROW({_LENGTH})-ROW(INDEX({_LENGTH},1))+1"
"""The number of each row of the table."""


def _last(column: str) -> str:
    """Return the number of the last row, this one included, that has a time in a column; 0 for none."""
    times = f"{{run_of_show.{column}}}"
    return f"SUMPRODUCT(MAX({_is_time(times)}*(ROW({times})<=ROW())*({_POSITION})))"


def _is_time(cell: str) -> str:
    return f"ISNUMBER({cell})*({cell}>=0)*({cell}<1)"


def _minutes(time: str) -> str:
    return f"ROUND({time}*1440,0)"


def _start(last: str) -> str:
    """Return the formula for the last fixed start, and the minutes of all segments since."""
    since = f'SUMIF(INDEX({_LENGTH},{last}):{{duration}},">0")-MAX(0,N({{duration}}))'
    minutes = f"{_minutes(f'INDEX({{run_of_show.fixed_start}},{last})')}+{since}"
    return f'IF(OR({{segment}}="",{last}=0),"",MOD(ROUND({minutes},0),1440)/1440)'


def _shift(last: str) -> str:
    """Return the formula for the minutes by which the last segment that has begun was late."""
    planned = f"INDEX({{run_of_show.start}},{last})"
    late = f"{_minutes(f'INDEX({{run_of_show.actual_start}},{last})')}-{_minutes(planned)}"
    known = f'IF(ISNUMBER({planned}),MAX(0,MOD({late}+720,1440)-720),"")'
    return f'IF({{segment}}="","",IF({last}=0,"",{known}))'


def _later(start: str, minutes: str) -> str:
    moved = f"MOD(ROUND({_minutes(start)}+{minutes},0),1440)/1440"
    return f'IF(ISNUMBER({start}),{moved},"")'


class Segment(Row):
    """A segment of the event, in the order in which they happen."""

    sheet: ClassVar[str] = "run_of_show"
    table: ClassVar[str] = "RunOfShow"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "S"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    day: Annotated[date | None, Column(kind=Date(), width=12)] = None
    kind: Annotated[str | None, Column(kind=Choice("segment_kind"), width=11)] = None
    segment: Annotated[str | None, Column(kind=Text(), required=True, width=24)] = None
    fixed_start: Annotated[time | None, Column(kind=Time(), width=10)] = None
    duration: Annotated[Decimal | None, Column(kind=Number(low=ZERO), required=True, width=9)] = None
    start: Annotated[time | None, live(Time(), _start(_last("fixed_start")), width=10)] = None
    finish: Annotated[time | None, live(Time(), _later("{start}", "MAX(0,N({duration}))"), width=10)] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    performer: Annotated[str | None, Column(kind=Text(), width=16)] = None
    key_action: Annotated[str | None, Column(kind=Text(long=True), width=34)] = None
    equipment: Annotated[str | None, Column(kind=Text(long=True), width=22)] = None
    location: Annotated[str | None, Column(kind=Text(), width=14)] = None
    call_lead: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    call_time: Annotated[time | None, live(Time(), _later("{start}", "-MAX(0,N({call_lead}))"), width=10)] = (
        None
    )
    actual_start: Annotated[time | None, Column(kind=Time(), width=10)] = None
    actual_finish: Annotated[time | None, Column(kind=Time(), width=10)] = None
    shift: Annotated[Decimal | None, live(Number(), _shift(_last("actual_start")), width=10)] = None
    forecast_start: Annotated[time | None, live(Time(), _later("{start}", "N({shift})"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
