"""Drop-downs, hints and checks on entry. They advise and never block; rules check later.

Hints are input messages, not comments: they appear when a heading or a cell is selected, in Excel, WPS and
LibreOffice alike, and cost a tenth of a comment with its drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sheetplan.build.grid import Area, Grid
from sheetplan.build.layout import HEADER_ROW, long_list, offered
from sheetplan.build.lists import is_long, listed
from sheetplan.language.wording import Wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Rate
from sheetplan.model.reading import show_number

Validation = dict[str, Any]
"""Options of a data validation, as XlsxWriter names them."""


Cells = tuple[int, int, int, int]
"""First row, first column, last row and last column, counted from 0."""


def validations(grid: Grid, wording: Wording) -> Iterator[tuple[Cells, Validation]]:
    """Yield the data validations of a sheet with the cells that each is about."""
    for area in grid.areas:
        top, column, bottom = area.first_row - 1, area.index, area.last_row - 1
        hint = _hint(grid.sheet, area.name, wording)
        check = _check(area.column, wording) if area.column.owner is Owner.PEOPLE else None
        if check:
            yield (top, column, bottom, column), check | hint
        if hint:
            yield _hinted(grid, area, alone=not check), {"validate": "any", **hint}


def _hinted(grid: Grid, area: Area, *, alone: bool) -> Cells:
    """Return the cells that bear a hint alone: the heading, and where nothing checks them people's cells."""
    top, bottom, column = area.first_row - 1, area.last_row - 1, area.index
    if grid.is_form:
        return top, 0, bottom, column if alone else 0
    with_cells = alone and area.column.owner is Owner.PEOPLE
    return HEADER_ROW - 1, column, bottom if with_cells else HEADER_ROW - 1, column


def _hint(sheet: str, name: str, wording: Wording) -> Validation:
    text = wording.help(sheet, name)
    return {"input_message": text} if text else {}


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
