"""What must be true of an event type as a whole: what its entries say about each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sheetplan.build.event_pattern import EventType, TaskPattern

Path = tuple[str | int, ...]
"""Where an entry stands, as in the data: ``("tasks", 4, "after")``."""


class Contradiction(NamedTuple):
    """Entries of an event type that do not go together.

    Attributes:
        path: where.
        code: names the expectation in the wording's ``event_types``.
        fact: what stands there, or what might.
    """

    path: Path
    code: str
    fact: str


def contradictions(event_type: EventType) -> Iterator[Contradiction]:
    """Yield what does not go together, in the order of the file."""
    for sheet in ("tasks", "budget", "metrics", "materials", "risks"):
        yield from _repeats(sheet, [row.code for row in getattr(event_type, sheet)])
    yield from _event_itself(event_type)
    for index, task in enumerate(event_type.tasks):
        path = ("tasks", index)
        yield from _strangers((*path, "stage"), (task.stage,), event_type.stages)
        for column, roles in task.roles.items():
            yield from _strangers((*path, column), roles, event_type.roles)
        yield from _links(path, task, {other.code: other for other in event_type.tasks})
    yield from _budget(event_type)
    yield from _responsible(event_type)


def _repeats(sheet: str, codes: list[str]) -> Iterator[Contradiction]:
    return (
        Contradiction((sheet, codes.index(code), "code"), "repeated", code)
        for code, count in Counter(codes).items()
        if count > 1
    )


def _event_itself(event_type: EventType) -> Iterator[Contradiction]:
    events = [(index, task) for index, task in enumerate(event_type.tasks) if task.is_event]
    if len(events) != 1:
        yield Contradiction(("tasks",), "one-event", str(len(events)))
    for index, task in events:
        if task.start != 0 or not task.duration:
            yield Contradiction(("tasks", index, "start"), "event-day", str(task.start))
    for index, task in enumerate(event_type.tasks):
        if task.start == 0 and task.duration > event_type.days:
            yield Contradiction(("tasks", index, "duration"), "at-most", str(event_type.days))


def _links(path: Path, task: TaskPattern, tasks: Mapping[str, TaskPattern]) -> Iterator[Contradiction]:
    yield from _strangers((*path, "after"), task.after, tasks)
    for code in task.after:
        before = tasks.get(code)
        if before and task.first_offset <= before.last_offset:
            yield Contradiction((*path, "after"), "too-early", f"{code} → T{before.last_offset:+}")
    delivered = [code for code in task.after if code in tasks and tasks[code].deliverable]
    yield from _strangers((*path, "inputs"), task.inputs, delivered)


def _budget(event_type: EventType) -> Iterator[Contradiction]:
    for index, line in enumerate(event_type.budget):
        yield from _strangers(("budget", index, "category"), (line.category,), event_type.categories)
    total = sum(category.target_share for category in event_type.categories.values())
    if total != 1:
        yield Contradiction(("categories",), "shares", f"{total:.0%}")


def _responsible(event_type: EventType) -> Iterator[Contradiction]:
    """Yield roles that nobody has declared, where one role sees to a thing."""
    roles: Mapping[Path, list[str]] = {
        ("resources",): [row.responsible for row in event_type.resources],
        ("materials",): [row.responsible for row in event_type.materials],
        ("risks",): [row.responsible for row in event_type.risks],
        ("run_of_show", "segments"): [row.responsible for row in event_type.segments],
        ("promotion",): [row.responsible for row in event_type.promotion],
    }
    for path, named in roles.items():
        for index, role in enumerate(named):
            yield from _strangers((*path, index, "responsible"), (role,), event_type.roles)


def _strangers(path: Path, names: Iterable[str], known: Iterable[str]) -> Iterator[Contradiction]:
    return (Contradiction(path, "known", ", ".join(known)) for name in names if name not in known)
