"""What is worth knowing of one event among many: where it stands, who is at work, what it has taught."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from statistics import fmean
from typing import NamedTuple

from sheetplan.engine.outcome import Outcome
from sheetplan.engine.stands import is_done
from sheetplan.engine.sums import ratio
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.engine.workload import workload_of
from sheetplan.model.plan import Plan

SLIPPING_SHOWN = 20
"""Slipping tasks of one event that a view of many has room for."""
STATES = ("running", "preparing", "finished", "undated")
MEASURES = (
    "conversion", "click_rate", "cost_per_sign_up", "metric", "budget_share", "spend_rate", "slip",
    "duration",
)  # fmt: skip
"""What finished events are compared by. The group is a channel, a metric, a category, a phase or a task."""


class Slip(NamedTuple):
    """A task that is late."""

    code: str
    title: str
    responsible: tuple[str, ...]
    finish: date | None
    days: Decimal


class WeekOfWork(NamedTuple):
    """What one person has to do for this event in one week."""

    person: str
    week: date
    effort: Decimal
    capacity: Decimal


class Sample(NamedTuple):
    """Something that this event measured: a measure of `MEASURES`, of what, how much."""

    measure: str
    group: str
    value: Decimal


class EventFacts(NamedTuple):
    """One event among many.

    Attributes:
        state: one of `STATES`, at the status date.
        achievement: the mean of the metrics' achievement rates, by their weights where they have any.
        samples: what it measured; of an event that is not over, all the same.
    """

    name: str
    type: str
    lead: str
    department: str
    event_date: date | None
    end_date: date | None
    status_date: date
    state: str
    forecast_finish: date | None
    tasks: int
    tasks_done: int
    tasks_slipping: int
    tasks_overdue: int
    metrics: int
    metrics_met: int
    achievement: Decimal | None
    budget: Decimal
    actual: Decimal
    forecast: Decimal
    errors: int
    slips: tuple[Slip, ...]
    work: tuple[WeekOfWork, ...]
    samples: tuple[Sample, ...]
    forecast_held: bool | None = None
    """Whether the forecast of its first day held; None where that cannot be told."""


def facts_of(plan: Plan, outcome: Outcome, calendar: WorkingCalendar, errors: int) -> EventFacts:
    """Return what is worth knowing of an event among many.

    Args:
        plan: the event.
        outcome: what was computed from it.
        calendar: its working days.
        errors: how many findings of that severity there are.
    """
    event, totals, day = plan.event, outcome.event, outcome.status_date
    last = max(filter(None, (event.event_date, event.end_date)), default=None)
    loads = workload_of(plan, outcome.tasks, day, calendar)
    return EventFacts(
        name=event.name or "",
        type=event.type or "",
        lead=event.lead or "",
        department=event.department or "",
        event_date=event.event_date,
        end_date=last,
        status_date=day,
        state=_state(event.event_date, last, day),
        forecast_finish=totals.forecast_finish,
        tasks=int(totals.task_count),
        tasks_done=int(totals.tasks_done),
        tasks_slipping=int(totals.tasks_slipping),
        tasks_overdue=sum(task.warning == "overdue" for task in outcome.tasks),
        metrics=int(totals.metric_count),
        metrics_met=int(totals.metrics_met),
        achievement=_achievement(plan, outcome),
        budget=totals.budget_total,
        actual=totals.actual_total,
        forecast=totals.forecast_total,
        errors=errors,
        slips=tuple(_slips(plan, outcome)),
        work=tuple(WeekOfWork(load.person, load.week, load.effort, load.capacity) for load in loads),
        samples=tuple(_samples(plan, outcome, calendar)),
    )


def _state(first: date | None, last: date | None, day: date) -> str:
    if first is None or last is None:
        return "undated"
    return "preparing" if day < first else "finished" if day > last else "running"


def _achievement(plan: Plan, outcome: Outcome) -> Decimal | None:
    rated = [
        (record.achievement_rate, metric.weight or Decimal(0))
        for metric, record in zip(plan.metrics, outcome.metrics, strict=True)
        if record.achievement_rate is not None
    ]
    weights = sum((weight for _, weight in rated), Decimal(0))
    if not weights:
        return sum((rate for rate, _ in rated), Decimal(0)) / len(rated) if rated else None
    return sum((rate * weight for rate, weight in rated), Decimal(0)) / weights


def _slips(plan: Plan, outcome: Outcome) -> list[Slip]:
    """Return the unfinished tasks that are late, the worst first."""
    late = [
        Slip(
            record.code,
            record.title,
            task.responsible or (),
            record.finish,
            record.finish_variance,
        )
        for task, record in zip(plan.tasks, outcome.tasks, strict=True)
        if record.finish_variance is not None and record.finish_variance > 0 and not is_done(task)
    ]
    return sorted(late, key=lambda slip: -slip.days)[:SLIPPING_SHOWN]


def _samples(plan: Plan, outcome: Outcome, calendar: WorkingCalendar) -> Iterator[Sample]:
    """Yield what the event measured."""
    for channel, brought in zip(plan.channels, outcome.channels, strict=True):
        for measure in ("conversion_rate", "click_rate", "cost_per_sign_up"):
            value = getattr(brought, measure)
            if channel.channel and value is not None:
                yield Sample(measure.replace("conversion_rate", "conversion"), channel.channel, value)
    for metric, reached in zip(plan.metrics, outcome.metrics, strict=True):
        if metric.metric and reached.actual_number is not None:
            yield Sample("metric", metric.metric, reached.actual_number)
    whole = outcome.event.actual_total
    for category, spent in zip(plan.budget_summary, outcome.budget_summary, strict=True):
        if category.category and spent.actual and whole:
            yield Sample("budget_share", category.category, spent.actual / whole)
        if category.category and (rate := ratio(spent.actual, spent.planned)):
            yield Sample("spend_rate", category.category, rate)
    yield from _of_tasks(plan, outcome, calendar)


def _of_tasks(plan: Plan, outcome: Outcome, calendar: WorkingCalendar) -> Iterator[Sample]:
    """Yield how long done tasks took, and how late each phase was on average."""
    late: dict[str, list[float]] = defaultdict(list)
    for task, record in zip(plan.tasks, outcome.tasks, strict=True):
        if task.actual_finish is None:
            continue
        if task.stage and record.finish_variance is not None:
            late[task.stage].append(float(record.finish_variance))
        if task.title and task.actual_start and task.actual_start <= task.actual_finish:
            days = calendar.working_days_between_inclusive(task.actual_start, task.actual_finish)
            yield Sample("duration", task.title, Decimal(days))
    for stage, delays in late.items():
        yield Sample("slip", stage, Decimal(str(round(fmean(delays), 2))))
