"""Reads a workbook into tables: values with python-calamine, all else with scans of the XML.

calamine is ten times faster than openpyxl but gives blanks for error cells and says nothing about formulas.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.model.undisturbed import undisturbed
from sheetplan.model.values import ErrorValue, Raw, Uncomputed
from sheetplan.table.adoption import NAMESPACE, loaded
from sheetplan.table.cell import Adopted, Grid, Snapshot
from sheetplan.table.layout import view_of
from sheetplan.xlsx.book import Book, custom_xml_part, relationship_id, relationships
from sheetplan.xlsx.markup import root, unescape
from sheetplan.xlsx.package import LIMIT, Package
from sheetplan.xlsx.preflight import check_entries, check_sheet, check_strings
from sheetplan.xlsx.refusal import TRAPS, At, WorkbookRefused
from sheetplan.xlsx.table import Table, read_table

from .scan import errors, formulas, hidden_rows, merged_areas

_CODES = {
    "encrypted": "encrypted",
    "xls": "old-xls",
    "xlsb": "xlsb",
    "ods": "ods",
    "no-workbook": "not-a-workbook",
}


def read_workbook(data: bytes, *, whole: bool = False) -> Snapshot:
    """Return every worksheet's cells with their formulas and tables marked; views are only named.

    Args:
        data: the file.
        whole: with the cells of the views as well.

    Raises:
        Refusal: the bytes are no workbook that can be read; the code says what they are.
    """
    try:
        with undisturbed(), At("workbook"):
            package = Package(data)
            check_entries(package.entries)
            book = Book(package)
            adopted = _adopted(package, book)
            theirs = {one.name for one in adopted}
            views = tuple(name for name in book.sheets if view_of(name) and name not in theirs)
            sheets = list(_worksheets(package, book, frozenset() if whole else frozenset(views)))
            names = dict(book.names())
    except WorkbookRefused as refused:
        raise _refusal(data, refused) from refused
    with undisturbed():
        grids = tuple(_grids(data, sheets))
    return Snapshot(grids, hashlib.sha256(data).hexdigest(), views, names, adopted)


class Worksheet(NamedTuple):
    """The parts that describe one worksheet."""

    name: str
    xml: bytes
    tables: tuple[Table, ...]
    hidden: bool
    plain: bool
    """Whether its cells are written as Excel writes them."""


def _grids(data: bytes, sheets: list[Worksheet]) -> Iterator[Grid]:
    import python_calamine as calamine  # noqa: PLC0415 - only where a workbook is read

    try:
        book = calamine.load_workbook(io.BytesIO(data))
        for sheet in sheets:
            yield _grid(book.get_sheet_by_name(sheet.name), sheet)
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, ValueError) as error:
        raise Refusal("damaged", detail=str(error)) from error


def _adopted(package: Package, book: Book) -> tuple[Adopted, ...]:
    """Return what the workbook keeps about sheets in a layout of their own."""
    part = custom_xml_part(package, book, NAMESPACE)
    if part is None:
        return ()
    xml = package.xml(part)
    note = root(xml)
    return loaded(unescape(xml[note.inner : note.inner_end]))


def _refusal(data: bytes, refused: WorkbookRefused) -> Refusal:
    if not data.strip(b"\0"):
        return Refusal("empty-file")
    if refused.reason == "too-big":
        return Refusal("too-large", limit=LIMIT >> 20)
    if refused.reason == "no-workbook" and b"xl/workbook.xml" in data:
        return Refusal("damaged", detail=refused.detail)
    if refused.reason in _CODES:
        return Refusal(_CODES[refused.reason])
    if refused.reason == "not-zip":
        return Refusal("damaged" if data[:2] == b"PK" else "not-a-workbook", detail=refused.detail)
    reason = Phrase(("workbook_refusals", refused.reason))
    trapped = refused.reason in TRAPS
    return (
        Refusal("trap", reason=reason, detail=refused.detail)
        if trapped
        else Refusal("damaged", detail=reason)
    )


def _worksheets(package: Package, book: Book, views: frozenset[str]) -> Iterator[Worksheet]:
    """Yield the parts of each worksheet but some views, in the order of the tabs."""
    for kind in ("sharedStrings", "styles"):
        part = book.related(kind)
        if part:  # calamine itself would unpack whatever there is
            check_strings(package.pieces(part), package.size(part))
    for item in book.elements(b"sheets"):
        sheet, name = book.links.get(relationship_id(item)), item.get(b"name") or ""
        if sheet and sheet.kind == "worksheet" and name not in views:
            links = [link.target for link in relationships(package, sheet.target) if link.kind == "table"]
            tables = tuple(read_table(part, package.xml(part)) for part in links)
            hidden = (item.get(b"state") or "visible") != "visible"
            xml = package.xml(sheet.target)
            with At(name):
                plain = check_sheet(xml)
            yield Worksheet(name, xml, tables, hidden, plain)


def _grid(values: Any, sheet: Worksheet) -> Grid:
    rows: list[list[Raw]] = [
        # Most cells are texts or blank, which the first test settles without a call.
        [(value or None) if type(value) is str else _plain(value) for value in row]
        for row in values.to_python(skip_empty_area=False)
    ]
    found = formulas(sheet.xml, plain=sheet.plain)
    for row, column in (place for place, computed in found.items() if not computed):
        _put(rows, row, column, Uncomputed())
    for row, column, error in errors(sheet.xml):
        _put(rows, row, column, ErrorValue(error))
    return Grid(
        name=sheet.name,
        rows=tuple(map(tuple, rows)),
        formulas=frozenset(found),
        tables=dict(map(_range, sheet.tables)),
        merged=merged_areas(sheet.xml),
        hidden_rows=hidden_rows(sheet.xml),
        hidden=sheet.hidden,
    )


def _put(rows: list[list[Raw]], row: int, column: int, value: Raw) -> None:
    """Put a value where calamine saw none."""
    while len(rows) < row:
        rows.append([])
    cells = rows[row - 1]
    cells.extend([None] * (column - len(cells)))
    if cells[column - 1] is None:
        cells[column - 1] = value


def _range(table: Table) -> tuple[str, tuple[int, int, int, int]]:
    """Return a table's name and its range from the row of the headings to the last row of data."""
    area = table.area
    return table.name, (area.top - (not table.headings), area.left, area.bottom - table.totals, area.right)


def _plain(value: Raw) -> Raw:
    """Return midnight as the day that was typed: calamine gives a time where the format shows one."""
    if type(value) is datetime and not (value.hour or value.minute or value.second or value.microsecond):
        return value.date()
    return value
