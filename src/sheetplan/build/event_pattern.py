"""What the file of an event type holds, and what must be true of it as a whole.

Offsets count working days from the event: 0 is the event itself, -7 is T-7.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Literal, NamedTuple

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

Name = Annotated[str, StringConstraints(min_length=1)]
Names = Annotated[tuple[Name, ...], Field(strict=False)]
Number = Annotated[
    Decimal, BeforeValidator(lambda value: Decimal(value) if isinstance(value, int) else value), Field(ge=0)
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Words(_Part):
    """A text in every language of the workbook."""

    zh: Name
    en: Name

    def text(self, language: str) -> str:
        """Return the text in one language."""
        return str(getattr(self, language))


class RolePattern(_Part):
    """A part to be played in the team; the name stands in the tasks until a person takes it."""

    name: Words
    group: Words
    duties: Words


class TaskPattern(_Part):
    """A task and its place before or after the event.

    Attributes:
        start: its first working day, from the event: -7 is T-7.
        finish: its last one; either of the two is given.
        duration: working days; for the event itself, days on end.
        after: the codes of its predecessors.
    """

    code: Name
    stage: Name
    title: Words
    start: int | None = None
    finish: int | None = None
    duration: NonNegativeInt
    after: Names = ()
    responsible: Annotated[Names, Field(min_length=1)]
    accountable: Name
    consulted: Names = ()
    informed: Names = ()
    deliverable: Words | None = None
    is_event: bool = False

    @model_validator(mode="after")
    def _stands_somewhere(self) -> TaskPattern:
        if (self.start is None) == (self.finish is None):
            raise PydanticCustomError("start_or_finish", "either start or finish")
        return self

    @property
    def first_offset(self) -> int:
        """Return the working day it starts on, from the event."""
        return self.start if self.start is not None else (self.finish or 0) - self._reach

    @property
    def last_offset(self) -> int:
        """Return the working day it finishes on, from the event."""
        return self.finish if self.finish is not None else (self.start or 0) + self._reach

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """Return the roles it names, by the columns they stand in."""
        return {
            "responsible": self.responsible,
            "accountable": (self.accountable,),
            "consulted": self.consulted,
            "informed": self.informed,
        }

    @property
    def _reach(self) -> int:
        return max(self.duration - 1, 0)


class MetricPattern(_Part):
    """An aim that events of the type have; the target is people's.

    Attributes:
        due: working days from the event by which it is counted.
    """

    code: Name
    name: Words
    direction: Literal["higher", "lower"]
    unit: Words
    due: int
    definition: Words
    source: Words


class CategoryPattern(_Part):
    """A category of costs and its usual share of the whole budget."""

    name: Words
    nature: Literal["ordinary", "reserve"]
    target_share: Annotated[Number, Field(le=1)]


class LinePattern(_Part):
    """A usual cost; the price is people's."""

    code: Name
    category: Name
    item: Words
    detail: Words | None = None
    quantity: Number
    unit: Words


class SettingsPattern(_Part):
    """How workbooks of the type judge, unless people choose otherwise."""

    reserve_rule: Literal["ten_to_fifteen", "five_to_ten", "about_ten"]


class EventType(_Part):
    """A kind of event: everything its workbook starts with.

    Attributes:
        key: the name of its file.
        aliases: what else people call it, in whatever language.
    """

    key: Name
    title: Words
    aliases: Names
    settings: SettingsPattern
    stages: Mapping[str, Words]
    roles: Mapping[str, RolePattern]
    tasks: Annotated[tuple[TaskPattern, ...], Field(strict=False)]
    categories: Mapping[str, CategoryPattern]
    budget: Annotated[tuple[LinePattern, ...], Field(strict=False)]
    metrics: Annotated[tuple[MetricPattern, ...], Field(strict=False)]

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything it is called by."""
        return (self.title.zh, self.title.en, *self.aliases, self.key)


class Contradiction(NamedTuple):
    """Entries of an event type that do not go together.

    Attributes:
        key: where, such as ``tasks.T05.after``.
        code: names the expectation in the wording's ``event_types``.
        fact: what stands there, or what might.
    """

    key: str
    code: str
    fact: str


def contradictions(event_type: EventType) -> Iterator[Contradiction]:
    """Yield what does not go together, in the order of the file."""
    for sheet in ("tasks", "budget", "metrics"):
        yield from _repeats(sheet, (row.code for row in getattr(event_type, sheet)))
    yield from _event_itself(event_type)
    for task in event_type.tasks:
        yield from _strangers(f"tasks.{task.code}.stage", (task.stage,), event_type.stages)
        for column, roles in task.roles.items():
            yield from _strangers(f"tasks.{task.code}.{column}", roles, event_type.roles)
        yield from _links(task, {other.code: other for other in event_type.tasks})
    for line in event_type.budget:
        yield from _strangers(f"budget.{line.code}.category", (line.category,), event_type.categories)
    total = sum(category.target_share for category in event_type.categories.values())
    if total != 1:
        yield Contradiction("categories", "shares", f"{total:.0%}")


def _repeats(sheet: str, codes: Iterable[str]) -> Iterator[Contradiction]:
    return (
        Contradiction(f"{sheet}.{code}.code", "repeated", code)
        for code, count in Counter(codes).items()
        if count > 1
    )


def _event_itself(event_type: EventType) -> Iterator[Contradiction]:
    events = [task for task in event_type.tasks if task.is_event]
    if len(events) != 1:
        yield Contradiction("tasks", "one-event", str(len(events)))
    for task in events:
        if task.start != 0 or not task.duration:
            yield Contradiction(f"tasks.{task.code}.start", "event-day", str(task.start))


def _strangers(key: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Contradiction]:
    return (Contradiction(key, "known", ", ".join(known)) for name in names if name not in known)


def _links(task: TaskPattern, tasks: Mapping[str, TaskPattern]) -> Iterator[Contradiction]:
    key = f"tasks.{task.code}.after"
    yield from _strangers(key, task.after, tasks)
    for code in task.after:
        before = tasks.get(code)
        if before and task.first_offset <= before.last_offset:
            yield Contradiction(key, "too-early", f"{code} → T{before.last_offset:+}")
