"""How far a metric has come, computed as the workbook's own formulas do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sheetplan.engine.outcome import MetricOutcome
from sheetplan.model.sheets.metrics import Metric

NEARLY_MET = Decimal("0.9")
"""The rate from which a target is nearly met, where the settings do not say."""


def achievement_of(metric: Metric, status_date: date, nearly_met: Decimal | None) -> MetricOutcome:
    """Return a metric's numbers and its verdict at the status date."""
    target, actual = metric.target, metric.actual
    rate = _rate(metric)
    return MetricOutcome(
        target_number=target,
        actual_number=actual,
        achievement_rate=rate,
        gap=None if target is None or actual is None else actual - target,
        verdict=_verdict(metric, rate, status_date, NEARLY_MET if nearly_met is None else nearly_met),
    )


def _rate(metric: Metric) -> Decimal | None:
    """Return actual ÷ target, or target ÷ actual where lower is better; None without a divisor above zero."""
    part, whole = metric.actual, metric.target
    if metric.direction == "lower":
        part, whole = whole, part
    return part / whole if part is not None and whole is not None and whole > 0 else None


def _verdict(metric: Metric, rate: Decimal | None, status_date: date, nearly_met: Decimal) -> str:
    """Return the key of a verdict. What is met shows at once, what is missed only when it is due."""
    target, actual = metric.target, metric.actual
    if target is None:
        return "no_target"
    if actual is None:
        return "open"
    if actual <= target if metric.direction == "lower" else actual >= target:
        return "met"
    if rate is not None and rate >= nearly_met:
        return "nearly"
    return "missed" if metric.due is None or metric.due <= status_date else "open"
