"""How far a task has come, measured against what was agreed."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from sheetplan.engine.schedule import Forecast
from sheetplan.engine.stands import duration_of, has_begun, is_done
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets.tasks import Task

NEAR = 5
"""Working days ahead in which a task without slack is worth a warning."""
AT_RISK_SLACK = Decimal(2)
"""Days of slack below which a task is at risk, where the settings do not say."""
NONE, WHOLE = Decimal(0), Decimal(1)
_CELL = Decimal("0.0001")


class Progress(NamedTuple):
    """How a task stands against its baseline."""

    status: str
    warning: str | None
    finish_variance: Decimal | None
    planned_percent: Decimal | None
    achievement_rate: Decimal | None


def progress_of(
    task: Task,
    forecast: Forecast,
    status_date: date,
    calendar: WorkingCalendar,
    *,
    at_risk_slack: Decimal | None = None,
    agreed_finish: date | None = None,
) -> Progress:
    """Return a task's progress at the end of the status date.

    Args:
        task: the task.
        forecast: its dates.
        status_date: when it is measured.
        calendar: the working days.
        at_risk_slack: the slack below which a task is at risk, where it is not the usual one.
        agreed_finish: the finish in the chosen baseline; else the task's own columns say it.
    """
    variance = _finish_variance(agreed_finish or task.baseline_finish, forecast.finish, calendar)
    planned = planned_percent(task, status_date, calendar)
    done = is_done(task)
    late = not done and variance is not None and variance > 0
    overdue = not done and task.baseline_finish is not None and task.baseline_finish < status_date
    limit = AT_RISK_SLACK if at_risk_slack is None else at_risk_slack
    tight = forecast.total_slack is not None and forecast.total_slack < limit
    at_risk = tight and not done and not late and _is_near(task, forecast, status_date, calendar)
    return Progress(
        status="done" if done else _open_status(task, slipping=late or overdue),
        warning="overdue" if overdue else "at_risk" if at_risk else _provisional(task, forecast, calendar),
        finish_variance=variance,
        planned_percent=planned,
        achievement_rate=(task.percent_complete or NONE) / planned if planned else None,
    )


def _provisional(task: Task, forecast: Forecast, calendar: WorkingCalendar) -> str | None:
    """Return the word for dates that depend on a calendar which is not published yet."""
    known, finish = calendar.known_until, forecast.finish
    return "provisional" if known and finish and finish > known and not is_done(task) else None


def _is_near(task: Task, forecast: Forecast, status_date: date, calendar: WorkingCalendar) -> bool:
    """Return whether a task has begun or soon will; far ahead, little slack is only a tight plan."""
    if has_begun(task):
        return True
    return forecast.start is not None and calendar.count(status_date, forecast.start) <= NEAR


def _open_status(task: Task, *, slipping: bool) -> str:
    if slipping:
        return "slipping"
    return "in_progress" if has_begun(task) else "not_started"


def _finish_variance(agreed: date | None, finish: date | None, calendar: WorkingCalendar) -> Decimal | None:
    """Return by how many working days a task finishes late, negative where early."""
    return None if agreed is None or finish is None else Decimal(calendar.count(agreed, finish))


def planned_percent(task: Task, status_date: date, calendar: WorkingCalendar) -> Decimal | None:
    """Return the share of a task's baseline that lies behind by the end of the status date.

    Rounded to the four decimals of its cell, so that Excel divides by the same number. Milestones, and
    baselines without a working day, are due whole on their finish.
    """
    baseline = agreed_dates(task, calendar)
    if baseline is None:
        return None
    start, finish = baseline
    if status_date >= finish:
        return WHOLE
    before = calendar.before(start)
    whole = calendar.elapsed(finish) - before
    gone = calendar.elapsed(status_date) - before
    if task.duration == 0 or whole <= 0 or gone <= 0:
        return NONE
    return (Decimal(gone) / whole).quantize(_CELL, ROUND_HALF_UP)


def agreed_dates(task: Task, calendar: WorkingCalendar) -> tuple[date, date] | None:
    """Return the start and finish that a task's baseline columns say; None where they are empty."""
    start, finish = task.baseline_start, task.baseline_finish
    duration = duration_of(task, calendar)
    days = WHOLE if duration is None else duration
    if finish is None:
        return None if start is None else (start, calendar.finish_of(start, days))
    return (calendar.start_of(finish, days) if start is None else start), finish
