"""Checks of merged areas and tables."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from .parts import Book, Box, Fault, Place, Sheet, box, named, number, text_of
from .workbook import is_name

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Table(NamedTuple):
    """A table with the sheet it stands on."""

    sheet: Sheet
    part: str
    root: etree._Element

    @property
    def name(self) -> str:
        """The name used in formulas."""
        return self.root.get("displayName", "")

    @property
    def area(self) -> Box | None:
        """Where the table lies."""
        return box(self.root.get("ref", ""))

    @property
    def headings(self) -> int:
        """How many heading rows it has."""
        return number(self.root.get("headerRowCount"), 1)

    @property
    def columns(self) -> list[str]:
        """The column names."""
        return [item.get("name", "") for item in self.root.iter("{*}tableColumn")]


def merge_faults(_: Book, sheet: Sheet) -> Iterator[Fault]:
    """Yield merged areas that share a cell."""
    merges = sorted(sheet.merges)
    for index, first in enumerate(merges):
        for second in merges[index + 1 :]:
            if second.top > first.bottom:
                break
            if first.overlaps(second):
                yield Fault("merge-overlap", sheet.part, f"row {second.top}")


def table_faults(book: Book) -> Iterator[Fault]:
    """Yield faults of every table, alone and among the others."""
    tables = list(_tables(book))
    for title, count in Counter(table.name.lower() for table in tables).items():
        if count > 1:
            yield Fault("table-name-twice", book.part, title)
    for identifier, count in Counter(table.root.get("id", "") for table in tables).items():
        if count > 1:
            yield Fault("table-id-twice", book.part, identifier)
    for table in tables:
        yield from _name_faults(book, table)
        yield from _shape_faults(table)
        yield from _heading_faults(book, table)
        yield from _neighbour_faults(table, tables)


def _tables(book: Book) -> Iterator[Table]:
    for sheet in book.sheets:
        for link in sheet.links.values():
            if link.kind == "table" and link.target and book.has(link.target):
                yield Table(sheet, link.target, book.xml(link.target))


def _name_faults(book: Book, table: Table) -> Iterator[Fault]:
    if (table.name.lower(), None) in book.names:
        yield Fault("table-name-is-a-name", table.part, table.name)
    if not is_name(table.name):
        yield Fault("table-name", table.part, table.name)


def _shape_faults(table: Table) -> Iterator[Fault]:
    area, columns = table.area, table.columns
    if area is None:
        yield Fault("table-reference", table.part, table.root.get("ref", ""))
        return
    if len(columns) != area.right - area.left + 1:
        yield Fault("table-width", table.part, f"{len(columns)} columns, {table.root.get('ref')}")
    if len({column.lower() for column in columns}) != len(columns):
        yield Fault("table-column-twice", table.part)
    if area.bottom - area.top + 1 <= table.headings + number(table.root.get("totalsRowCount")):
        yield Fault("table-without-rows", table.part)


def _heading_faults(book: Book, table: Table) -> Iterator[Fault]:
    area = table.area
    if area is None or not table.headings:
        return
    for column, title in enumerate(table.columns, area.left):
        shown = _text(book, table.sheet.cells.get(Place(area.top, column)))
        if shown is None or _readable(shown) != _readable(title):
            yield Fault("table-heading", table.part, f"{title} but the cell shows {shown}")


def _text(book: Book, cell: etree._Element | None) -> str | None:
    if cell is None:
        return None
    if cell.get("t") == "inlineStr":
        return text_of(cell)
    value = next((item.text or "" for item in named(cell, "v")), None)
    if cell.get("t") == "s" and number(value, -1) in range(len(book.strings)):
        return book.strings[number(value)]
    return value if cell.get("t") == "str" else None


def _readable(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _neighbour_faults(table: Table, tables: list[Table]) -> Iterator[Fault]:
    area = table.area
    if area is None:
        return
    others = [other for other in tables if other.sheet is table.sheet and other.part < table.part]
    if any(other.area and area.overlaps(other.area) for other in others):
        yield Fault("table-overlap", table.part)
    if any(area.overlaps(merge) for merge in table.sheet.merges):
        yield Fault("table-over-merge", table.part)
    if table.sheet.filter and area.overlaps(table.sheet.filter):
        yield Fault("table-over-filter", table.part)
