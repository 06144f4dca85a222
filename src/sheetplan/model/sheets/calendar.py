"""日历: days off and make-up working days (调休), official ones and this team's own."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Text
from sheetplan.model.row import Row

_OFF = "ISNUMBER(MATCH({calendar.kind},{words:day_kind.off},0))"
_WORK = "ISNUMBER(MATCH({calendar.kind},{words:day_kind.work},0))"
_OFFICIAL = "ISNUMBER(MATCH({calendar.origin},{words:day_origin.official},0))"


def _rows(*conditions: str) -> str:
    """Return the formula for how many rows about this row's day meet all conditions."""
    return f"SUMPRODUCT({'*'.join(('({calendar.day}={day})', *conditions))})"


_KIND = "ISNUMBER(MATCH({kind},{words:day_kind.off},0))", "ISNUMBER(MATCH({kind},{words:day_kind.work},0))"
_EVENT_DAY = "OR({day}={event.event_date},{day}={event.end_date})"
_WORKED = (
    f"IF({_rows(_OFF, f'(1-{_OFFICIAL})')}>0,0,IF({_rows(_WORK, f'(1-{_OFFICIAL})')}>0,1,"
    f"IF({_EVENT_DAY},1,IF({_rows(_OFF)}>0,0,1))))"
)
_EFFECT = (
    f"IF(AND(ISNUMBER({{day}}),OR({','.join(_KIND)})),"
    f'({_WORKED}-(WEEKDAY({{day}},2)<6))/{_rows(f"({_OFF}+{_WORK})")},"")'
)
"""What the day is beyond its weekday, shared among the rows that speak about it."""


class CalendarDay(Row):
    """A day that is not what its weekday says. One's own row on an official date overrides it."""

    sheet: ClassVar[str] = "calendar"
    table: ClassVar[str] = "Calendar"

    day: Annotated[date | None, Column(kind=Date(), required=True, width=13)] = None
    kind: Annotated[str | None, Column(kind=Choice("day_kind"), required=True, width=12)] = None
    name: Annotated[str | None, Column(kind=Text(), width=26)] = None
    origin: Annotated[str | None, Column(kind=Choice("day_origin"), width=12)] = None
    effect: Annotated[
        Decimal | None,
        Column(kind=Number(), owner=Owner.FORMULA, width=11, formula=_EFFECT),
    ] = None
