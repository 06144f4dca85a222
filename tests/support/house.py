"""The real house on a fixed day, and the example event as a workbook."""

from __future__ import annotations

from datetime import date
from functools import cache

from sheetplan.app.workbooks import House
from sheetplan.build.demo import EVENT_DATE, EVENT_TYPE, demo_entries, filled_in
from sheetplan.build.event_types import Shelf
from sheetplan.build.new import Wish, new_workbook
from sheetplan.build.workbook import build_workbook
from sheetplan.language import wording
from sheetplan.wiring import house, shipped

TODAY = date(2024, 3, 29)


def real_house() -> House:
    """Real files, workbooks, holidays and templates; only today is fixed."""
    return house(today=TODAY)


@cache
def demo(language: str) -> bytes:
    """The example event as a person filled it in, not yet recalculated."""
    home, templates = real_house(), shipped("templates")
    wish = Wish(type=EVENT_TYPE, event_date=EVENT_DATE, language=language)
    made = new_workbook(home, wish, [Shelf(templates / "events", "shipped")], wording("en"))
    return build_workbook(filled_in(made.content, demo_entries(language, templates / "demo")), language)


@cache
def recalculated_demo(language: str) -> bytes:
    """The example event brought up to date."""
    return brought_up_to_date(demo(language))


def brought_up_to_date(data: bytes) -> bytes:
    """A workbook as `recalc` leaves it."""
    from sheetplan.app.pipeline import examine

    home = real_house()
    snapshot = home.workbooks.read(data)
    examined = examine(snapshot, status_date=None, today=TODAY, holidays=home.holidays)
    return home.workbooks.patch(data, examined.changes(), examined.parsed.layout)
