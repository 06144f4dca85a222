"""A plan as it travels between programs for projects: our rows, beside the dates that were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.schedule import schedule
from sheetplan.engine.working_calendar import (
    MONDAY_TO_FRIDAY,
    NO_EXCEPTIONS,
    CalendarData,
    WorkingCalendar,
)
from sheetplan.model.sheets.people import Person
from sheetplan.model.sheets.tasks import Task
from sheetplan.model.values import EMPTY

ZERO = Decimal(0)


class Recorded(NamedTuple):
    """The dates of a task as a program worked them out."""

    start: date | None = None
    finish: date | None = None
    early_start: date | None = None
    early_finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None


class Left(NamedTuple):
    """What of a project has no place in a workbook, or another meaning there.

    Attributes:
        why: a stable reason, such as ``inactive``.
        what: the name of a task or calendar.
    """

    why: str
    what: str = ""


class Project(NamedTuple):
    """A plan.

    Attributes:
        start: the day from which it is scheduled.
        recorded: by the code of each task.
        by_hand: the codes of tasks whose dates somebody typed, whatever their links ask.
        currency: of its costs, as ``CNY``; empty where nothing is said.
        ours: whether sheetplan wrote it, which leaves out no more than it says.
    """

    name: str = ""
    start: date | None = None
    status_date: date | None = None
    tasks: tuple[Task, ...] = ()
    recorded: Mapping[str, Recorded] = EMPTY
    by_hand: frozenset[str] = frozenset()
    people: tuple[Person, ...] = ()
    days: CalendarData = NO_EXCEPTIONS
    weekmask: tuple[bool, ...] = MONDAY_TO_FRIDAY
    currency: str = ""
    ours: bool = False
    left: tuple[Left, ...] = ()


class DateDifference(NamedTuple):
    """A date that a program recorded otherwise than we compute it from the same tasks and links."""

    code: str
    title: str
    field: str
    recorded: date
    computed: date | None
    by_hand: bool


def date_differences(project: Project) -> Iterator[DateDifference]:
    """Yield every difference between the dates of a project as recorded and as computed.

    They are computed as the other program does: from the start of the project, by links, constraints and
    what has been done, on the project's own calendar; planned dates hold nothing back.
    """
    start = project.start or min(
        (dates.start for dates in project.recorded.values() if dates.start), default=None
    )
    if start is None:
        return
    free = [task.replaced(baseline_start=None, baseline_finish=None) for task in project.tasks]
    calendar = WorkingCalendar(project.days, project.weekmask)
    found = schedule(free, start, calendar, reschedule=False)
    parents = {task.parent for task in project.tasks}
    for task, forecast in zip(project.tasks, found.forecasts, strict=True):
        code = task.code or ""
        dates = project.recorded.get(code, Recorded())
        for field in Recorded._fields if code not in parents else ("start", "finish"):
            recorded, computed = getattr(dates, field), getattr(forecast, field)
            if recorded is not None and recorded != computed:
                yield DateDifference(
                    code, task.title or "", field, recorded, computed, code in project.by_hand
                )
