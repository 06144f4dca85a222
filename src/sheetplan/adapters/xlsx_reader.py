"""Reads a workbook into tables: values with python-calamine, formulas and errors with a scan of the XML.

calamine is ten times faster than openpyxl but gives blanks for error cells and says nothing about formulas.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.model.values import ErrorValue, Raw
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import view_of
from sheetplan.xlsx.book import Book, relationships
from sheetplan.xlsx.markup import attributes, prefix, unescape
from sheetplan.xlsx.notation import column_number
from sheetplan.xlsx.package import LIMIT, Package
from sheetplan.xlsx.refusal import At, WorkbookRefused
from sheetplan.xlsx.table import Table, read_table

_CODES = {"encrypted": "encrypted", "xls": "old-xls", "xlsb": "xlsb", "no-workbook": "not-a-workbook"}


def read_workbook(data: bytes, *, whole: bool = False) -> Snapshot:
    """Return every worksheet's cells with their formulas and tables marked; views are only named.

    Args:
        data: the file.
        whole: with the cells of the views as well.

    Raises:
        Refusal: the bytes are no workbook that can be read; the code says what they are.
    """
    try:
        with At("workbook"):
            sheets, views = _worksheets(data, whole=whole)
    except WorkbookRefused as refused:
        raise _refusal(data, refused) from refused
    import python_calamine as calamine  # noqa: PLC0415 - only where a workbook is read

    try:
        book = calamine.load_workbook(io.BytesIO(data))
        grids = tuple(_grid(book.get_sheet_by_name(sheet.name), sheet) for sheet in sheets)
    except (calamine.CalamineError, calamine.ZipError, calamine.XmlError, ValueError) as error:
        raise Refusal("damaged", detail=str(error)) from error
    return Snapshot(grids, hashlib.sha256(data).hexdigest(), views)


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
    return Refusal("damaged", detail=Phrase(("workbook_refusals", refused.reason)))


class Worksheet(NamedTuple):
    """The parts that describe one worksheet."""

    name: str
    xml: bytes
    tables: tuple[Table, ...]


def _worksheets(data: bytes, *, whole: bool) -> tuple[list[Worksheet], tuple[str, ...]]:
    """Return each worksheet's parts in the order of the tabs, and the names of the views among them."""
    package = Package(data)
    book = Book(package)
    for kind in ("sharedStrings", "styles"):
        part = book.related(kind)
        if part:
            package.check(part)  # calamine itself would unpack whatever there is
    names = [name for name, sheet in book.sheets.items() if sheet.kind == "worksheet"]
    read = [name for name in names if whole or not view_of(name)]
    sheets = [_worksheet(name, book.sheets[name].target, package) for name in read]
    return sheets, tuple(filter(view_of, names))


def _worksheet(name: str, part: str, package: Package) -> Worksheet:
    links = [link.target for link in relationships(package, part) if link.kind == "table"]
    return Worksheet(name, package.xml(part), tuple(read_table(link, package.xml(link)) for link in links))


def _grid(values: Any, sheet: Worksheet) -> Grid:
    rows: list[list[Raw]] = [
        # Most cells are texts or blank, which the first test settles without a call.
        [(value or None) if type(value) is str else _plain(value) for value in row]
        for row in values.to_python(skip_empty_area=False)
    ]
    for row, column, error in _errors(sheet.xml):
        while len(rows) < row:
            rows.append([])
        rows[row - 1].extend([None] * (column - len(rows[row - 1])))
        rows[row - 1][column - 1] = ErrorValue(error)
    return Grid(
        name=sheet.name,
        rows=tuple(map(tuple, rows)),
        formulas=frozenset(_formulas(sheet.xml)),
        tables=dict(map(_range, sheet.tables)),
    )


def _range(table: Table) -> tuple[str, tuple[int, int, int, int]]:
    """Return a table's name and its range from the row of the headings to the last row of data."""
    area = table.area
    return table.name, (area.top - (not table.headings), area.left, area.bottom - table.totals, area.right)


def _plain(value: Raw) -> Raw:
    """Return midnight as the day that was typed: calamine gives a time where the format shows one."""
    if type(value) is datetime and not (value.hour or value.minute or value.second or value.microsecond):
        return value.date()
    return value


def _formulas(xml: bytes) -> Iterator[tuple[int, int]]:
    """Yield row and column of each cell with a formula: far fewer than there are cells to look at."""
    p = prefix(xml)
    opening, cell = b"<%bf" % p, b"<%bc " % p
    at = xml.find(opening)
    while at >= 0:
        if xml[at + len(opening)] in _AFTER_A_NAME:  # else it only begins like one
            place = _place(xml[xml.rfind(cell, 0, at) + len(cell) : at])
            if place:
                yield place
        at = xml.find(opening, at + 1)


def _place(tag: bytes) -> tuple[int, int] | None:
    """Return row and column of a cell by its attributes."""
    name = tag[3 : tag.index(b'"', 3)] if tag.startswith(b'r="') else attributes(tag).get(b"r", b"")
    letters = name.rstrip(b"0123456789")
    return (int(name[len(letters) :]), column_number(letters.decode())) if letters else None


def _errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    if b't="e"' not in xml:
        return
    for tag, error in _ERROR_CELL.findall(xml):
        place = _place(tag)
        if place:
            yield *place, unescape(error)


_AFTER_A_NAME = b" />\t\r\n"
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s+([^>]*\bt="e"[^>]*)>(?:<(?:\w+:)?f\b.*?)?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
