"""Plans as they were agreed on: named, dated sets of dates and costs, and what has moved since.

A workbook keeps as many as people like, one row for each task in each. Names are compared as
`sheetplan.language.fold` does. Of two rows for one task in one baseline, the later one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.outcome import TaskOutcome
from sheetplan.engine.progress import agreed_dates
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import fold
from sheetplan.model.sheets.baselines import BaselineRow
from sheetplan.model.sheets.tasks import Task


class Agreed(NamedTuple):
    """What was agreed on for a task."""

    start: date | None = None
    finish: date | None = None
    duration: Decimal | None = None
    cost: Decimal | None = None


class Baseline(NamedTuple):
    """A plan as it was agreed on; its tasks by folded code."""

    name: str
    set_on: date | None
    set_by: str
    tasks: Mapping[str, Agreed]


class Movement(NamedTuple):
    """How a task stands against a baseline, in working days: later is positive.

    Attributes:
        kind: ``later``, ``earlier``, ``same``, ``new`` (not in the baseline) or ``gone`` (no longer planned).
    """

    code: str
    title: str
    kind: str
    start_variance: Decimal | None = None
    finish_variance: Decimal | None = None
    duration_variance: Decimal | None = None


def baselines_of(rows: Iterable[BaselineRow]) -> tuple[Baseline, ...]:
    """Return the baselines of a workbook in the order in which they were set."""
    found: dict[str, tuple[BaselineRow, dict[str, Agreed]]] = {}
    for row in rows:
        if row.baseline and row.task:
            _, tasks = found.setdefault(fold(row.baseline), (row, {}))
            tasks[fold(row.task)] = Agreed(row.start, row.finish, row.duration, row.cost)
    made = (
        Baseline(first.baseline or "", first.set_on, first.set_by or "", tasks)
        for first, tasks in found.values()
    )
    return tuple(sorted(made, key=lambda baseline: baseline.set_on or date.min))


def own_baseline(tasks: Iterable[Task], calendar: WorkingCalendar) -> Baseline:
    """Return what the tasks' own baseline columns say, as a baseline without a name."""
    agreed = {fold(task.code): agreed_dates(task, calendar) for task in tasks if task.code}
    return Baseline("", None, "", {code: Agreed(*dates) for code, dates in agreed.items() if dates})


def find_baseline(baselines: Iterable[Baseline], name: str | None) -> Baseline | None:
    """Return the baseline of a name; without a name, the one that was set last."""
    known = tuple(baselines)
    if not name:
        return known[-1] if known else None
    return next((baseline for baseline in known if fold(baseline.name) == fold(name)), None)


def movements(
    baseline: Baseline, tasks: Iterable[TaskOutcome], calendar: WorkingCalendar
) -> tuple[Movement, ...]:
    """Return how every task of plan and baseline has moved, in the order of the plan."""
    known = {fold(task.code): task for task in tasks if task.code}
    moved = [_movement(task, baseline.tasks.get(code), calendar) for code, task in known.items()]
    gone = (Movement(code.upper(), "", "gone") for code in baseline.tasks if code not in known)
    return (*moved, *gone)


def _movement(task: TaskOutcome, agreed: Agreed | None, calendar: WorkingCalendar) -> Movement:
    if agreed is None or agreed.finish is None:
        return Movement(task.code, task.title, "new")
    start = _days(agreed.start, task.start, calendar)
    finish = _days(agreed.finish, task.finish, calendar)
    kind = "same" if not finish else "later" if finish > 0 else "earlier"
    length = None
    if agreed.start and task.start and task.finish:
        then = calendar.working_days_between_inclusive(agreed.start, agreed.finish)
        length = Decimal(calendar.working_days_between_inclusive(task.start, task.finish) - then)
    return Movement(task.code, task.title, kind, start, finish, length)


def _days(then: date | None, now: date | None, calendar: WorkingCalendar) -> Decimal | None:
    return None if then is None or now is None else Decimal(calendar.count(then, now))
