"""Delays in words: the causes of one, and what has moved against a baseline. The same facts say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from sheetplan.app.delays import Explained, Moved
from sheetplan.engine.causes import Cause
from sheetplan.engine.links import Link
from sheetplan.language import Wording
from sheetplan.model.reading import show_number

KINDS = ("later", "earlier", "same", "new", "gone")
DAYS_OFF = 4
"""Days off that a sentence lists; more are counted."""


def causes_in_words(explained: Explained, words: Wording) -> Iterator[str]:
    """Yield a sentence for a task's delay, and one for each cause, nearest first."""
    task = explained.task
    name = _name(task.code, task.title)
    if not explained.causes:
        yield words.text("delays", "on_time", task=name, finish=task.finish or "–")
        return
    days = sum((cause.days for cause in explained.causes[:1]), Decimal(0))
    late = task.finish_variance if task.finish_variance and task.finish_variance > 0 else days
    yield words.text("delays", "late", task=name, finish=task.finish, days=show_number(late))
    for cause in explained.causes:
        yield cause_in_words(cause, words)


def cause_in_words(cause: Cause, words: Wording) -> str:
    """Return one cause as a sentence."""
    said = words.text(
        "delays",
        cause.kind,
        task=_name(cause.code, cause.title),
        days=show_number(cause.days),
        agreed=cause.agreed,
        now=cause.now,
        by=_name(cause.by, cause.by_title),
        link=_link(cause.link, words) if cause.link else "",
        percent=_percent(cause.percent),
        due=_percent(cause.due),
    )
    if not cause.days_off:
        return said
    shown = words.text("listing", "separator").join(day.isoformat() for day in cause.days_off[:DAYS_OFF])
    key = "days_off" if len(cause.days_off) <= DAYS_OFF else "many_days_off"
    return said + words.text("delays", key, days=shown, count=len(cause.days_off))


def movements_in_words(moved: Moved, words: Wording) -> Iterator[str]:
    """Yield what has moved against a baseline: the sum of it, then each late task with its root cause."""
    number = Counter(movement.kind for movement in moved.movements)
    name = moved.baseline.name or words.text("delays", "own_columns")
    yield words.text("delays", "against", name=name, **{kind: number[kind] for kind in KINDS})
    if moved.finish and moved.finish_now:
        yield words.text("delays", "finish", before=moved.finish, now=moved.finish_now)
    finishes = {movement.code: movement.finish_variance for movement in moved.movements}
    for task, causes in moved.late:
        days = finishes[task.code] or Decimal(0)
        yield words.text(
            "delays",
            "moved_task",
            task=_name(task.code, task.title),
            finish=task.finish,
            days=show_number(days),
        ) + (words.text("delays", "root", cause=cause_in_words(causes[-1], words)) if causes else "")


def _name(code: str, title: str) -> str:
    return " ".join(part for part in (code, title) if part)


def _link(link: Link, words: Wording) -> str:
    lag = f"{show_number(link.lag)}" if link.lag else ""
    kind = words.text("delays", "links", link.kind)
    return (
        kind
        if not lag
        else words.text("delays", "with_lag", link=kind, lag=("+" if link.lag > 0 else "") + lag)
    )


def _percent(share: Decimal | None) -> str:
    return "" if share is None else f"{show_number(share * 100)}%"
