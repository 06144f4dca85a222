"""Formulas that several sheets share. Their computation in the engine is `sheetplan.engine.live`."""

from __future__ import annotations

_EVENT, _LAST = "{event.event_date}", "{event.end_date}"


def days_before_event(day: str) -> str:
    """Return the formula for how many days a day lies before T, counted as 设置 says; negative after it."""
    both = f"AND(ISNUMBER({day}),ISNUMBER({_EVENT}))"
    calendar_days = "ISNUMBER(MATCH({settings.day_count},{words:day_count.calendar},0))"
    return f'IF({both},IF({calendar_days},{_EVENT}-{day},{_working_days(day, _EVENT)}),"")'


def _working_days(start: str, finish: str) -> str:
    """Return the working days after one day up to another: weekdays, corrected by 日历."""
    between = f"(%s<={finish})-(%s<={start})"
    exceptions = between.replace("%s", "{calendar.day}")
    event_days = f"{_added(_EVENT, between)}+IF(N({_LAST})=N({_EVENT}),0,{_added(_LAST, between)})"
    return (
        f"ROUND({_weekdays(finish)}-({_weekdays(start)})"
        f"+SUMPRODUCT({exceptions},{{calendar.effect}})+{event_days},0)"
    )


def _weekdays(day: str) -> str:
    """Return how many Mondays to Fridays there are up to a day: Excel's day 2 was a Monday."""
    return f"5*INT(({day}-2)/7)+MIN(5,MOD({day}-2,7)+1)"


def _added(day: str, between: str) -> str:
    """Return 1 for a day of the event on a weekend that 日历 says nothing about: the team works on it."""
    unsaid = f"SUMPRODUCT(({{calendar.day}}=N({day}))*ISNUMBER({{calendar.effect}}))=0"
    return f"IF(AND(WEEKDAY(N({day}),2)>5,{unsaid}),{between.replace('%s', f'N({day})')},0)"
