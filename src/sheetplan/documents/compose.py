"""From a plan and its outcome to everything a document can print: what Word says is what Excel shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sheetplan.documents.context import Chart, Context, Properties, Table, Value
from sheetplan.documents.sentences import Sentences
from sheetplan.engine.outcome import BudgetLineOutcome, Outcome, TaskOutcome
from sheetplan.language import Wording
from sheetplan.model.plan import Plan, Side
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.tasks import Task

HUNDRED_PERCENT = Decimal(1)
FAR_OVER = Decimal("1.1")
KEY_METRICS = 4

_VERDICT_TONES = {"met": "good", "nearly": "warn", "missed": "bad"}
_STATUS_TONES = {"done": "good", "slipping": "bad"}
_LEVEL_TONES = {"high": "bad", "medium": "warn", "low": "good"}


def compose(plan: Plan, outcome: Outcome, words: Wording, *, document: str) -> Context:
    """Return the context of a document, with every field named in the document's language.

    Args:
        plan: the event as its people wrote it.
        outcome: what was computed from it; the very values that stand in the workbook.
        words: the language of the document.
        document: ``brief`` or ``review``, for the title.
    """
    say = Sentences(plan, outcome, words)
    tables = dict(_tables(plan, outcome, words, say))
    title = words.text("sentences", f"title_{document}")
    return Context(
        language=words.language,
        scalars={
            words.text("fields", "scalars", key): value for key, value in _scalars(plan, outcome, say).items()
        },
        tables={
            words.text("fields", "tables", key): _named(key, rows, words) for key, rows in tables.items()
        },
        charts={
            words.text("fields", "charts", key): chart for key, chart in _charts(plan, outcome, words, say)
        },
        properties=Properties(
            title=f"{plan.event.name or ''} {title}".strip(),
            subject=title,
            author=plan.event.organiser or plan.event.department or "",
            keywords=plan.event.type or "",
        ),
    )


def _named(table: str, rows: list[dict[str, Value]], words: Wording) -> Table:
    names: Mapping[str, str] = words.section("fields", "columns", table)
    return Table(tuple(names.values()), tuple({names[key]: row[key] for key in names} for row in rows))


def _scalars(plan: Plan, outcome: Outcome, say: Sentences) -> dict[str, Value]:
    event, brief, totals = plan.event, plan.brief, outcome.event
    plain = {
        key: getattr(event, key)
        for key in (
            "name", "type", "theme", "purpose", "goal", "event_date", "end_date", "venue", "audience",
            "attendance", "organiser", "department", "lead", "approved_limit",
        )
    }  # fmt: skip
    wanted = {
        key: getattr(brief, key)
        for key in (
            "requested_by", "requested_on", "audience_profile", "core_needs", "background", "key_message",
            "constraints",
        )
    }  # fmt: skip
    computed = {
        key: getattr(totals, key)
        for key in (
            "budget_total", "actual_total", "budget_variance", "spend_rate", "reserve_share", "metrics_met",
            "metric_count", "task_count", "tasks_done", "tasks_slipping",
        )
    }  # fmt: skip
    return {
        **plain,
        **wanted,
        **computed,
        "format": say.word("format", event.format),
        "status_date": outcome.status_date,
        "report_date": outcome.status_date,
        "version": say.fixed("version"),
        "overall_achievement": totals.metrics_met / totals.metric_count if totals.metric_count else None,
        "summary": say.summary(),
        "budget_comment": say.budget_comment(),
        "metrics_comment": say.metrics_comment(),
        "schedule_comment": say.schedule_comment(),
        "went_well": "\n".join(row.point or "" for row in plan.review if row.nature == "highlight"),
    }


def _tables(
    plan: Plan, outcome: Outcome, words: Wording, say: Sentences
) -> Iterator[tuple[str, list[dict[str, Value]]]]:
    metrics = list(_metrics(plan, outcome, say))
    tasks = [_task(task, record, say) for task, record in zip(plan.tasks, outcome.tasks, strict=True)]
    yield "metrics", metrics
    yield "key_metrics", [say.key_metric(index) for index in range(min(KEY_METRICS, len(plan.metrics)))]
    yield "budget", _by_category(plan, outcome)
    yield "budget_summary", _budget_summary(plan, outcome)
    yield "tasks", tasks
    yield (
        "slipping_tasks",
        [row for row, record in zip(tasks, outcome.tasks, strict=True) if record.status == "slipping"],
    )
    yield "milestones", list(_milestones(plan, outcome))
    yield "team", _plain(plan.people, "name", "role", "department", "duties", "contact")
    yield "conclusions", [{"number": i, "content": text} for i, text in enumerate(say.conclusions(), 1)]
    yield "highlights", list(_highlights(plan))
    yield "problems", list(_problems(plan, say))
    yield "actions", list(_actions(plan, say))
    yield "requirements", list(_requirements(plan, words))


def _metrics(plan: Plan, outcome: Outcome, say: Sentences) -> Iterator[dict[str, Value]]:
    for metric, record in zip(plan.metrics, outcome.metrics, strict=True):
        yield {
            "code": metric.code,
            "metric": metric.metric,
            "target": say.amount(metric.target, metric.unit),
            "actual": say.amount(metric.actual, metric.unit),
            "unit": metric.unit,
            "achievement_rate": record.achievement_rate,
            "gap": say.amount(record.gap, metric.unit),
            "verdict": say.word("verdict", record.verdict),
            "verdict_tone": _VERDICT_TONES.get(record.verdict or "", "none"),
            "source": metric.source,
            "definition": metric.definition,
            "responsible": metric.responsible,
            "due": metric.due,
        }


def _task(task: Task, record: TaskOutcome, say: Sentences) -> dict[str, Value]:
    return {
        "code": task.code,
        "stage": task.stage,
        "title": task.title,
        "responsible": say.listed(task.responsible),
        "deliverable": task.deliverable,
        "baseline_start": task.baseline_start,
        "baseline_finish": task.baseline_finish,
        "finish": record.finish,
        "percent_complete": task.percent_complete,
        "status": say.word("task_status", record.status),
        "status_tone": _STATUS_TONES.get(record.status or "", "none"),
        "finish_variance": record.finish_variance,
        "reason": task.reason,
    }


def _by_category(plan: Plan, outcome: Outcome) -> list[dict[str, Value]]:
    """Return the budget lines with those of one category together, in the order the categories appear."""
    lines = [_line(line, record) for line, record in zip(plan.budget, outcome.budget, strict=True)]
    order = {category: index for index, category in reversed([*enumerate(row["category"] for row in lines)])}
    return sorted(lines, key=lambda row: order[row["category"]])


def _line(line: BudgetLine, record: BudgetLineOutcome) -> dict[str, Value]:
    rate = record.spend_rate
    over = rate is not None and rate > HUNDRED_PERCENT
    return {
        "category": line.category,
        "item": line.item,
        "detail": line.detail,
        "planned": record.planned,
        "actual": line.actual,
        "variance": record.variance,
        "spend_rate": rate,
        "spend_tone": ("bad" if rate and rate > FAR_OVER else "warn") if over else "none",
    }


def _budget_summary(plan: Plan, outcome: Outcome) -> list[dict[str, Value]]:
    return [
        {
            "category": category.category,
            "planned": record.planned,
            "share": record.share,
            "actual": record.actual,
            "variance": record.variance,
            "spend_rate": record.spend_rate,
        }
        for category, record in zip(plan.budget_summary, outcome.budget_summary, strict=True)
    ]


def _milestones(plan: Plan, outcome: Outcome) -> Iterator[dict[str, Value]]:
    """Yield tasks without duration or with a hard deadline, by date."""
    found: list[tuple[date, str | None]] = []
    for task, record in zip(plan.tasks, outcome.tasks, strict=True):
        day = task.baseline_finish or record.finish
        if day and (task.duration == 0 or task.deadline):
            found.append((day, task.title))
    for day, title in sorted(found, key=lambda pair: pair[0]):
        yield {"title": title, "day": day}


def _highlights(plan: Plan) -> Iterator[dict[str, Value]]:
    for row in plan.review:
        if row.nature == "highlight":
            yield {"title": row.point, "content": row.lesson or row.cause}


def _problems(plan: Plan, say: Sentences) -> Iterator[dict[str, Value]]:
    problems = (row for row in plan.review if row.nature != "highlight")
    for number, row in enumerate(problems, 1):
        yield {
            "number": number,
            "problem": row.point,
            "impact": say.word("level", row.impact),
            "impact_tone": _LEVEL_TONES.get(row.impact or "", "none"),
            "attribution": say.word("attribution", row.attribution),
            "cause": row.cause,
            "lesson": row.lesson,
        }


def _actions(plan: Plan, say: Sentences) -> Iterator[dict[str, Value]]:
    for row in plan.actions:
        yield {
            "code": row.code,
            "action": row.action,
            "responsible": row.responsible,
            "due": row.due,
            "priority": say.word("level", row.priority),
            "priority_tone": _LEVEL_TONES.get(row.priority or "", "none"),
            "status": say.word("action_status", row.status),
        }


def _requirements(plan: Plan, words: Wording) -> Iterator[dict[str, Value]]:
    for key in plan.brief.columns():
        value = getattr(plan.brief, key)
        side = plan.sides.get(("brief", key), Side())
        yield {
            "item": words.heading("brief", key),
            "content": value.isoformat() if isinstance(value, date) else value,
            "responsible": side.responsible,
            "due": side.due,
            "note": side.note,
        }


def _charts(plan: Plan, outcome: Outcome, words: Wording, say: Sentences) -> Iterator[tuple[str, Chart]]:
    reached = [
        (metric.metric or "", record.achievement_rate)
        for metric, record in zip(plan.metrics, outcome.metrics, strict=True)
        if record.achievement_rate is not None
    ]
    yield (
        "achievement",
        Chart(
            categories=tuple(name for name, _ in reached),
            series=(
                (say.fixed("target_series"), (HUNDRED_PERCENT,) * len(reached)),
                (say.fixed("actual_series"), tuple(rate for _, rate in reached)),
            ),
            number_format="0%",
        ),
    )
    sums = list(zip(plan.budget_summary, outcome.budget_summary, strict=True))
    yield (
        "spending",
        Chart(
            categories=tuple(category.category or "" for category, _ in sums),
            series=(
                (words.text("sentences", "planned_series"), tuple(record.planned for _, record in sums)),
                (words.text("sentences", "spent_series"), tuple(record.actual for _, record in sums)),
            ),
        ),
    )


def _plain(rows: Iterable[Any], *columns: str) -> list[dict[str, Value]]:
    return [{column: getattr(row, column) for column in columns} for row in rows]
