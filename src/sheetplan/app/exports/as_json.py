"""The whole plan for programs: rows by sheet, columns and choices by their keys."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from sheetplan.app.exports import Export
from sheetplan.app.exports.rows import exported_sheets, rows_of, sides_of
from sheetplan.app.pipeline import Examined
from sheetplan.app.workbooks import House
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS


def write(_: House, found: Examined, sheets: Sequence[str]) -> Export:
    """Return the plan as JSON."""
    lists = {
        sheet: list(rows_of(found, sheet)) if SHEETS[sheet].shape is Shape.TABLE else _form(found, sheet)
        for sheet in exported_sheets(found, sheets)
    }
    whole = {
        "event": found.parsed.plan.event.name,
        "language": found.language,
        "status_date": found.outcome.status_date,
        "sheets": lists,
    }
    text = json.dumps(whole, ensure_ascii=False, indent=1, default=_plain)
    return Export((text + "\n").encode(), sum(map(len, lists.values())))


def _form(found: Examined, sheet: str) -> list[dict[str, Any]]:
    """Return a form as one object; what stands beside an entry is ``entry.responsible``."""
    beside = {f"{entry}.{column}": value for (entry, column), value in sides_of(found, sheet).items()}
    return [{**row, **beside} for row in rows_of(found, sheet)]


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case time():
            return value.isoformat("minutes")
        case date():
            return value.isoformat()
    return str(value)
