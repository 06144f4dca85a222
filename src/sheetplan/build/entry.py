"""Drop-downs, input hints and checks on entry. They advise and never block; rules check later."""

from __future__ import annotations

from datetime import date
from typing import Any

from sheetplan.build.grid import Area
from sheetplan.build.layout import long_list, offered
from sheetplan.build.lists import is_long, listed
from sheetplan.language.wording import Wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Rate
from sheetplan.model.reading import show_number

Validation = dict[str, Any]
"""Options of a data validation, as XlsxWriter names them."""

MAX_TITLE = 32
MAX_MESSAGE = 255


def validation(sheet: str, area: Area, wording: Wording) -> Validation | None:
    """Return the data validation of some cells, or None where there is nothing to say."""
    if area.column.owner is not Owner.PEOPLE:
        return None
    check = _check(area.column, wording)
    hint = _hint(sheet, area.name, wording)
    return {**(check or {"validate": "any"}), **hint} if check or hint else None


def _hint(sheet: str, name: str, wording: Wording) -> Validation:
    try:
        text = wording.help(sheet, name)
    except KeyError:  # a sheet without any help
        return {}
    heading = wording.heading(sheet, name) if text else ""
    return {"input_title": heading[:MAX_TITLE], "input_message": text[:MAX_MESSAGE]} if text else {}


def _check(column: Column, wording: Wording) -> Validation | None:
    kind = column.kind
    if column.offers:
        return {"validate": "list", "source": f"={offered(column.offers)}", "show_error": False}
    if isinstance(kind, Choice):
        return {
            "validate": "list",
            "source": _source(kind.choices, wording),
            **_warning("not_listed", wording),
        }
    if isinstance(kind, Date):
        return {"validate": "date", "criteria": "between", **_CENTURY, **_warning("not_a_date", wording)}
    if isinstance(kind, Number):
        text = "not_a_rate" if isinstance(kind, Rate) else "not_a_number"
        return {"validate": "decimal", **_limits(kind), **_warning(text, wording)}
    return None


def _source(choices: str, wording: Wording) -> list[str] | str:
    words = listed(choices, wording)
    return f"={long_list(choices)}" if is_long(words) else words


def _limits(kind: Number) -> Validation:
    if kind.low is not None and kind.high is not None:
        return {"criteria": "between", "minimum": show_number(kind.low), "maximum": show_number(kind.high)}
    if kind.low is not None:
        return {"criteria": ">=", "value": show_number(kind.low)}
    return {"criteria": "between", "minimum": -(10**12), "maximum": 10**12}


def _warning(text: str, wording: Wording) -> Validation:
    return {
        "error_type": "warning",
        "error_title": wording.text("workbook", "warning_title"),
        "error_message": wording.text("workbook", text),
    }


_CENTURY = {"minimum": date(2000, 1, 1), "maximum": date(2099, 12, 31)}
