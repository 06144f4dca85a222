"""Parts of formulas that several sheets share."""

from __future__ import annotations

_EVENT, _LAST = "{event.event_date}", "{event.end_date}"


def amount(cell: str) -> str:
    """Return the test for a cell that holds a number which its column accepts: not a negative one."""
    return f"AND(ISNUMBER({cell}),N({cell})>=0)"


def amounts(column: str) -> str:
    """Return the same test for every cell of a column, to be multiplied within SUMPRODUCT."""
    return f"ISNUMBER({column})*({column}>=0)"


def ratio(part: str, whole: str) -> str:
    """Return the formula for part ÷ whole; nothing where there is no part, or no whole to speak of."""
    return f'IF(AND({amount(part)},N({whole})>0),{part}/{whole},"")'


def is_word(cell: str, choices: str, key: str) -> str:
    """Return the test for a choice, in whichever language or synonym; of a column, one for each cell."""
    return f"ISNUMBER(MATCH({cell},{{words:{choices}.{key}}},0))"


def counted(column: str, choices: str, *keys: str) -> str:
    """Return the formula for how many cells of a column hold one of these choices."""
    return "+".join(f"SUM(COUNTIF({column},{{words:{choices}.{key}}}))" for key in keys)


def days_before_event(day: str) -> str:
    """Return the formula for how many days a day lies before T, counted as 设置 says; negative after it."""
    both = f"AND(ISNUMBER({day}),ISNUMBER({_EVENT}))"
    calendar_days = is_word("{settings.day_count}", "day_count", "calendar")
    return f'IF({both},IF({calendar_days},{_EVENT}-{day},{_working_days(day, _EVENT)}),"")'


def _working_days(start: str, finish: str) -> str:
    """Return the working days after one day up to another: weekdays, corrected by 日历."""
    exceptions = f"SUMPRODUCT({_between('{calendar.day}', start, finish)},{{calendar.effect}})"
    event_days = (
        f"{_added(_EVENT, start, finish)}+IF(N({_LAST})=N({_EVENT}),0,{_added(_LAST, start, finish)})"
    )
    return f"ROUND({_weekdays(finish)}-({_weekdays(start)})+{exceptions}+{event_days},0)"


def _between(day: str, start: str, finish: str) -> str:
    return f"({day}<={finish})-({day}<={start})"


def _weekdays(day: str) -> str:
    """Return how many Mondays to Fridays there are up to a day: Excel's day 2 was a Monday."""
    return f"5*INT(({day}-2)/7)+MIN(5,MOD({day}-2,7)+1)"


def _added(day: str, start: str, finish: str) -> str:
    """Return 1 for a day of the event on a weekend that 日历 says nothing about: the team works on it."""
    unsaid = f"SUMPRODUCT(({{calendar.day}}=N({day}))*ISNUMBER({{calendar.effect}}))=0"
    return f"IF(AND(WEEKDAY(N({day}),2)>5,{unsaid}),{_between(f'N({day})', start, finish)},0)"
