"""Days counted as the workbook counts them: from its own 日历 sheet, whatever else is known of a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from sheetplan.engine.outcome import CalendarOutcome
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets.calendar import CalendarDay

SATURDAY = 5


def days_before(
    calendar: WorkingCalendar, event_date: date | None
) -> Callable[[date | None], Decimal | None]:
    """Return what counts how many days a day lies before the event; negative after it."""

    def count(day: date | None) -> Decimal | None:
        if day is None or event_date is None:
            return None
        return Decimal(calendar.elapsed(event_date) - calendar.elapsed(day))

    return count


def effects_of(days: Sequence[CalendarDay], calendar: WorkingCalendar) -> tuple[CalendarOutcome, ...]:
    """Return what each row makes of its day beyond the weekday, shared by the rows about the same day.

    Args:
        days: the rows of 日历.
        calendar: the working days that these rows make, whether or not days are counted by them.
    """
    said = Counter(row.day for row in days if row.kind is not None)
    return tuple(
        CalendarOutcome(
            Decimal(calendar.is_working(row.day) - (row.day.weekday() < SATURDAY)) / said[row.day]
        )
        if row.day is not None and row.kind is not None
        else CalendarOutcome()
        for row in days
    )
