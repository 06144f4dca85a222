"""Where a sheet must not be written: merged cells, array formulas, pivots, table headings."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sheetplan.xlsx.markup import attributes, children
from sheetplan.xlsx.references import Area, parse_area
from sheetplan.xlsx.refusal import WorkbookRefused
from sheetplan.xlsx.table import Table

from .moves import RowMove


class Region(NamedTuple):
    """An area that refuses edits, with the reason; a merged area lets its first cell be written."""

    area: Area
    reason: str


class Regions:
    """The areas of one sheet that refuse edits."""

    def __init__(self, regions: Iterable[Region], tables: Iterable[Table]) -> None:
        self.tables = tuple(tables)
        self._closed = tuple(regions)
        self._find()

    def replace(self, before: Table, after: Table) -> None:
        """Let a table that changed its size take the place of what it was."""
        self.tables = tuple(after if table == before else table for table in self.tables)
        self._find()

    def guard(self, row: int, column: int) -> None:
        """Return if the cell may be written; refuse otherwise."""
        for left, right, reason in self.in_row(row):
            if left <= column <= right:
                raise WorkbookRefused(reason)

    def guard_rows(self, first: int) -> None:
        """Return if all rows from a number on may be replaced; refuse otherwise."""
        for area, reason in self._regions:
            if area.bottom >= first:
                raise WorkbookRefused(reason, str(area))

    def guard_move(self, move: RowMove) -> None:
        """Return if rows may be inserted or deleted there; refuse otherwise."""
        for area, reason in self._closed:
            torn = area.top < move.first <= area.bottom if move.shift > 0 else _partly(area, move)
            if reason == "pivot" and area.bottom >= move.first:
                raise WorkbookRefused(reason, str(area))
            if reason == "array-formula" and torn:
                raise WorkbookRefused(reason, str(area))
        if move.shift < 0:
            for area, reason in _headings_and_totals(self.tables):
                if move.first <= area.bottom and area.top <= move.last:
                    raise WorkbookRefused(reason, str(area))
            for table in self.tables:
                data = table.area._replace(
                    top=table.area.top + table.headings, bottom=table.area.bottom - table.totals
                )
                if move.area(data) is None:
                    raise WorkbookRefused("rows-cannot-move", f"{table.name} would be empty")

    def moved(self, move: RowMove) -> "Regions":
        """The same areas where they lie after a move."""
        moved = (Region(area, reason) for found, reason in self._closed if (area := move.area(found)))
        tables = (table._replace(area=move.area(table.area) or table.area) for table in self.tables)
        return Regions(moved, tables)

    def in_data(self, row: int) -> bool:
        """Whether a row is one of a table's, neither heading nor totals."""
        areas = ((table, table.area) for table in self.tables)
        return any(area.top + table.headings <= row <= area.bottom - table.totals for table, area in areas)

    def obstacles(self, but: Table) -> list[Region]:
        """The areas that a table must not run into."""
        others = [Region(table.area, "table-overlap") for table in self.tables if table != but]
        return [*self._closed, *others]

    def _find(self) -> None:
        self._regions = (*self._closed, *_headings_and_totals(self.tables))
        self._last_row = max((area.bottom for area, _ in self._regions), default=0)
        self._by_row: dict[int, list[tuple[int, int, str]]] = {}

    def in_row(self, row: int) -> list[tuple[int, int, str]]:
        """The columns of a row, from one to another, that refuse edits, with the reason."""
        if row > self._last_row:
            return []  # most rows of most sheets
        if row not in self._by_row:
            crossing = (item for item in self._regions if item.area.top <= row <= item.area.bottom)
            self._by_row[row] = [
                (area.left + (reason == "merged" and row == area.top), area.right, reason)
                for area, reason in crossing
            ]
        return self._by_row[row]


def _partly(area: Area, move: RowMove) -> bool:
    """Whether a deletion takes some rows of an area and leaves others."""
    touched = area.top <= move.last and move.first <= area.bottom
    return touched and not (move.first <= area.top and area.bottom <= move.last)


def _headings_and_totals(tables: Iterable[Table]) -> Iterable[Region]:
    for table in tables:
        area = table.area
        if table.headings:
            yield Region(area._replace(bottom=area.top), "table-header")
        if table.totals:
            yield Region(area._replace(top=area.bottom), "table-totals")


def merged(tail: bytes) -> list[Region]:
    """The merged areas, from what follows the rows of a sheet."""
    if b"mergeCells" not in tail:
        return []
    found = next((part for part in children(tail) if part.local == b"mergeCells"), None)
    cells = children(tail, found.inner, found.inner_end) if found else ()
    return [Region(parse_area(cell.get(b"ref") or ""), "merged") for cell in cells]


def arrays(data: bytes, start: int, end: int, prefix: bytes) -> list[Region]:
    """The areas that array formulas and what-if tables fill, from between two positions of a sheet."""
    if data.find(b"array", start, end) < 0 and data.find(b"dataTable", start, end) < 0:
        return []
    tags = (attributes(match[1]) for match in _formula_tag(prefix).finditer(data, start, end))
    return [
        Region(parse_area(tag[b"ref"].decode()), "array-formula")
        for tag in tags
        if tag.get(b"t") in (b"array", b"dataTable") and b"ref" in tag
    ]


@lru_cache(maxsize=16)
def _formula_tag(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<%bf(\s[^>]*?)/?>" % re.escape(prefix))
