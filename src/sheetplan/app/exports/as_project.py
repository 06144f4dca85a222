"""The tasks as Microsoft Project takes them, with people, calendar and the dates that were computed."""

from __future__ import annotations

from collections.abc import Sequence

from sheetplan.app.exports import Export
from sheetplan.app.pipeline import Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.changes.project import Project, Recorded
from sheetplan.engine.stands import anchored_tasks
from sheetplan.engine.working_calendar import EVERY_DAY, MONDAY_TO_FRIDAY, CalendarData


def write(house: House, found: Examined, _: Sequence[str]) -> Export:
    """Return the plan as MSPDI."""
    project = project_of(found)
    if not project.tasks:
        raise Refusal("nothing-to-export")
    return Export(house.exchange.project_file(project), len(project.tasks))


def project_of(found: Examined) -> Project:
    """Return a computed plan as a project."""
    plan, outcome, calendar = found.parsed.plan, found.outcome, found.calendar
    week = EVERY_DAY if plan.settings.day_count == "calendar" else MONDAY_TO_FRIDAY
    off, worked = calendar.data.days_off, calendar.data.working_weekends - calendar.data.days_off
    tasks = tuple(anchored_tasks(plan.tasks, plan.event.event_date, calendar))
    return Project(
        name=plan.event.name or "",
        status_date=outcome.status_date,
        tasks=tasks,
        recorded={
            task.code or "": Recorded(*(getattr(record, field) for field in Recorded._fields))
            for task, record in zip(tasks, outcome.tasks, strict=True)
        },
        people=plan.people,
        days=CalendarData(
            frozenset(day for day in off if week[day.weekday()]),
            frozenset(day for day in worked if not week[day.weekday()]),
        ),
        weekmask=week,
        currency=found.parsed.layout.currency,
        ours=True,
    )
