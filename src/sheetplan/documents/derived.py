"""Tables that stand on no sheet: cards, milestones, conclusions, the people of a matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sheetplan.documents.context import Figure, Origin
from sheetplan.documents.sentences import Sentences
from sheetplan.documents.sheet_rows import paired
from sheetplan.documents.story import story
from sheetplan.model.plan import Plan, Side

KEY_METRICS = 4
ZERO = Decimal(0)
PARTS = {"responsible": "R", "accountable": "A", "consulted": "C", "informed": "I"}

_PRINTED_ABOVE = frozenset(
    {"requested_by", "requested_on", "background", "audience_profile", "core_needs", "key_message"}
)
Record = Mapping[str, Any]


def matrix_names(plan: Plan) -> tuple[str, ...]:
    """Return everybody who has a part in a task, in the order of the team."""
    named = {name for task in plan.tasks for part in PARTS for name in getattr(task, part) or ()}
    team = [person.name for person in plan.people if person.name in named]
    return (*filter(None, team), *sorted(named.difference(team)))


def _matrix_people(say: Sentences) -> Iterator[Record]:
    roles = {person.name: person.role for person in say.plan.people}
    for name in matrix_names(say.plan):
        yield {"name": name, "role": roles.get(name)}


def _key_metrics(say: Sentences) -> Iterable[Record]:
    return [say.key_metric(index) for index in range(min(KEY_METRICS, len(say.plan.metrics)))]


def _milestones(say: Sentences) -> Iterator[Record]:
    """Yield tasks without duration or with a hard deadline, by date."""
    found: list[tuple[date, str | None, Origin]] = []
    for task, record in zip(say.plan.tasks, say.outcome.tasks, strict=True):
        day = task.baseline_finish or record.finish
        if day and (task.duration == 0 or task.deadline):
            column = "baseline_finish" if task.baseline_finish else "finish"
            found.append((day, task.title, Origin("tasks", column, task.id, task.row)))
    for day, title, origin in sorted(found, key=lambda each: each[0]):
        yield {"title": title, "day": Figure(day, (origin,))}


def _conclusions(say: Sentences) -> Iterator[Record]:
    """Yield people's own conclusions, then what the figures say."""
    own = [row.content for row in say.plan.texts if row.passage == "conclusion" and row.content]
    for number, text in enumerate((*own, *story(say)), 1):
        yield {"number": number, "content": text}


def _requirements(say: Sentences) -> Iterator[Record]:
    """Yield the entries of 需求 that no section of the brief prints, and those that somebody sees to."""
    for key in say.plan.brief.columns():
        value = getattr(say.plan.brief, key)
        side = say.plan.sides.get(("brief", key), Side())
        if key in _PRINTED_ABOVE and side == Side():
            continue
        yield {
            "item": say.words.heading("brief", key),
            "content": value.isoformat() if isinstance(value, date) else value,
            "responsible": side.responsible,
            "due": side.due,
            "note": side.note,
        }


def _daily_cards(say: Sentences) -> Iterator[Record]:
    """Yield the sign-ups so far, those of the last day, the best channel, and what a sign-up costs."""
    rows = [row for row in say.plan.daily if row.day and row.sign_ups is not None]
    if not rows:
        return
    last = max(row.day for row in rows if row.day)
    total = sum((row.sign_ups or ZERO for row in rows), ZERO)
    new = sum((row.sign_ups or ZERO for row in rows if row.day == last), ZERO)
    target = sum((row.target or ZERO for row in say.plan.channels), ZERO)
    cells = (Origin("daily", "sign_ups"),)
    goal = _word(say, "of_target", target=say.amount(target, None)) if target else ""
    yield _card(say, "card_sign_ups", Figure(say.amount(total, None), cells), goal)
    yield _card(say, "card_today", Figure(say.amount(new, None), cells), _word(say, "on_day", day=last))
    pairs = paired(say.plan, say.outcome, "channels")
    rated = [pair for pair in pairs if pair[1].conversion_rate is not None]
    if rated:
        channel, record = max(rated, key=lambda pair: pair[1].conversion_rate or 0)
        yield _card(
            say, "card_best", channel.channel, _word(say, "rate_of", rate=say.percent(record.conversion_rate))
        )


def _weekly_cards(say: Sentences) -> Iterator[Record]:
    """Yield how much is done, how much slips, what is spent, and how many days are left."""
    totals = say.outcome.event
    count = _word(say, "of_total", total=say.amount(totals.task_count, None))
    yield _card(
        say, "card_done", Figure(say.amount(totals.tasks_done, None), (Origin("event", "tasks_done"),)), count
    )
    late = Figure(say.amount(totals.tasks_slipping, None), (Origin("event", "tasks_slipping"),))
    yield _card(say, "card_late", late, count)
    spent = Figure(say.money(totals.actual_total), (Origin("event", "actual_total"),))
    yield _card(say, "card_spent", spent, _word(say, "of_budget", planned=say.money(totals.budget_total)))
    day = say.plan.event.event_date
    if day:
        left = (day - say.outcome.status_date).days
        shown = _word(say, "days_left", days=left) if left >= 0 else _word(say, "days_gone")
        yield _card(say, "card_days", shown, _word(say, "on_day", day=day))


def _card(say: Sentences, key: str, actual: Any, note: str) -> Record:
    return {"metric": _word(say, key), "actual": actual, "note": note or say.fixed("dash")}


def _word(say: Sentences, key: str, **facts: object) -> str:
    return say.words.text("remarks", key, currency=say.currency, **facts)


def _nothing(_: Sentences) -> Iterable[Record]:
    """Return no rows: the copy of a document that has them puts them in."""
    return ()


DERIVED: Mapping[str, Callable[[Sentences], Iterable[Record]]] = {
    "key_metrics": _key_metrics,
    "milestones": _milestones,
    "conclusions": _conclusions,
    "requirements": _requirements,
    "matrix_people": _matrix_people,
    "daily_cards": _daily_cards,
    "weekly_cards": _weekly_cards,
    "agenda": _nothing,
}
