"""The engine's one door: a plan and a status date in, the outcome out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sheetplan.engine.achievement import achievements_of
from sheetplan.engine.approvals import approvals_of
from sheetplan.engine.baselines import baselines_of, find_baseline
from sheetplan.engine.budget import budget_of
from sheetplan.engine.ids import new_ids
from sheetplan.engine.outcome import Outcome, TaskOutcome
from sheetplan.engine.progress import Progress, progress_of
from sheetplan.engine.records import records_of
from sheetplan.engine.schedule import Forecast, schedule
from sheetplan.engine.stands import anchored_tasks
from sheetplan.engine.totals import totals_of
from sheetplan.engine.working_calendar import NO_EXCEPTIONS, CalendarData, WorkingCalendar
from sheetplan.language import fold
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.model.sheets.tasks import Task


def recalculate(plan: Plan, status_date: date, calendar: WorkingCalendar) -> Outcome:
    """Return everything that is computed from a plan, measured at the status date."""
    anchored = tuple(anchored_tasks(plan.tasks, plan.event.event_date, calendar))
    planned = schedule(anchored, status_date, calendar, critical_slack=plan.settings.critical_slack)
    ids = new_ids(plan)
    at_risk, nearly_met = plan.settings.at_risk_slack, plan.settings.nearly_met
    agreed = _agreed_finishes(plan)
    tasks = tuple(
        _task(
            task,
            task.code or ids.get(("tasks", task.row), ""),
            forecast,
            progress_of(
                task,
                forecast,
                status_date,
                calendar,
                at_risk_slack=at_risk,
                agreed_finish=agreed.get(fold(task.code or "")) if agreed else None,
            ),
        )
        for task, forecast in zip(anchored, planned.forecasts, strict=True)
    )
    metrics = achievements_of(plan.metrics, status_date, nearly_met)
    budget = budget_of(plan.budget, plan.budget_summary)
    records = records_of(plan, calendar_of(plan), calendar_of(plan, calendar_days=False))
    totals = totals_of(plan, tasks, metrics, budget, records)
    return Outcome(
        status_date=status_date,
        event=totals._replace(forecast_finish=planned.finish),
        tasks=tasks,
        metrics=metrics,
        budget=budget.lines,
        budget_summary=budget.categories,
        approvals=approvals_of(plan, totals.budget_total, budget.lines),
        **records._asdict(),
        loops=planned.loops,
        cuts=planned.cuts,
        provisional_from=_provisional_from(plan, tasks, calendar),
        ids=ids,
    )


def calendar_of(
    plan: Plan, official: CalendarData = NO_EXCEPTIONS, *, calendar_days: bool | None = None
) -> WorkingCalendar:
    """Return the calendar a plan is computed with; whether calendar days count is a setting of the plan.

    The official days come first, then the official ones that stand on the plan's sheet (which another, newer
    sheetplan may have written), then the first and the last day of the event, on which the team works
    whatever the weekday, then the plan's own days. Later ones override earlier ones. Where two own rows
    contradict each other, the day is off.
    """
    official_rows = [row for row in plan.calendar if row.origin == "official"]
    own_rows = [row for row in plan.calendar if row.origin != "official"]
    event_days = {day for day in (plan.event.event_date, plan.event.end_date) if day is not None}
    days_off, worked = set(official.days_off), set(official.working_weekends)
    for off, work in (_days(official_rows), (set[date](), event_days), _days(own_rows)):
        days_off, worked = (days_off - work) | off, (worked - off) | work
    data = CalendarData(frozenset(days_off), frozenset(worked), official.known_until)
    by_setting = plan.settings.day_count == "calendar"
    return WorkingCalendar(data, calendar_days=by_setting if calendar_days is None else calendar_days)


def _agreed_finishes(plan: Plan) -> dict[str, date]:
    """Return the finishes of the baseline that the settings choose, by folded code."""
    if not plan.settings.baseline:
        return {}
    chosen = find_baseline(baselines_of(plan.baselines), plan.settings.baseline)
    agreed = chosen.tasks.items() if chosen else ()
    return {code: task.finish for code, task in agreed if task.finish}


def _days(rows: Iterable[CalendarDay]) -> tuple[set[date], set[date]]:
    off: set[date] = set()
    work: set[date] = set()
    for row in rows:
        if row.day is not None and row.kind is not None:
            (off if row.kind == "off" else work).add(row.day)
    return off, work


def _task(task: Task, code: str, forecast: Forecast, progress: Progress) -> TaskOutcome:
    return TaskOutcome(
        code=code,
        title=task.title or "",
        start=forecast.start,
        finish=forecast.finish,
        early_start=forecast.early_start,
        early_finish=forecast.early_finish,
        late_start=forecast.late_start,
        late_finish=forecast.late_finish,
        total_slack=forecast.total_slack,
        free_slack=forecast.free_slack,
        critical=_FLAGS[forecast.critical],
        finish_variance=progress.finish_variance,
        planned_percent=progress.planned_percent,
        achievement_rate=progress.achievement_rate,
        status=progress.status,
        warning=progress.warning,
        unknown=forecast.unknown,
    )


_FLAGS = {True: "yes", False: "no", None: None}


def _provisional_from(plan: Plan, tasks: Iterable[TaskOutcome], calendar: WorkingCalendar) -> date | None:
    """Return the first day without official calendar, where any date of the plan lies beyond."""
    if calendar.known_until is None or calendar.known_until == date.max:
        return None
    latest = max(_reach(plan, tasks), default=date.min)
    return calendar.known_until + timedelta(days=1) if latest > calendar.known_until else None


def _reach(plan: Plan, tasks: Iterable[TaskOutcome]) -> Iterator[date]:
    days = [plan.event.event_date, plan.event.end_date]
    days += [task.finish for task in tasks]
    days += [day for task in plan.tasks for day in (task.baseline_start, task.baseline_finish, task.deadline)]
    return (day for day in days if day is not None)
