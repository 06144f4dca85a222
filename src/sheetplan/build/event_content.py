"""What the workbook of an event starts with: an event type, in one language, counted from its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, Protocol

from sheetplan.build.content import WorkbookContent
from sheetplan.build.event_pattern import (
    CategoryPattern,
    EventType,
    LinePattern,
    MaterialPattern,
    MetricPattern,
    PostPattern,
    ResourcePattern,
    RiskPattern,
    RolePattern,
    SegmentPattern,
    TaskPattern,
    Words,
)
from sheetplan.language import wording
from sheetplan.model.values import Value

DayKind = Literal["off", "work"]
Row = dict[str, Value]


class Calendar(Protocol):
    """What placing tasks asks of a working calendar, on which the event's first and last day are worked."""

    def add(self, day: date, number: int, /) -> date:
        """Return the day so many working days later, or earlier where negative."""
        ...

    def finish_of(self, start: date, duration: int, /) -> date:
        """Return the last day of work that starts on a day."""
        ...

    def start_of(self, finish: date, duration: int, /) -> date:
        """Return the first day of work that finishes on a day."""
        ...

    def working_days_between_inclusive(self, start: date, finish: date, /) -> int:
        """Return how many days are worked from one day to another, both included."""
        ...


def plan_content(
    event_type: EventType,
    *,
    name: str | None,
    event_date: date,
    language: str,
    calendar: Calendar,
    official: Sequence[tuple[date, DayKind, str]] = (),
) -> WorkbookContent:
    """Return what a new workbook of a type holds, for an event on a day.

    Args:
        event_type: the kind of event.
        name: what the event is called; None where that is still open.
        event_date: the day it takes place, T; the first of them where it takes several.
        language: the language of the workbook.
        calendar: counts the working days.
        official: public holidays and make-up working days, with their names.
    """
    write = _Writer(event_type, event_date, language, calendar)
    end_date = write.last_day if event_type.days > 1 else None
    return WorkbookContent(
        forms={
            "event": {
                "name": name,
                "type": event_type.title.text(language),
                "event_date": event_date,
                "end_date": end_date,
            },
            "settings": {"language": language, "reserve_rule": event_type.settings.reserve_rule},
        },
        tables={
            "metrics": [write.metric(metric) for metric in event_type.metrics],
            "tasks": [write.task(task) for task in event_type.tasks],
            "people": [write.person(role) for role in event_type.roles.values()],
            "budget": [write.line(line) for line in event_type.budget],
            "budget_summary": [write.category(category) for category in event_type.categories.values()],
            "approvals": list(write.approvals()),
            "resources": [write.resource(number, row) for number, row in enumerate(event_type.resources, 1)],
            "technical_tests": list(write.tests()),
            "meetings": list(write.meetings()),
            "materials": [write.material(material) for material in event_type.materials],
            "promotion": [write.post(number, post) for number, post in enumerate(event_type.promotion, 1)],
            "channels": list(write.channels()),
            "run_of_show": list(write.segments()),
            "risks": [write.risk(risk) for risk in event_type.risks],
            "calendar": [
                {"day": day, "kind": kind, "name": holiday, "origin": "official"}
                for day, kind, holiday in official
            ],
        },
    )


class _Writer:
    """Writes the rows of one workbook, in its language and counted from its event."""

    def __init__(self, event_type: EventType, event_date: date, language: str, calendar: Calendar) -> None:
        self.event_type = event_type
        self.event_date = event_date
        self.last_day = event_date + timedelta(days=event_type.days - 1)
        self.language = language
        self.calendar = calendar
        self._words = wording(language)

    def task(self, task: TaskPattern) -> Row:
        start, finish, duration = self._days(task)
        return {
            "code": task.code,
            "stage": self._say(self.event_type.stages[task.stage]),
            "title": self._say(task.title),
            **{column: self._role_names(roles) for column, roles in task.roles.items()},
            "deliverable": self._say(task.deliverable),
            "input_documents": self._documents(task),
            "predecessors": task.after or None,
            "duration": Decimal(duration),
            "baseline_start": start,
            "baseline_finish": finish,
            "deadline": finish if task.is_event else None,
        }

    def metric(self, metric: MetricPattern) -> Row:
        return {
            "code": metric.code,
            "metric": self._say(metric.name),
            "direction": metric.direction,
            "unit": self._say(metric.unit),
            "due": self._day(metric.due),
            "funnel_step": None if metric.funnel_step is None else Decimal(metric.funnel_step),
            "definition": self._say(metric.definition),
            "source": self._say(metric.source),
        }

    def person(self, role: RolePattern) -> Row:
        name = self._say(role.name)
        return {"name": name, "role": name, "group": self._say(role.group), "duties": self._say(role.duties)}

    def line(self, line: LinePattern) -> Row:
        return {
            "code": line.code,
            "category": self._say(self.event_type.categories[line.category].name),
            "item": self._say(line.item),
            "detail": self._say(line.detail),
            "quantity": Decimal(line.quantity),
            "unit": self._say(line.unit),
        }

    def category(self, category: CategoryPattern) -> Row:
        return {
            "category": self._say(category.name),
            "nature": category.nature,
            "target_share": category.target_share,
        }

    def approvals(self) -> Iterator[Row]:
        """Yield who has to agree: those consulted first, side by side, then whoever is accountable."""
        asked = [task for task in self.event_type.tasks if task.is_approval]
        steps = [(task, role, 1) for task in asked for role in task.consulted]
        steps += [(task, task.accountable, 2) for task in asked]
        for number, (task, role, step) in enumerate(steps, 1):
            yield {
                "code": f"V{number:02}",
                "document": self._words.text("event_rows", "plan_and_budget"),
                "step": Decimal(step),
                "role": self._words.text("event_rows", f"step{step}"),
                "approver": self._role(role),
                "due": self._days(task)[1],
            }

    def resource(self, number: int, resource: ResourcePattern) -> Row:
        return {
            "code": f"U{number:02}",
            "kind": resource.kind,
            "resource": self._say(resource.resource),
            "needed_from": self.event_date,
            "needed_until": self.last_day,
            "responsible": self._role(resource.responsible),
        }

    def tests(self) -> Iterator[Row]:
        """Yield what is tested when the tasks that test are done."""
        found = [(task, kind) for task in self.event_type.tasks for kind in task.tests]
        for number, (task, kind) in enumerate(found, 1):
            yield {
                "code": f"X{number:02}",
                "kind": kind,
                "item": self._words.text("event_rows", "tests", kind),
                "tester": self._role(task.responsible[0]),
                "due": self._days(task)[1],
            }

    def meetings(self) -> Iterator[Row]:
        """Yield the tasks that are meetings, with everybody who has a part in them."""
        for number, task in enumerate((task for task in self.event_type.tasks if task.meeting), 1):
            others = dict.fromkeys((*task.responsible, *task.consulted, *task.informed))
            others.pop(task.accountable, None)
            yield {
                "code": f"H{number:02}",
                "kind": task.meeting,
                "topic": self._say(task.title),
                "day": self._days(task)[1],
                "chair": self._role(task.accountable),
                "participants": self._role_names(tuple(others)),
            }

    def material(self, material: MaterialPattern) -> Row:
        return {
            "code": material.code,
            "category": material.category,
            "item": self._say(material.item),
            "specification": self._say(material.specification),
            "quantity": Decimal(material.quantity),
            "unit": self._say(material.unit),
            "responsible": self._role(material.responsible),
            "due": self._day(material.due),
        }

    def risk(self, risk: RiskPattern) -> Row:
        return {
            "code": risk.code,
            "category": risk.category,
            "risk": self._say(risk.risk),
            "trigger": self._say(risk.trigger),
            "probability": Decimal(risk.probability),
            "impact": Decimal(risk.impact),
            "response": self._say(risk.response),
            "backup_plan": self._say(risk.backup_plan),
            "response_limit": Decimal(risk.response_limit),
            "responsible": self._role(risk.responsible),
        }

    def post(self, number: int, post: PostPattern) -> Row:
        return {
            "code": f"N{number:02}",
            "day": (self.last_day if post.day > 0 else self.event_date) + timedelta(days=post.day),
            "stage": post.stage,
            "channel": self._say(post.channel),
            "content": self._say(post.content),
            "responsible": self._role(post.responsible),
        }

    def channels(self) -> Iterator[Row]:
        """Yield the channels of the promotion plan, each with whoever publishes there first."""
        posts = reversed(self.event_type.promotion)
        first = {self._say(post.channel): self._role(post.responsible) for post in posts}
        for channel in dict.fromkeys(self._say(post.channel) for post in self.event_type.promotion):
            yield {"channel": channel, "responsible": first[channel]}

    def segments(self) -> Iterator[Row]:
        """Yield the run of show; its first segment begins at a fixed time, the others follow."""
        show = self.event_type.run_of_show
        for number, segment in enumerate(self.event_type.segments, 1):
            fixed = {"fixed_start": show.starts} if show and number == 1 else {}
            yield {**self._segment(number, segment), **fixed}

    def _segment(self, number: int, segment: SegmentPattern) -> Row:
        return {
            "code": f"S{number:02}",
            "day": self.event_date,
            "kind": segment.kind,
            "segment": self._say(segment.segment),
            "duration": Decimal(segment.duration),
            "responsible": self._role(segment.responsible),
            "key_action": self._say(segment.key_action),
        }

    def _say(self, words: Words | None) -> str | None:
        return None if words is None else words.text(self.language)

    def _role(self, role: str) -> str:
        return self.event_type.roles[role].name.text(self.language)

    def _role_names(self, roles: tuple[str, ...]) -> tuple[str, ...] | None:
        return tuple(map(self._role, roles)) or None

    def _documents(self, task: TaskPattern) -> tuple[str, ...] | None:
        """Return the documents that must be there before a task starts, each by its own name."""
        delivered = (self.event_type.task(code).deliverable for code in task.inputs)
        names = (self._say(words) or "" for words in delivered)
        return tuple(name for text in names for name in re.split(r"[、,] ?", text) if name) or None

    def _day(self, offset: int) -> date:
        """Return the day so many working days before the event, or after its last day."""
        return self.calendar.add(self.last_day if offset > 0 else self.event_date, offset)

    def _days(self, task: TaskPattern) -> tuple[date, date, int]:
        """Return the first and the last day of a task, and how many working days it takes."""
        if task.start is None:
            finish = self._day(task.last_offset)
            return self.calendar.start_of(finish, task.duration), finish, task.duration
        start = self._day(task.start)
        if task.start:
            return start, self.calendar.finish_of(start, task.duration), task.duration
        last = start + timedelta(days=max(task.duration - 1, 0))
        worked = self.calendar.working_days_between_inclusive(start, last)
        return start, last if task.is_event else self.calendar.finish_of(start, worked), worked
