"""Working days: which days are worked, and arithmetic with them.

The calendar counts instead of listing. *Elapsed* working days up to a day come from the weekmask by division,
corrected by the exceptions (days off, make-up working days) up to it, found by bisection. So every day from
year 1 to 9999 costs the same, and nothing has to grow. Days beyond either end are clamped to that end.

A number of elapsed working days is also a point in working time: the end of that working day and the start
of the next. The schedule computes with these points; see `sheetplan.engine.schedule`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, Decimal
from itertools import accumulate
from typing import NamedTuple

MONDAY_TO_FRIDAY = (True, True, True, True, True, False, False)
EVERY_DAY = (True,) * 7
LONGEST = 3_000_000
"""Working days that no calendar holds. Longer durations are cut to it."""


class CalendarData(NamedTuple):
    """The days that are not what their weekday says.

    Attributes:
        days_off: days not worked, such as public holidays; they win over `working_weekends`.
        working_weekends: days worked although their weekday is free (调休).
        known_until: the last day for which these are official; later ones are provisional; None: no limit.
    """

    days_off: frozenset[date] = frozenset()
    working_weekends: frozenset[date] = frozenset()
    known_until: date | None = None


NO_EXCEPTIONS = CalendarData()


class WorkingCalendar:
    """A calendar of working days, or of all days where days are counted as calendar days."""

    def __init__(
        self,
        data: CalendarData = NO_EXCEPTIONS,
        weekmask: tuple[bool, ...] = MONDAY_TO_FRIDAY,
        *,
        calendar_days: bool = False,
    ) -> None:
        """Prepare the counts.

        Args:
            data: the exceptions.
            weekmask: seven flags, Monday first.
            calendar_days: every day counts, whatever the data says.

        Raises:
            ValueError: a weekmask of other than seven days, or without a working day.
        """
        if len(weekmask) != len(EVERY_DAY) or not any(weekmask):
            raise ValueError("a weekmask has seven days, at least one of them worked")
        mask = EVERY_DAY if calendar_days else weekmask
        self.data = NO_EXCEPTIONS if calendar_days else data
        self.known_until = self.data.known_until
        self.days_a_week = sum(mask)
        self._weekdays = [weekday for weekday, worked in enumerate(mask) if worked]
        self._prefix = list(accumulate(mask, initial=0))
        changes = {} if calendar_days else _changes(data, mask)
        self._exceptions = sorted(changes)
        self._shifts = list(accumulate((changes[day] for day in self._exceptions), initial=0))
        self._counts = [
            self._by_weekmask(day) + shift
            for day, shift in zip(self._exceptions, self._shifts[1:], strict=True)
        ]
        self._elapsed_on: dict[date, int] = {}
        self._elapsed_before: dict[date, int] = {}
        self._day_of: dict[int, date] = {}

    def elapsed(self, day: date) -> int:
        """Return how many working days have passed at the end of a day, since the first of all days."""
        found = self._elapsed_on.get(day)
        if found is None:
            found = self._elapsed_on[day] = self._elapsed(day.toordinal())
        return found

    def before(self, day: date) -> int:
        """Return how many working days have passed at the start of a day."""
        found = self._elapsed_before.get(day)
        if found is None:
            found = self._elapsed_before[day] = self._elapsed(day.toordinal() - 1)
        return found

    def day(self, number: int) -> date:
        """Return the working day with which so many have elapsed: the inverse of `elapsed`."""
        found = self._day_of.get(number)
        if found is None:
            found = self._day_of[number] = date.fromordinal(self._ordinal(number))
        return found

    def is_working(self, day: date) -> bool:
        """Return whether a day is worked."""
        return self.elapsed(day) > self.before(day)

    def roll_forward(self, day: date) -> date:
        """Return this day, or the first working day after it."""
        return self.day(self.before(day) + 1)

    def roll_back(self, day: date) -> date:
        """Return this day, or the last working day before it."""
        return self.day(self.elapsed(day))

    def add(self, day: date, number: int) -> date:
        """Return the day so many working days later, or earlier where negative, as Excel's WORKDAY does."""
        if number > 0:
            return self.day(self.elapsed(day) + number)
        return self.day(self.before(day) + 1 + number) if number else day

    def finish_of(self, start: date, duration: Decimal | int) -> date:
        """Return the last day of work that starts on a day: one working day finishes on the day it starts."""
        days = whole_days(duration)
        return self.day(self.before(start) + days) if days else start

    def start_of(self, finish: date, duration: Decimal | int) -> date:
        """Return the first day of work that finishes on a day: the inverse of `finish_of`."""
        days = whole_days(duration)
        return self.day(self.elapsed(finish) - days + 1) if days else finish

    def count(self, earlier: date, later: date) -> int:
        """Return the working days from one day to another: 0 on the same one, negative where it is earlier.

        A day off counts as the end of the working day before it.
        """
        return self.elapsed(later) - self.elapsed(earlier)

    def working_days_between_inclusive(self, start: date, finish: date) -> int:
        """Return how many days are worked from one day to another, both included, as Excel's NETWORKDAYS.

        Unlike in Excel, a finish before its start makes none, not a negative number.
        """
        return max(0, self.elapsed(finish) - self.before(start))

    def _elapsed(self, ordinal: int) -> int:
        shift = self._shifts[bisect_right(self._exceptions, ordinal)]
        return self._by_weekmask(ordinal) + shift

    def _by_weekmask(self, ordinal: int) -> int:
        # The first of all days, 0001-01-01, is a Monday.
        weeks, days = divmod(ordinal, 7)
        return weeks * len(self._weekdays) + self._prefix[days]

    def _ordinal(self, number: int) -> int:
        after = bisect_left(self._counts, number)
        weeks, index = divmod(number - self._shifts[after] - 1, len(self._weekdays))
        ordinal = weeks * 7 + self._weekdays[index] + 1
        if after < len(self._exceptions):
            # A number that no weekday before the next exception reaches is that exception itself.
            ordinal = min(ordinal, self._exceptions[after])
        return min(max(ordinal, date.min.toordinal()), date.max.toordinal())


def whole_days(duration: Decimal | int) -> int:
    """Return a duration in whole days: fractions round up, nothing is shorter than none."""
    within = min(max(duration, 0), LONGEST)
    return int(within.to_integral_value(ROUND_CEILING)) if isinstance(within, Decimal) else within


def _changes(data: CalendarData, mask: Iterable[bool]) -> dict[int, int]:
    """Return by ordinal what each exception adds to the count of working days: one more or one less."""
    worked = tuple(mask)
    less = {day.toordinal(): -1 for day in data.days_off if worked[day.weekday()]}
    more = data.working_weekends - data.days_off
    return less | {day.toordinal(): 1 for day in more if not worked[day.weekday()]}
