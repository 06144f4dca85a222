"""流程: the event minute by minute."""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Text, Time
from sheetplan.model.row import Row

ZERO = Decimal(0)
_POSITION = "ROW({run_of_show.duration})-ROW({run_of_show#})"
"""The number of each row of the table."""


def _last(column: str) -> str:
    """Return the number of the last row, this one included, that has a time in a column; 0 for none."""
    times = f"{{run_of_show.{column}}}"
    return f"SUMPRODUCT(MAX(ISNUMBER({times})*(ROW({times})<=ROW())*({_POSITION})))"


def _start(last: str) -> str:
    """Return the formula for the last fixed start, and the minutes of all segments since."""
    since = f"SUM(INDEX({{run_of_show.duration}},{last}):{{duration}})-N({{duration}})"
    start = f"INDEX({{run_of_show.fixed_start}},{last})+({since})/1440"
    return f'IF(OR({{segment}}="",{last}=0),"",ROUND(MOD({start},1)*1440,0)/1440)'


def _shift(last: str) -> str:
    """Return the formula for the minutes by which the last segment that has begun was late."""
    late = f"INDEX({{run_of_show.actual_start}},{last})-INDEX({{run_of_show.start}},{last})"
    return f'IF(OR({{segment}}="",{last}=0),"",MAX(0,ROUND(({late})*1440,0)))'


def _minutes_after(start: str, minutes: str) -> str:
    return f'IF(ISNUMBER({start}),ROUND(MOD({start}+{minutes}/1440,1)*1440,0)/1440,"")'


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
    start: Annotated[
        time | None, Column(kind=Time(), owner=Owner.FORMULA, width=10, formula=_start(_last("fixed_start")))
    ] = None
    finish: Annotated[
        time | None,
        Column(
            kind=Time(), owner=Owner.FORMULA, width=10, formula=_minutes_after("{start}", "N({duration})")
        ),
    ] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    performer: Annotated[str | None, Column(kind=Text(), width=16)] = None
    key_action: Annotated[str | None, Column(kind=Text(long=True), width=34)] = None
    equipment: Annotated[str | None, Column(kind=Text(long=True), width=22)] = None
    location: Annotated[str | None, Column(kind=Text(), width=14)] = None
    call_lead: Annotated[Decimal | None, Column(kind=Number(low=ZERO), width=10)] = None
    call_time: Annotated[
        time | None,
        Column(
            kind=Time(), owner=Owner.FORMULA, width=10, formula=_minutes_after("{start}", "-N({call_lead})")
        ),
    ] = None
    actual_start: Annotated[time | None, Column(kind=Time(), width=10)] = None
    actual_finish: Annotated[time | None, Column(kind=Time(), width=10)] = None
    shift: Annotated[
        Decimal | None,
        Column(kind=Number(), owner=Owner.FORMULA, width=10, formula=_shift(_last("actual_start"))),
    ] = None
    forecast_start: Annotated[
        time | None,
        Column(kind=Time(), owner=Owner.FORMULA, width=10, formula=_minutes_after("{start}", "N({shift})")),
    ] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
