"""日历: days off and make-up working days (调休), official ones and this team's own."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import is_word
from sheetplan.model.kinds import Choice, Date, Number, Text
from sheetplan.model.row import Row

_OFF = is_word("{calendar.kind}", "day_kind", "off")
_WORK = is_word("{calendar.kind}", "day_kind", "work")
_OWN = f"(1-{is_word('{calendar.origin}', 'day_origin', 'official')})"


def _rows(*conditions: str) -> str:
    """Return the formula for how many rows about this row's day meet all conditions."""
    return f"SUMPRODUCT({'*'.join(('({calendar.day}={day})', *conditions))})"


_EVENT_DAY = "OR({day}=N({event.event_date}),{day}=N({event.end_date}))"
_WORKED = (
    f"IF({_rows(_OFF, _OWN)}>0,0,IF({_rows(_WORK, _OWN)}>0,1,IF({_EVENT_DAY},1,IF({_rows(_OFF)}>0,0,1))))"
)
_SAID = f"OR({is_word('{kind}', 'day_kind', 'off')},{is_word('{kind}', 'day_kind', 'work')})"
_EFFECT = f"({_WORKED}-(WEEKDAY({{day}},2)<6))/{_rows(f'({_OFF}+{_WORK})')}"
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
        Decimal | None, live(Number(), f'IF(AND(ISNUMBER({{day}}),{_SAID}),{_EFFECT},"")', width=11)
    ] = None
