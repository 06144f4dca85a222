"""日历: days off and make-up working days (调休), official ones and this team's own."""

from datetime import date
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Text
from sheetplan.model.row import Row


class CalendarDay(Row):
    """A day that is not what its weekday says. One's own row on an official date overrides it."""

    sheet: ClassVar[str] = "calendar"
    table: ClassVar[str] = "Calendar"

    day: Annotated[date | None, Column(kind=Date(), required=True, width=13)] = None
    kind: Annotated[str | None, Column(kind=Choice("day_kind"), required=True, width=12)] = None
    name: Annotated[str | None, Column(kind=Text(), width=26)] = None
    origin: Annotated[str | None, Column(kind=Choice("day_origin"), width=12)] = None
