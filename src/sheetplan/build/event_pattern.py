"""What the file of an event type holds.

Offsets count working days from the event: -7 is T-7, 0 the days of the event itself, 1 the first working day
after the last of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from sheetplan.language import LANGUAGES, wording

Name = Annotated[str, StringConstraints(min_length=1)]
Names = Annotated[tuple[Name, ...], Field(strict=False)]
Number = Annotated[
    Decimal, BeforeValidator(lambda value: Decimal(value) if isinstance(value, int) else value), Field(ge=0)
]


def _one_of(choices: str) -> AfterValidator:
    """Return what demands a word's key, as `language` lists them and the sheets know them."""

    def known(key: str) -> str:
        keys = wording(LANGUAGES[0]).choices(choices)
        if key not in keys:
            raise PydanticCustomError("literal_error", "unknown", {"expected": ", ".join(keys)})
        return key

    return AfterValidator(known)


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
        duration: working days; for what begins with the event, days on end.
        after: the codes of its predecessors.
        inputs: those of them whose deliverables must be there before it starts.
        meeting: the kind of meeting it is, where it is one; it then stands on 会议 too.
        is_approval: whether those consulted and who is accountable decide on 审批.
        tests: the kinds of technical tests it is made of.
    """

    code: Name
    stage: Name
    title: Words
    start: int | None = None
    finish: int | None = None
    duration: NonNegativeInt
    after: Names = ()
    inputs: Names = ()
    responsible: Annotated[Names, Field(min_length=1)]
    accountable: Name
    consulted: Names = ()
    informed: Names = ()
    deliverable: Words | None = None
    meeting: Annotated[str, _one_of("meeting_kind")] | None = None
    is_approval: bool = False
    tests: Annotated[tuple[Annotated[str, _one_of("test_kind")], ...], Field(strict=False)] = ()
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
        """Return the working day it finishes on, from the event; 0 for all that begins with the event."""
        if self.finish is not None:
            return self.finish
        return self.start + self._reach if self.start else 0

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
        funnel_step: its step on the way from being seen to the final aim, where it is one.
    """

    code: Name
    name: Words
    direction: Annotated[str, _one_of("direction")]
    unit: Words
    due: int
    funnel_step: PositiveInt | None = None
    definition: Words
    source: Words


class CategoryPattern(_Part):
    """A category of costs and its usual share of the whole budget."""

    name: Words
    nature: Annotated[str, _one_of("category_nature")]
    target_share: Annotated[Number, Field(le=1)]


class LinePattern(_Part):
    """A usual cost; the price is people's."""

    code: Name
    category: Name
    item: Words
    detail: Words | None = None
    quantity: Number
    unit: Words


class ResourcePattern(_Part):
    """Somebody or something that has to be got for the event."""

    kind: Annotated[str, _one_of("resource_kind")]
    resource: Words
    responsible: Name


class MaterialPattern(_Part):
    """A thing that must be there in time.

    Attributes:
        due: the working day by which it is ready, from the event.
    """

    code: Name
    category: Annotated[str, _one_of("material_category")]
    item: Words
    specification: Words | None = None
    quantity: Number
    unit: Words
    responsible: Name
    due: int


Grade = Annotated[int, Field(ge=1, le=5)]


class RiskPattern(_Part):
    """What may go wrong, and what is done then.

    Attributes:
        response_limit: minutes in which somebody must have responded.
    """

    code: Name
    category: Annotated[str, _one_of("risk_category")]
    risk: Words
    probability: Grade
    impact: Grade
    trigger: Words | None = None
    response: Words
    backup_plan: Words | None = None
    response_limit: PositiveInt
    responsible: Name


class SegmentPattern(_Part):
    """A segment of the run of show; each begins when the one before it ends.

    Attributes:
        duration: minutes.
    """

    kind: Annotated[str, _one_of("segment_kind")]
    segment: Words
    duration: PositiveInt
    responsible: Name
    key_action: Words | None = None


class RunOfShowPattern(_Part):
    """The day minute by minute."""

    starts: time
    segments: Annotated[tuple[SegmentPattern, ...], Field(strict=False, min_length=1)]


class PostPattern(_Part):
    """Something published.

    Attributes:
        day: days on end from the event, for readers have no weekend.
    """

    day: int
    stage: Annotated[str, _one_of("promotion_stage")]
    channel: Words
    content: Words
    responsible: Name


class SettingsPattern(_Part):
    """How workbooks of the type judge, unless people choose otherwise."""

    reserve_rule: Annotated[str, _one_of("reserve_rule")]


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
    resources: Annotated[tuple[ResourcePattern, ...], Field(strict=False)] = ()
    materials: Annotated[tuple[MaterialPattern, ...], Field(strict=False)] = ()
    risks: Annotated[tuple[RiskPattern, ...], Field(strict=False)] = ()
    run_of_show: RunOfShowPattern | None = None
    promotion: Annotated[tuple[PostPattern, ...], Field(strict=False)] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return everything it is called by."""
        return (self.title.zh, self.title.en, *self.aliases, self.key)

    def task(self, code: str) -> TaskPattern:
        """Return the task of a code."""
        return next(task for task in self.tasks if task.code == code)

    @property
    def segments(self) -> tuple[SegmentPattern, ...]:
        """Return the segments of the run of show, none where there is none."""
        return self.run_of_show.segments if self.run_of_show else ()

    @property
    def lead_time(self) -> int:
        """Return how many working days before the event its first task begins."""
        return max((-task.first_offset for task in self.tasks), default=0)

    @property
    def days(self) -> int:
        """Return how many days on end the event takes."""
        return next((task.duration for task in self.tasks if task.is_event), 1)
