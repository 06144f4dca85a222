"""What people are to be reminded of: tasks that are late, due soon or about to begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.outcome import Outcome, TaskOutcome
from sheetplan.engine.stands import has_begun, is_done
from sheetplan.language import fold
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.tasks import Task

KINDS = ("late", "due", "begins")


class Reminder(NamedTuple):
    """One task that one person is to be reminded of.

    Attributes:
        kind: one of `KINDS`.
        day: when it should have been finished, is to be finished, or begins.
        slipping: working days that its forecast is behind the plan.
    """

    person: str
    team: str
    event: str
    event_date: date | None
    code: str
    title: str
    deliverable: str
    kind: str
    day: date
    slipping: Decimal


def reminders_of(plan: Plan, outcome: Outcome, days: int) -> Iterator[Reminder]:
    """Yield what people are to be reminded of.

    Args:
        plan: the event.
        outcome: what was computed from it; its status date is today.
        days: how far to look ahead.
    """
    teams = {fold(person.name or ""): person.group or "" for person in plan.people}
    until = outcome.status_date + timedelta(days=days)
    for task, record in zip(plan.tasks, outcome.tasks, strict=True):
        found = None if is_done(task) else _due(task, record, outcome.status_date, until)
        if found is None:
            continue
        for person in task.responsible or ():
            team, event = teams.get(fold(person), ""), plan.event
            slipping = record.finish_variance or Decimal(0)
            yield Reminder(
                person, team, event.name or "", event.event_date, record.code, record.title,
                task.deliverable or "", *found, slipping,
            )  # fmt: skip


def _due(task: Task, record: TaskOutcome, today: date, until: date) -> tuple[str, date] | None:
    planned = min(filter(None, (task.baseline_finish, task.deadline)), default=record.finish)
    if planned is None:
        return None
    if planned < today:
        return "late", planned
    if planned <= until:
        return "due", planned
    if record.start is not None and today <= record.start <= until and not has_begun(task):
        return "begins", record.start
    return None
