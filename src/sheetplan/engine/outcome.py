"""What the engine states about a plan: one frozen record per row, fields named as the columns they fill."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sheetplan.model.values import EMPTY, Value


class TaskOutcome(NamedTuple):
    """The forecast of one task. Dates are None where they cannot be computed; `unknown` says why."""

    code: str
    title: str
    start: date | None = None
    finish: date | None = None
    early_start: date | None = None
    early_finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None
    total_slack: Decimal | None = None
    free_slack: Decimal | None = None
    critical: str | None = None
    finish_variance: Decimal | None = None
    planned_percent: Decimal | None = None
    achievement_rate: Decimal | None = None
    status: str | None = None
    warning: str | None = None
    unknown: str = ""
    """A stable reason such as ``loop`` or ``no-dates`` where the task could not be scheduled."""


class MetricOutcome(NamedTuple):
    """How far a metric has come."""

    target_number: Decimal | None = None
    actual_number: Decimal | None = None
    achievement_rate: Decimal | None = None
    gap: Decimal | None = None
    verdict: str | None = None


class BudgetLineOutcome(NamedTuple):
    """A budget line's sums."""

    planned: Decimal | None = None
    variance: Decimal | None = None
    spend_rate: Decimal | None = None


class CategoryOutcome(NamedTuple):
    """A budget category's sums."""

    planned: Decimal = Decimal(0)
    share: Decimal | None = None
    actual: Decimal = Decimal(0)
    variance: Decimal = Decimal(0)
    spend_rate: Decimal | None = None


class EventOutcome(NamedTuple):
    """The live totals of 策划总表."""

    budget_total: Decimal = Decimal(0)
    actual_total: Decimal = Decimal(0)
    budget_variance: Decimal = Decimal(0)
    spend_rate: Decimal | None = None
    reserve_share: Decimal | None = None
    task_count: Decimal = Decimal(0)
    tasks_done: Decimal = Decimal(0)
    tasks_slipping: Decimal = Decimal(0)
    metric_count: Decimal = Decimal(0)
    metrics_met: Decimal = Decimal(0)
    forecast_finish: date | None = None


class Outcome(NamedTuple):
    """Everything computed from one plan at one status date.

    The records stand in the order of the plan's rows: ``outcome.tasks[i]`` is about ``plan.tasks[i]``.
    """

    status_date: date
    event: EventOutcome = EventOutcome()
    tasks: tuple[TaskOutcome, ...] = ()
    metrics: tuple[MetricOutcome, ...] = ()
    budget: tuple[BudgetLineOutcome, ...] = ()
    budget_summary: tuple[CategoryOutcome, ...] = ()
    loops: tuple[tuple[str, ...], ...] = ()
    """Circles of predecessors, each as the codes along it, the first repeated at the end."""
    provisional_from: date | None = None
    """The first day for which no official calendar is known yet, where the plan reaches that far."""
    ids: Mapping[tuple[str, int], str] = EMPTY
    """Ids for rows that have none, by sheet and worksheet row."""

    def records(self, sheet: str) -> tuple[object, ...]:
        """Return the computed records of a sheet in the order of the plan's rows."""
        found: EventOutcome | tuple[object, ...] = getattr(self, sheet, ())
        return (found,) if isinstance(found, EventOutcome) else found

    def value(self, sheet: str, index: int, column: str) -> Value:
        """Return one computed value of one row."""
        found: Value = getattr(self.records(sheet)[index], column)
        return found
