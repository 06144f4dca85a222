"""How far a metric has come, computed as the workbook's own formulas do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sheetplan.engine.outcome import MetricOutcome
from sheetplan.engine.pace import curve_of, pace_of, span_of
from sheetplan.model.sheets.metrics import Metric

NEARLY_MET = Decimal("0.9")
"""The rate from which a target is nearly met, where the settings do not say."""


def achievements_of(
    metrics: Sequence[Metric], status_date: date, nearly_met: Decimal | None
) -> tuple[MetricOutcome, ...]:
    """Return every metric's numbers, its verdict at the status date, and its rate within the funnel."""
    steps: dict[Decimal, Decimal] = defaultdict(Decimal)
    for metric in metrics:
        if metric.funnel_step is not None:
            steps[metric.funnel_step] += metric.actual or 0
    return tuple(
        _on_the_way(metric, _with_step_rate(metric, steps, status_date, nearly_met), status_date)
        for metric in metrics
    )


def _on_the_way(metric: Metric, found: MetricOutcome, status_date: date) -> MetricOutcome:
    """Return a metric with what should be there by now, what will be there and what is needed a day.

    It is counted from the day it says; metrics without one, those that want little, and those that come in as
    last time while nobody says how that was, have no pace.
    """
    span = span_of(metric.counted_from, metric.due, status_date)
    if span is None or metric.direction in ("lower", "band"):
        return found
    curve = curve_of(metric.pace, metric.course)
    if curve is None:
        return found
    pace = pace_of(metric.target, metric.actual, span, curve)
    return found._replace(expected=pace.expected, forecast=pace.forecast, needed_per_day=pace.needed_per_day)


def _with_step_rate(
    metric: Metric, steps: Mapping[Decimal, Decimal], status_date: date, nearly_met: Decimal | None
) -> MetricOutcome:
    found = achievement_of(metric, status_date, nearly_met)
    before = None if metric.funnel_step is None else steps.get(metric.funnel_step - 1)
    if metric.actual is None or before is None or before <= 0:
        return found
    return found._replace(step_rate=metric.actual / before)


def achievement_of(metric: Metric, status_date: date, nearly_met: Decimal | None) -> MetricOutcome:
    """Return a metric's numbers and its verdict at the status date."""
    actual, aim = metric.actual, _aim(metric)
    rate = _rate(metric, aim)
    return MetricOutcome(
        target_number=metric.target,
        upper_number=metric.upper,
        actual_number=actual,
        achievement_rate=rate,
        gap=None if aim is None or actual is None else actual - aim,
        verdict=_verdict(metric, rate, status_date, NEARLY_MET if nearly_met is None else nearly_met),
        weighted_score=None if rate is None or metric.weight is None else metric.weight * rate,
        change=None if actual is None or metric.previous is None else actual - metric.previous,
    )


def _aim(metric: Metric) -> Decimal | None:
    """Return what the actual value is held against: the target, or the nearest value within the band."""
    target, actual = metric.target, metric.actual
    if metric.direction != "band" or target is None or actual is None:
        return target
    nearest = max(actual, target)
    return nearest if metric.upper is None else min(nearest, metric.upper)


def _rate(metric: Metric, aim: Decimal | None) -> Decimal | None:
    """Return actual ÷ aim, or aim ÷ actual where lower is better; None without a divisor above zero."""
    part, whole = metric.actual, aim
    if part is None or whole is None:
        return None
    if _is_too_high(metric, part, whole):
        part, whole = whole, part
    return part / whole if whole > 0 else None


def _is_too_high(metric: Metric, actual: Decimal, aim: Decimal) -> bool:
    return metric.direction == "lower" or (metric.direction == "band" and actual > aim)


def _verdict(metric: Metric, rate: Decimal | None, status_date: date, nearly_met: Decimal) -> str:
    """Return the key of a verdict. What is met shows at once, what is missed only when it is due."""
    aim, actual = _aim(metric), metric.actual
    if aim is None:
        return "no_target"
    if actual is None:
        return "open"
    beyond = metric.direction != "band" and (actual < aim) == (metric.direction == "lower")
    if actual == aim or beyond:
        return "met"
    if rate is not None and rate >= nearly_met:
        return "nearly"
    return "missed" if metric.due is None or metric.due <= status_date else "open"
