"""Values as people read them in a list: words for choices, days as 2026-03-01."""

from __future__ import annotations

from datetime import datetime, time
from decimal import Decimal

from sheetplan.app.pipeline import Examined
from sheetplan.language import wording
from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice
from sheetplan.model.reading import show_number
from sheetplan.model.values import Raw, Value


def said(value: Value | Raw, column: Column, found: Examined) -> str:
    """Return a value in the language of its workbook."""
    words = wording(found.language)
    match value:
        case tuple():
            return ("、" if found.language == "zh" else ", ").join(value)
        case Decimal():
            return show_number(value)
        case datetime() | time():
            return value.isoformat(timespec="minutes").replace("T", " ")
        case str() if isinstance(column.kind, Choice) and value in words.choices(column.kind.choices):
            return words.choice(column.kind.choices, value)
    return "" if value is None else str(value)
