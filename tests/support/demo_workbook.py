"""Workbooks as commands leave them: made, filled in, recalculated."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from sheetplan.app.pipeline import Examined, examine
from sheetplan.build.demo import EVENT_DATE, EVENT_TYPE, demo_entries, filled_in
from sheetplan.build.event_types import Shelf
from sheetplan.build.new import Made, Wish, new_workbook
from sheetplan.build.workbook import build_workbook
from sheetplan.language import wording
from sheetplan.wiring import XlsxWorkbooks, house

TEMPLATES = Path(__file__).parents[2] / "templates"
TODAY = date(2024, 3, 15)


@cache
def made(language: str) -> Made:
    """A new workbook of the example's event type."""
    wish = Wish(type=EVENT_TYPE, event_date=EVENT_DATE, language=language)
    shelves = [Shelf(TEMPLATES / "events", "shipped")]
    return new_workbook(house(today=TODAY), wish, shelves, wording("en"))


@cache
def demo_workbook(language: str) -> bytes:
    """The example event, filled in and recalculated."""
    entries = demo_entries(language, TEMPLATES / "demo")
    return recalculated(build_workbook(filled_in(made(language).content, entries), language))


def examined(data: bytes, today: date = TODAY) -> Examined:
    """A workbook, read and computed on a day."""
    home = house(today=today)
    return examine(home.workbooks.read(data), status_date=None, today=today, holidays=home.holidays)


def recalculated(data: bytes, today: date = TODAY) -> bytes:
    """The workbook after ``sheetplan recalc`` on a day."""
    found = examined(data, today)
    return XlsxWorkbooks().patch(data, found.changes(), found.parsed.layout)
