"""Event types as data: what a kind of event needs, counted in working days from the day it takes place.

One TOML file a type, which people who organise events edit. What stands in it is checked when it is read; a
refusal names the file, the key and what is expected there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from sheetplan.app.refusal import Refusal
from sheetplan.build.content import WorkbookContent
from sheetplan.build.event_pattern import (
    CategoryPattern,
    EventType,
    LinePattern,
    MetricPattern,
    RolePattern,
    TaskPattern,
    Words,
    contradictions,
)
from sheetplan.language import Wording, fold
from sheetplan.model.values import Value

DayKind = Literal["off", "work"]
Row = dict[str, Value]


class Calendar(Protocol):
    """What placing tasks asks of a working calendar."""

    def add(self, day: date, number: int, /) -> date:
        """Return the day so many working days later, or earlier where negative."""
        ...

    def finish_of(self, start: date, duration: int, /) -> date:
        """Return the last day of work that starts on a day."""
        ...

    def start_of(self, finish: date, duration: int, /) -> date:
        """Return the first day of work that finishes on a day."""
        ...


def load_event_types(folder: Path, words: Wording) -> tuple[EventType, ...]:
    """Return the event types of a folder in the order of their files.

    Raises:
        Refusal: a file is not well written; in the words given.
    """
    return tuple(_load(path, words) for path in sorted(folder.glob("*.toml")))


def find_event_type(name: str, types: Iterable[EventType], words: Wording) -> EventType:
    """Return the event type that a name means, in whichever language.

    Raises:
        Refusal: there is none; it hints at the nearest, or at all where none is near.
    """
    known = {fold(alias): event_type for event_type in types for alias in event_type.names}
    found = known.get(fold(name))
    if found is None:
        raise Refusal("unknown-type", value=name, hint=_hint(name, known, words))
    return found


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
        event_date: the day it takes place, T.
        language: the language of the workbook.
        calendar: counts the working days.
        official: public holidays and make-up working days, with their names.
    """
    write = _Writer(event_type, event_date, language, calendar)
    return WorkbookContent(
        forms={
            "event": {"name": name, "type": event_type.title.text(language), "event_date": event_date},
            "settings": {"language": language, "reserve_rule": event_type.settings.reserve_rule},
        },
        tables={
            "metrics": [write.metric(metric) for metric in event_type.metrics],
            "tasks": [write.task(task) for task in event_type.tasks],
            "people": [write.person(role) for role in event_type.roles.values()],
            "budget": [write.line(line) for line in event_type.budget],
            "budget_summary": [write.category(category) for category in event_type.categories.values()],
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
        self.language = language
        self.calendar = calendar

    def task(self, task: TaskPattern) -> Row:
        start, finish = self._event_days(task) if task.is_event else self._days(task)
        return {
            "code": task.code,
            "stage": self._say(self.event_type.stages[task.stage]),
            "title": self._say(task.title),
            **{column: self._role_names(roles) for column, roles in task.roles.items()},
            "deliverable": self._say(task.deliverable),
            "predecessors": task.after or None,
            "duration": Decimal(task.duration),
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
            "due": self.calendar.add(self.event_date, metric.due),
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

    def _say(self, words: Words | None) -> str | None:
        return None if words is None else words.text(self.language)

    def _role_names(self, roles: tuple[str, ...]) -> tuple[str, ...] | None:
        return tuple(self.event_type.roles[role].name.text(self.language) for role in roles) or None

    def _days(self, task: TaskPattern) -> tuple[date, date]:
        if task.start is None:
            finish = self.calendar.add(self.event_date, task.last_offset)
            return self.calendar.start_of(finish, task.duration), finish
        start = self.calendar.add(self.event_date, task.start)
        return start, self.calendar.finish_of(start, task.duration)

    def _event_days(self, task: TaskPattern) -> tuple[date, date]:
        """Return the days of the event itself: days on end, worked or not."""
        return self.event_date, self.event_date + timedelta(days=max(task.duration - 1, 0))


def _hint(name: str, known: Mapping[str, EventType], words: Wording) -> str:
    near = [known[match] for match in get_close_matches(fold(name), known)]
    titles = dict.fromkeys(found.title.text(words.language) for found in near or known.values())
    return words.text(
        "refusals", "type-hint" if near else "types-hint", names=_SEPARATORS[words.language].join(titles)
    )


_SEPARATORS = {"zh": "、", "en": ", "}


def _load(path: Path, words: Wording) -> EventType:
    try:
        data = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(path, "TOML", "other", error, words) from error
    try:
        event_type = EventType.model_validate({"key": path.stem, **data})
    except ValidationError as error:
        first = error.errors()[0]
        raise _bad(path, _key(data, first["loc"]), *_expectation(first), words) from error
    for contradiction in contradictions(event_type):
        raise _bad(path, *contradiction, words)
    return event_type


def _bad(path: Path, key: str, expectation: str, fact: object, words: Wording) -> Refusal:
    detail = words.text("event_types", expectation, fact=fact)
    return Refusal("bad-event-type", file=path.name, key=key, detail=detail)


def _key(data: Any, place: Sequence[int | str]) -> str:
    """Return where an entry stands as people find it: rows by their code, such as ``tasks.T05.title.en``."""
    steps = []
    for step in place:
        data = data[step] if isinstance(step, int) else data.get(step, {})
        code = data.get("code") if isinstance(step, int) and isinstance(data, dict) else None
        steps.append(str(code or (step + 1 if isinstance(step, int) else step)))
    return ".".join(steps)


def _expectation(error: ErrorDetails) -> tuple[str, object]:
    """Return what is expected of an entry: a code of the wording, and its fact."""
    limits = error.get("ctx", {})
    fact = next((limits[name] for name in ("expected", "ge", "le") if name in limits), error["msg"])
    return _EXPECTATIONS.get(error["type"], "other"), fact


_EXPECTATIONS = {
    "missing": "missing",
    "extra_forbidden": "unknown-entry",
    "string_type": "text",
    "string_too_short": "text",
    "int_type": "whole-number",
    "is_instance_of": "number",
    "greater_than_equal": "at-least",
    "less_than_equal": "at-most",
    "bool_type": "true-or-false",
    "tuple_type": "list",
    "too_short": "list",
    "dict_type": "table",
    "model_type": "table",
    "literal_error": "choice",
    "start_or_finish": "start-or-finish",
}
"""What the validator calls an error, and what the wording calls the expectation."""
