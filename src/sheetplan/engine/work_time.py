"""Working time in whole minutes: where days begin and end in it, and what day it is at a point of it.

A working day has 480 minutes, as in Microsoft Project. A *point* is the number of minutes worked since the
first of all days; the end of one working day and the start of the next are the same point. So the passes
compute with integers, half days and lags of an hour come out exactly, and weekends need no thinking.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from sheetplan.engine.working_calendar import LONGEST, WorkingCalendar

DAY = 480
"""Minutes of a working day."""
_CELL = Decimal("0.0001")
Given = TypeVar("Given")
Result = TypeVar("Result")


class WorkTime:
    """The points of a working calendar.

    Attributes:
        calendar: which days are worked.
        days: minutes as working days, with the four decimals of a cell.
    """

    __slots__ = ("_date_of", "_minutes", "calendar", "days")

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self.days: Mapping[int, Decimal] = Found(_in_days)
        self._date_of: Mapping[int, date] = Found(calendar.day)
        self._minutes: Mapping[Decimal, int] = Found(_in_minutes)

    def dawn(self, day: date) -> int:
        """Return the point at which a day begins; a day off begins and ends with the next working day."""
        return self.calendar.before(day) * DAY

    def dusk(self, day: date) -> int:
        """Return the point at which a day ends."""
        return self.calendar.elapsed(day) * DAY

    def first_day(self, point: int) -> date:
        """Return the day on which work that begins at a point is first done."""
        return self._date_of[point // DAY + 1]

    def last_day(self, point: int) -> date:
        """Return the day on which work that ends at a point is last done."""
        return self._date_of[-(-point // DAY)]

    def minutes(self, days: Decimal) -> int:
        """Return a number of working days in minutes; what is longer than nothing lasts at least one."""
        return self._minutes[days]


class Found(dict[Given, Result]):
    """Results of a function, each computed once."""

    def __init__(self, compute: Callable[[Given], Result]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, given: Given) -> Result:
        result = self[given] = self._compute(given)
        return result


def _in_minutes(days: Decimal) -> int:
    within = min(max(days, Decimal(-LONGEST)), Decimal(LONGEST))
    minutes = int((within * DAY).to_integral_value(ROUND_HALF_UP))
    return minutes or (within > 0) - (within < 0)


def _in_days(minutes: int) -> Decimal:
    whole, rest = divmod(minutes, DAY)
    return (Decimal(minutes) / DAY).quantize(_CELL).normalize() if rest else Decimal(whole)
