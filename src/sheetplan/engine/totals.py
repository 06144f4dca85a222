"""The live totals of 策划总表: what the workbook counts with SUM, COUNTA and COUNTIF."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sheetplan.engine.budget import Budget
from sheetplan.engine.outcome import EventOutcome, MetricOutcome, TaskOutcome
from sheetplan.engine.records import Records
from sheetplan.engine.sums import ratio, total
from sheetplan.model.plan import Plan


def totals_of(
    plan: Plan,
    tasks: tuple[TaskOutcome, ...],
    metrics: tuple[MetricOutcome, ...],
    budget: Budget,
    records: Records,
) -> EventOutcome:
    """Return the totals; the forecast of the finish is the schedule's to add."""
    statuses = [task.status for task in tasks]
    done = Decimal(statuses.count("done"))
    task_count = _number(task.title is not None for task in plan.tasks)
    income = plan.event.income
    profit = None if income is None else income - budget.actual
    return EventOutcome(
        budget_total=budget.planned,
        actual_total=budget.actual,
        budget_variance=budget.variance,
        spend_rate=budget.spend_rate,
        reserve_share=budget.reserve_share,
        committed_total=budget.committed,
        forecast_total=budget.forecast,
        profit=profit,
        roi=ratio(profit, budget.actual if budget.actual > 0 else None),
        satisfaction=_average([entry.satisfaction for entry in plan.feedback]),
        task_count=task_count,
        tasks_done=done,
        tasks_slipping=Decimal(statuses.count("slipping")),
        tasks_open=task_count - done,
        metric_count=_number(metric.metric is not None for metric in plan.metrics),
        metrics_met=_number((metric.achievement_rate or 0) >= 1 for metric in metrics),
        guests_confirmed=_number(guest.status == "confirmed" for guest in plan.guests),
        materials_open=_open(
            (row.item for row in plan.materials),
            (row.status for row in plan.materials),
            "accepted",
            "cancelled",
        ),
        tests_open=_open(
            (row.item for row in plan.technical_tests),
            (test.final for test in records.technical_tests),
            "passed",
        ),
        risks_high=_number(risk.level == "high" for risk in records.risks),
        issues_open=_open((row.issue for row in plan.log), (row.result for row in plan.log), "resolved"),
        actions_open=_open(
            (row.action for row in plan.actions), (row.status for row in plan.actions), "done"
        ),
    )


def _open(things: Iterable[str | None], words: Iterable[str | None], *finished: str) -> Decimal:
    """Return how many things are there, less the words that say that one is finished."""
    return _number(thing is not None for thing in things) - _number(word in finished for word in words)


def _number(facts: Iterable[bool]) -> Decimal:
    return Decimal(sum(facts))


def _average(numbers: Iterable[Decimal | None]) -> Decimal | None:
    there = [number for number in numbers if number is not None]
    return total(there) / len(there) if there else None
