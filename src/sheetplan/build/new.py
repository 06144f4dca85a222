"""A new workbook for an event: an event type, placed around a date, drawn, and computed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sheetplan.adapters.public_holidays import OfficialDay, calendar_data, official_days, published_until
from sheetplan.app.pipeline import DEFAULT_COUNTRY, examine
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.build.content import WorkbookContent
from sheetplan.build.event_content import plan_content
from sheetplan.build.event_types import Shelf, find_event_type
from sheetplan.build.rule_sets import load_rule_sets, with_rule_sets
from sheetplan.build.shipped import shipped
from sheetplan.build.workbook import build_workbook
from sheetplan.engine.recalculate import calendar_of
from sheetplan.language import Wording
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a workbook for."""

    type: str
    event_date: date
    language: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A new workbook, and what is worth saying about it."""

    data: bytes
    content: WorkbookContent
    starts: tuple[date, ...]
    """The planned start of each task."""


def new_workbook(house: House, wish: Wish, shelves: Sequence[Shelf], words: Wording) -> Made:
    """Return the workbook of a wish.

    Args:
        house: reads, computes and patches.
        wish: type, date, language and name.
        shelves: the folders of event types.
        words: for refusals.

    Raises:
        Refusal: no such event type, a badly written one, or a date too far from anything.
    """
    event_type = find_event_type(wish.type, shelves, words)
    last_day = wish.event_date + timedelta(days=event_type.days - 1)
    event = Event(event_date=wish.event_date, end_date=last_day)
    official = official_calendar(DEFAULT_COUNTRY, wish.event_date, wish.language)
    calendar = calendar_of(Plan(event=event), calendar_data(DEFAULT_COUNTRY, years_around(wish.event_date)))
    content = plan_content(
        event_type,
        name=wish.name,
        event_date=wish.event_date,
        language=wish.language,
        calendar=calendar,
        official=[(day.day, day.kind, day.name) for day in official],
    )
    content = with_rule_sets(content, load_rule_sets(shipped("templates") / "rulesets"), wish.language)
    starts = tuple(
        start for row in content.tables["tasks"] if isinstance(start := row["baseline_start"], date)
    )
    return Made(computed(house, build_workbook(content, wish.language)), content, starts)


def computed(house: House, data: bytes, status_date: date | None = None) -> bytes:
    """Return a workbook with the values of its formulas in place; nothing is judged yet."""
    snapshot = house.workbooks.read(data)
    examined = examine(snapshot, status_date=status_date, today=house.today, holidays=house.holidays)
    return house.workbooks.patch(data, examined.changes(judged=False), examined.parsed.layout)


def write_new(house: House, path: Path, data: bytes) -> None:
    """Write a new workbook, never over a file that is there.

    Raises:
        Refusal: the file exists, or is not called .xlsx.
    """
    if path.suffix.casefold() != ".xlsx":
        raise Refusal("not-xlsx")
    if path.exists():
        raise Refusal("exists")
    house.store.create(path, data)


def official_calendar(country: str, event_date: date, language: str) -> list[OfficialDay]:
    """Return the days off and make-up days around an event that no later notice will change.

    Only they may stand in a workbook as official.
    """
    until = published_until(country)
    days = official_days(country, years_around(event_date), language)
    return [day for day in days if until is None or day.day <= until]


def years_around(event_date: date) -> tuple[int, ...]:
    """Return the event's year, and the neighbours that preparation or review reach into."""
    spring, autumn = 6, 10
    before = [event_date.year - 1] if event_date.month <= spring else []
    after = [event_date.year + 1] if event_date.month >= autumn else []
    return (*before, event_date.year, *after)
