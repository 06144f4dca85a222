"""Next year's workbook: a copy of a finished one, emptied of what has been and moved to its new day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sheetplan.adapters.public_holidays import OfficialDay
from sheetplan.app.pipeline import DEFAULT_COUNTRY, working_calendar
from sheetplan.app.refusal import Refusal
from sheetplan.app.translating import translated
from sheetplan.app.workbooks import House
from sheetplan.build.new import computed, official_calendar, years_around
from sheetplan.changes.change import ChangeSet, ReplaceRows
from sheetplan.changes.next_event import Move, next_event
from sheetplan.engine.recalculate import calendar_of
from sheetplan.model.plan import Plan
from sheetplan.model.sheets import SHEETS
from sheetplan.model.sheets.event import Event
from sheetplan.table.layout import Layout
from sheetplan.table.parse import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class NextWish:
    """What somebody wants next year's workbook to be.

    Attributes:
        name: what the event is called; None for the old name, with the new year in it.
        language: the language of its labels; None for the one it has.
    """

    event_date: date
    name: str | None = None
    language: str | None = None


class Next(NamedTuple):
    """Next year's workbook, and what is worth saying about it.

    Attributes:
        starts: the planned start of each task.
        lessons: how many lessons were carried over.
        actions: how many open actions were.
    """

    data: bytes
    starts: tuple[date, ...]
    lessons: int
    actions: int


def next_workbook(house: House, data: bytes, wish: NextWish) -> Next:
    """Return next year's workbook out of the bytes of a finished one.

    Raises:
        Refusal: none of our sheets is in it, it has no day, or it cannot be changed without risk.
    """
    snapshot = house.workbooks.read(data)
    parsed = parse(snapshot)
    plan, layout = parsed.plan, parsed.layout
    if not layout.sheets:
        raise Refusal("no-sheets")
    if plan.event.event_date is None:
        raise Refusal("no-event-date")
    official, move = _move(house, plan, plan.event.event_date, wish.event_date, layout.language)
    days = [{"day": day.day, "kind": day.kind, "name": day.name, "origin": "official"} for day in official]
    cells = next_event(snapshot, parsed, move, wish.name or _name(plan, wish.event_date), days)
    made = house.workbooks.patch(
        house.workbooks.put(data, cells), _without_findings(house, data, layout), layout
    )
    made = computed(house, made)
    if wish.language and wish.language != layout.language:
        made = translated(house, made, wish.language)[1]
    return Next(
        made,
        starts=tuple(move.day(task.baseline_start) for task in plan.tasks if task.baseline_start),
        lessons=sum(bool(point.lesson) for point in plan.review),
        actions=sum(action.status != "done" for action in plan.actions),
    )


def _move(house: House, plan: Plan, old: date, new: date, language: str) -> tuple[list[OfficialDay], Move]:
    """Return the official days of the new event's years, and the way there."""
    length = (plan.event.end_date or old) - old
    country = plan.settings.country or DEFAULT_COUNTRY
    event = Event(event_date=new, end_date=new + max(length, timedelta()))
    ahead = Plan(event=event, settings=plan.settings)
    return official_calendar(country, new, language), Move(
        old=(old, old + max(length, timedelta())),
        new=(new, new + max(length, timedelta())),
        before=working_calendar(plan, old, house.holidays),
        after=calendar_of(ahead, house.holidays.calendar(country, years_around(new))),
    )


def _name(plan: Plan, new: date) -> str:
    """Return the name of an event with the year of the next one, where it names its own."""
    old = plan.event.event_date
    return (plan.event.name or "").replace(str(old.year), str(new.year)) if old else ""


def _without_findings(house: House, data: bytes, layout: Layout) -> ChangeSet:
    """Return the change that empties 检查结果; nothing has been judged yet."""
    where = layout.sheets.get("findings")
    whole = where is not None and set(SHEETS["findings"].columns()) <= set(where.columns)
    rows = (ReplaceRows("findings", (), ()),) if whole else ()
    return ChangeSet(house.workbooks.read(data).fingerprint, replacements=rows)
