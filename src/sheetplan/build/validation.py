"""Drop-downs and input checks of the workbook itself. They advise and never block: pasting goes around them anyway."""

from __future__ import annotations

from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from sheetplan.language import Wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Names, Number, Rate

Area = tuple[int, int, int, int]
EARLIEST = date(2000, 1, 1)
SOURCES = {"people": "=sp_people", "category": "=sp_categories"}


def validate(sheet: Worksheet, area: Area, column: Column, advice: str, words: Wording) -> None:
    """Give an area of people's cells its drop-down or check, and the advice shown beside the cell."""
    if column.owner is not Owner.PEOPLE:
        return
    options = _options(column, words)
    if not options and not advice:
        return
    options = options or {"validate": "any"}
    if advice:
        options |= {"input_message": advice[:255]}
    sheet.data_validation(*area, {"error_type": "warning", "ignore_blank": True, **options})


def _options(column: Column, words: Wording) -> dict[str, Any]:
    kind = column.kind
    if isinstance(kind, Choice):
        return {"validate": "list", "source": [said[0] for said in words.choices(kind.choices).values()]}
    if column.source:
        # A cell may hold several names, so any text is let through.
        free = isinstance(kind, Names)
        return {"validate": "list", "source": SOURCES[column.source], "show_error": not free}
    if isinstance(kind, Date):
        return {"validate": "date", "criteria": ">=", "value": EARLIEST}
    if isinstance(kind, Rate) and kind.high is not None:
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": float(kind.high)}
    if isinstance(kind, Number) and kind.low is not None:
        return {"validate": "decimal", "criteria": ">=", "value": float(kind.low)}
    return {}
