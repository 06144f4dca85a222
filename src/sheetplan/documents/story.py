"""What the figures say about an event that is over: plain sentences, each from cells that it names.

Which goals were met and by how much, which channel did best, what slipped and why, what a result cost, how
that compares with last time, and where the causes lie. The same workbook makes the same sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from sheetplan.documents.context import Figure, Origin
from sheetplan.documents.remarks import Remarks
from sheetplan.documents.sentences import Sentences

MOST_TOLD = 3
"""So many of the goals missed and tasks slipped are told one by one."""


def story(say: Sentences) -> Iterator[Figure]:
    """Yield the sentences, in the order in which a director asks."""
    remarks = Remarks(say)
    yield from _goals(say)
    yield from filter(None, [remarks.channels()])
    yield from _slips(say)
    yield from _money(say)
    yield from _last_time(say)
    yield from filter(None, [remarks.feedback(), remarks.attribution()])


def _goals(say: Sentences) -> Iterator[Figure]:
    rated = [
        (record.achievement_rate, metric, record.verdict)
        for metric, record in zip(say.plan.metrics, say.outcome.metrics, strict=True)
        if record.achievement_rate is not None
    ]
    ranked = sorted(rated, key=lambda pair: pair[0], reverse=True)
    met = [each for each in ranked if each[0] >= 1]
    for rate, best, _ in met[:1]:
        facts = _metric_facts(say, best, rate)
        yield _told(say, "goals_met", _metric_cells([best]), met=len(met), total=len(rated), **facts)
    for rate, metric, verdict in [each for each in reversed(ranked) if each[0] < 1][:MOST_TOLD]:
        facts = _metric_facts(say, metric, rate)
        key = ("goal_nearly" if verdict == "nearly" else "goal_missed") + ("_reason" if metric.reason else "")
        reason = (metric.reason or "").rstrip("。.")
        yield _told(say, key, _metric_cells([metric]), reason=reason, **facts)


def _metric_facts(say: Sentences, metric: Any, rate: Decimal) -> dict[str, str]:
    return {
        "metric": metric.metric or "",
        "target": say.amount(metric.target, metric.unit),
        "actual": say.amount(metric.actual, metric.unit),
        "rate": say.percent(rate),
    }


def _slips(say: Sentences) -> Iterator[Figure]:
    late = [
        (record.finish_variance, task)
        for task, record in zip(say.plan.tasks, say.outcome.tasks, strict=True)
        if record.status == "slipping" and record.finish_variance
    ]
    late.sort(key=lambda pair: pair[0], reverse=True)
    for days, task in late[:MOST_TOLD]:
        key = "slip_reason" if task.reason else "slip"
        facts = {"title": task.title or "", "days": days}
        reason = (task.reason or "").rstrip("。.")
        yield _told(say, key, _cells("tasks", "finish_variance", [task]), reason=reason, **facts)


def _money(say: Sentences) -> Iterator[Figure]:
    totals = say.outcome.event
    if not totals.actual_total:
        return
    cells = (Origin("event", "budget_total"), Origin("event", "actual_total"))
    over = totals.budget_variance > 0
    facts = {
        "planned": say.money(totals.budget_total),
        "spent": say.money(totals.actual_total),
        "rest": say.money(abs(totals.budget_variance)),
    }
    yield _told(say, "money_over" if over else "money_within", cells, **facts)
    results = [metric for metric in say.plan.metrics if metric.actual and metric.funnel_step]
    if results:
        last = max(results, key=lambda metric: metric.funnel_step or Decimal(0))
        cost = say.money(totals.actual_total / (last.actual or Decimal(1)))
        facts = {"metric": last.metric or "", "cost": cost, "actual": say.amount(last.actual, last.unit)}
        yield _told(say, "cost_per_result", (*cells[1:], *_cells("metrics", "actual", [last])), **facts)


def _last_time(say: Sentences) -> Iterator[Figure]:
    compared = [metric for metric in say.plan.metrics if metric.previous and metric.actual is not None]
    better = [metric for metric in compared if _improved(metric)]
    if not compared:
        return
    listed = say.fixed("separator").join(
        say.words.text("story", "last_time_part", metric=metric.metric or "", change=_change(say, metric))
        for metric in compared[:MOST_TOLD]
    )
    facts = {"total": len(compared), "better": len(better), "parts": listed}
    yield _told(say, "last_time", _cells("metrics", "previous", compared), **facts)


def _improved(metric: Any) -> bool:
    """Return whether a metric came out better than last time; of some, less is better."""
    more = metric.actual > metric.previous
    return bool(metric.actual != metric.previous and more != (metric.direction == "lower"))


def _change(say: Sentences, metric: Any) -> str:
    rate = metric.actual / metric.previous - 1
    return ("+" if rate > 0 else "") + say.percent(rate)


def _told(say: Sentences, key: str, cells: Iterable[Origin], **facts: object) -> Figure:
    return Figure(say.words.text("story", key, currency=say.currency, **facts), tuple(cells))


def _metric_cells(metrics: Iterable[Any]) -> tuple[Origin, ...]:
    metrics = list(metrics)
    return tuple(cell for column in ("target", "actual") for cell in _cells("metrics", column, metrics))


def _cells(sheet: str, column: str, rows: Iterable[Any]) -> tuple[Origin, ...]:
    return tuple(Origin(sheet, column, row.id, row.row) for row in rows)
