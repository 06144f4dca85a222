"""Who has how much to do in which week, against what a person can do.

A task's effort, its person-days, is shared evenly among those responsible and spread evenly over the working
days of its forecast. Without effort given it is one person-day for each of its working days, for all of them
together. What is done is no load any more. Weeks begin on Monday.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.outcome import TaskOutcome
from sheetplan.engine.stands import is_done
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import fold
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.tasks import Task

FULL_TIME = Decimal(5)
"""Days a week that a person works where the team sheet does not say."""
WEEK = timedelta(days=7)
LONGEST = 520
"""Weeks that one task is spread over; a longer one is a slip of the pen."""


class Load(NamedTuple):
    """What one person has to do in one week.

    Attributes:
        week: its Monday.
        effort: person-days.
        capacity: person-days that can be done: the weekly capacity, less the days off in that week.
        tasks: codes of the tasks, in the order of the plan.
    """

    person: str
    week: date
    effort: Decimal
    capacity: Decimal
    tasks: tuple[str, ...]

    @property
    def overload(self) -> Decimal:
        """Return by how much the effort exceeds the capacity; 0 where it fits."""
        return max(self.effort - self.capacity, Decimal(0))


def workload_of(
    plan: Plan, tasks: Sequence[TaskOutcome], status_date: date, calendar: WorkingCalendar
) -> tuple[Load, ...]:
    """Return the load of every person and week from the status date on, by week and then by name."""
    efforts: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    codes: dict[tuple[str, date], list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for task, outcome in zip(plan.tasks, tasks, strict=True):
        people = task.responsible or ()
        for week, effort in _spread(task, outcome, status_date, calendar):
            for person in people:
                key = names.setdefault(fold(person), person), week
                efforts[key] += effort / len(people)
                codes[key].append(outcome.code)
    capacity = {fold(person.name or ""): person.capacity for person in plan.people}
    found = (
        Load(person, week, effort, _capacity(capacity, person, week, calendar), tuple(codes[person, week]))
        for (person, week), effort in efforts.items()
    )
    return tuple(sorted(found, key=lambda load: (load.week, load.person)))


def overloads_of(loads: Sequence[Load]) -> tuple[Load, ...]:
    """Return the loads that are more than can be done, the worst first."""
    return tuple(sorted((load for load in loads if load.overload), key=lambda load: -load.overload))


def _spread(
    task: Task, outcome: TaskOutcome, status_date: date, calendar: WorkingCalendar
) -> Iterator[tuple[date, Decimal]]:
    """Yield what is left of a task's effort, week by week."""
    if is_done(task) or outcome.start is None or outcome.finish is None:
        return
    start = max(outcome.start, calendar.roll_forward(status_date))
    days = calendar.working_days_between_inclusive(start, outcome.finish)
    if not days or task.duration == 0:
        return
    left = 1 - (task.percent_complete or Decimal(0))
    effort = Decimal(days) if task.effort is None else task.effort * left
    monday = start - timedelta(days=start.weekday())
    for _ in range(LONGEST):
        if monday > outcome.finish:
            return
        first, last = max(start, monday), min(outcome.finish, monday + WEEK - timedelta(days=1))
        within = calendar.working_days_between_inclusive(first, last)
        if within:
            yield monday, effort * within / days
        if monday > date.max - WEEK:
            return
        monday += WEEK


def _capacity(
    known: Mapping[str, Decimal | None], person: str, week: date, calendar: WorkingCalendar
) -> Decimal:
    weekly = known.get(fold(person))
    days = calendar.working_days_between_inclusive(week, week + WEEK - timedelta(days=1))
    return (FULL_TIME if weekly is None else weekly) * days / calendar.days_a_week
