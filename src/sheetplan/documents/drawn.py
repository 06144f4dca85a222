"""The data of the charts that documents draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import accumulate

from sheetplan.documents.context import Chart
from sheetplan.documents.sentences import Sentences

HUNDRED_PERCENT = Decimal(1)


def _achievement(say: Sentences) -> Chart:
    reached = [
        (metric.metric or "", record.achievement_rate)
        for metric, record in zip(say.plan.metrics, say.outcome.metrics, strict=True)
        if record.achievement_rate is not None
    ]
    return Chart(
        categories=tuple(name for name, _ in reached),
        series=(
            (say.fixed("target_series"), (HUNDRED_PERCENT,) * len(reached)),
            (say.fixed("actual_series"), tuple(rate for _, rate in reached)),
        ),
        number_format="0%",
    )


def _spending(say: Sentences) -> Chart:
    sums = list(zip(say.plan.budget_summary, say.outcome.budget_summary, strict=True))
    return Chart(
        categories=tuple(category.category or "" for category, _ in sums),
        series=(
            (say.fixed("planned_series"), tuple(record.planned for _, record in sums)),
            (say.fixed("spent_series"), tuple(record.actual for _, record in sums)),
        ),
    )


def _daily_sign_ups(say: Sentences) -> Chart:
    rows = [(row.day, row.sign_ups) for row in say.plan.daily if row.day and row.sign_ups is not None]
    days = sorted({day for day, _ in rows})
    counts = [sum((number for day, number in rows if day == wanted), Decimal(0)) for wanted in days]
    return Chart(
        categories=tuple(f"{day:%m-%d}" for day in days),
        series=(
            (say.fixed("day_series"), tuple(counts)),
            (say.fixed("total_series"), tuple(accumulate(counts))),
        ),
    )


CHARTS: Mapping[str, Callable[[Sentences], Chart]] = {
    "achievement": _achievement,
    "spending": _spending,
    "daily_sign_ups": _daily_sign_ups,
}
