"""The example event: a workbook made, filled in as a person would, slips included."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from sheetplan.app.fill import Entries, fill
from sheetplan.app.workbooks import House
from sheetplan.build.new import Wish, new_workbook
from sheetplan.language import Wording
from sheetplan.table.parse import parse

EVENT_TYPE = "新品发布会"
EVENT_DATE = date(2024, 3, 20)


def demo_workbook(house: House, language: str, templates: Path, words: Wording) -> bytes:
    """Return the new workbook of the example event, not filled in yet."""
    wish = Wish(type=EVENT_TYPE, event_date=EVENT_DATE, language=language)
    return new_workbook(house, wish, templates / "events", words).data


def filled(house: House, data: bytes, entries: Entries) -> bytes:
    """Return a workbook with entries written into people's cells."""
    snapshot = house.workbooks.read(data)
    parsed = parse(snapshot)
    return house.workbooks.patch(data, fill(snapshot, parsed, entries), parsed.layout)


def demo_entries(language: str, folder: Path) -> Entries:
    """Return the entries of the example event in one language, from ``<language>.toml`` in a folder."""
    return tomllib.loads((folder / f"{language}.toml").read_text("utf-8"), parse_float=Decimal)
