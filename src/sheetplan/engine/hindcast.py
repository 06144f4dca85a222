"""Whether a forecast would have held: a finished plan forecast from its first day, against what happened."""

from __future__ import annotations

from sheetplan.engine.risk_of_delay import simulate
from sheetplan.engine.stands import anchored_tasks
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.plan import Plan

PERCENT = 80
RUNS = 1_000


def forecast_held(plan: Plan, calendar: WorkingCalendar) -> bool | None:
    """Return whether all was finished by the day that was 80 % sure when the work began.

    Returns:
        None where nobody estimated how long tasks may take, or where it is not known when they ended.
    """
    tasks = tuple(anchored_tasks(plan.tasks, plan.event.event_date, calendar))
    ends = [task.actual_finish for task in tasks if task.actual_finish is not None]
    starts = [task.baseline_start or task.actual_start for task in tasks]
    begun = min((start for start in starts if start is not None), default=None)
    estimated = any(task.optimistic is not None or task.pessimistic is not None for task in tasks)
    if begun is None or not estimated or len(ends) < len(tasks):
        return None
    planned = [task.replaced(actual_start=None, actual_finish=None, percent_complete=None) for task in tasks]
    sure = simulate(planned, begun, calendar, runs=RUNS).finish(PERCENT)
    return None if sure is None else max(ends) <= sure
