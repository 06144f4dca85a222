"""Cells of an open workbook, as a file would give them and as a hand would type them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import ErrorValue, Raw
from sheetplan.table.cell import Grid

if TYPE_CHECKING:  # importing xlwings takes longer than reading a workbook; whoever has a book has done it
    import xlwings

ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
NO_DAY = date(1899, 12, 30)
"""The day that Excel gives to a mere time."""
FORMULA_MARKS = ("=", "+", "-", "@")


def our_sheets() -> Mapping[str, bool]:
    """Return every name that a sheet of ours may bear, and whether formulas of ours stand on it."""
    return {
        fold(name): bool(row_type.columns_of(Owner.FORMULA))
        for sheet, row_type in SHEETS.items()
        for language in LANGUAGES
        for name in wording(language).sheet_names(sheet)
    }


def read_sheet(sheet: xlwings.Sheet, *, formulas: bool) -> Grid:
    """Return the cells of a sheet, with its tables and, where asked for, its formulas marked."""
    rows = values(sheet)
    tables = {table.name: _bounds(table.range) for table in sheet.tables}
    told = formulas and not (tables and all(_blank(rows, area) for area in tables.values()))
    return Grid(sheet.name, rows, frozenset(_formulas(sheet, rows)) if told else frozenset(), tables)


def _blank(rows: Sequence[Sequence[Raw]], area: tuple[int, int, int, int]) -> bool:
    """Return whether a table holds nothing but the zeros of its formulas: then nobody asks where they are."""
    top, left, bottom, right = area
    return all(cell in (None, 0) for row in rows[top:bottom] for cell in row[left - 1 : right])


def _used(sheet: xlwings.Sheet) -> xlwings.Range:
    return sheet.range((1, 1), sheet.used_range.last_cell)


def values(sheet: xlwings.Sheet) -> tuple[tuple[Raw, ...], ...]:
    """Return what stands in the cells of a sheet, from A1 on."""
    return values_of(_used(sheet))


def values_of(area: xlwings.Range) -> tuple[tuple[Raw, ...], ...]:
    """Return what stands in a range."""
    rows = area.options(ndim=2, err_to_str=True).value
    return tuple(tuple(map(_plain, row)) for row in rows)


def _formulas(sheet: xlwings.Sheet, rows: Sequence[Sequence[Raw]]) -> Iterator[tuple[int, int]]:
    """Yield the cells with formulas: those that begin with ``=`` and whose value does not say just that."""
    said = _used(sheet).formula
    lines = said if isinstance(said, tuple | list) else ((said,),)
    for number, (line, row) in enumerate(zip(lines, rows, strict=True), 1):
        for column, (text, value) in enumerate(zip(line, row, strict=True), 1):
            if isinstance(text, str) and text.startswith("=") and text != value:
                yield number, column


def _bounds(area: xlwings.Range) -> tuple[int, int, int, int]:
    last = area.last_cell
    return area.row, area.column, last.row, last.column


def _plain(value: Any) -> Raw:
    """Return a value as it would be read from the file."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return ErrorValue(value) if value in ERRORS else value
    if isinstance(value, datetime):
        if value.date() == NO_DAY:
            return value.time()
        return value.date() if value == datetime.combine(value, datetime.min.time()) else value
    return float(value) if isinstance(value, Decimal) else value


def typed(value: Raw) -> Any:
    """Return a value as Excel takes it from a hand: text stays text, a day is a moment."""
    if isinstance(value, str) and value.startswith(FORMULA_MARKS):
        return f"'{value}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, datetime.min.time())
    return value


def linked(place: str, text: Raw) -> str:
    """Return a formula that leads to a place, or the bare text where there is none."""
    if not place:
        return str(text or "")
    return '=HYPERLINK("#{}","{}")'.format(*(str(part).replace('"', '""') for part in (place, text)))


def fingerprint(grids: Iterable[Grid]) -> str:
    """Return a seal on everything that was read."""
    seal = hashlib.sha256()
    for grid in grids:
        seal.update(repr((grid.name, grid.rows, sorted(grid.tables))).encode())
    return seal.hexdigest()
