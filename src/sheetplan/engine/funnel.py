"""The funnel: metrics that follow from each other, and the step where most are lost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.outcome import MetricOutcome
from sheetplan.model.sheets.metrics import Metric


class Step(NamedTuple):
    """A step of the funnel: how many came this far, as a share of the step before and of the first."""

    number: Decimal
    metrics: tuple[str, ...]
    reached: Decimal
    rate: Decimal | None
    overall: Decimal | None


class Funnel(NamedTuple):
    """The steps in order, and the one with the lowest rate; None with fewer than two."""

    steps: tuple[Step, ...]
    worst: Step | None


def funnel_of(metrics: Sequence[Metric], outcomes: Sequence[MetricOutcome]) -> Funnel:
    """Return the funnel of the metrics that say their step; several at one step are added up."""
    counts: dict[Decimal, Decimal] = {}
    names: dict[Decimal, list[str]] = {}
    for metric, outcome in zip(metrics, outcomes, strict=True):
        if metric.funnel_step is not None and outcome.actual_number is not None:
            counts[metric.funnel_step] = counts.get(metric.funnel_step, Decimal(0)) + outcome.actual_number
            names.setdefault(metric.funnel_step, []).append(metric.metric or metric.code or "")
    steps: list[Step] = []
    for number in sorted(counts):
        before, first = (steps[-1].reached, steps[0].reached) if steps else (None, counts[number])
        rate = counts[number] / before if before else None
        overall = counts[number] / first if first else None
        steps.append(Step(number, tuple(names[number]), counts[number], rate, overall))
    rated = [step for step in steps if step.rate is not None]
    return Funnel(tuple(steps), min(rated, key=lambda step: step.rate or Decimal(0), default=None))
