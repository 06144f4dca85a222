"""Rules of 日历: every day is one thing only, and every row changes something."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, on, rule

SATURDAY = 5


@rule(
    "CAL001",
    Severity.ERROR,
    bad="calendar day=d5 kind=off origin=own\ncalendar day=d5 kind=work origin=own",
    good="calendar day=d5 kind=off origin=own",
)
def two_kinds_of_day(case: Case) -> Iterator[Hit]:
    """Yield days that one and the same origin calls both off and working."""
    seen: dict[tuple[object, ...], CalendarDay] = {}
    for row in case.plan.calendar:
        if row.day and row.kind:
            first = seen.setdefault((row.day, row.origin == "official"), row)
            if first.kind != row.kind:
                yield at(row, "kind", day=row.day, kind=Word("day_kind", row.kind), first=first.row)


@rule(
    "CAL002",
    Severity.NOTE,
    bad="calendar day=d1 kind=off origin=official\ncalendar day=d5 kind=work origin=own",
    good="calendar day=d1 kind=off origin=official\ncalendar day=2026-03-14 kind=work origin=own",
)
def changes_nothing(case: Case) -> Iterator[Hit]:
    """Yield rows of one's own that make a working day of a working day, or a day off of a day off.

    Judged for years whose official days are listed: elsewhere the row may well override one of them.
    """
    official = {row.day for row in case.plan.calendar if row.day and row.origin == "official"}
    years = {day.year for day in official}
    for row in case.plan.calendar:
        if row.day and row.kind and row.day not in official and row.day.year in years:
            usual = "work" if row.day.weekday() < SATURDAY else "off"
            if row.kind == usual:
                yield at(row, "day", day=row.day, kind=Word("day_kind", row.kind))


@rule("CAL003", Severity.NOTE, bad="event event_date=2028-03-01", good="event event_date=d20")
def calendar_not_published(case: Case) -> Iterator[Hit]:
    """Yield a plan that reaches into a year whose days off are not announced yet."""
    if case.outcome.provisional_from and "calendar" in case.layout.sheets:
        yield on(
            "calendar", "day", day=case.outcome.provisional_from, year=case.outcome.provisional_from.year
        )
