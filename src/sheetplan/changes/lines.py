"""The rows of a workbook as people know them: by their ids, with what stands in each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.column import Owner
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import Layout, SheetLayout

BESIDE = ("responsible", "due", "note")
"""What stands beside the entries of a form."""


class Line(NamedTuple):
    """A row of a table, or an entry of a form with what stands beside it.

    Attributes:
        name: what tells the row from the others of its sheet, however it is written.
        label: the same as people wrote it.
        row: the worksheet row.
        cells: content by column; only those that hold something.
        formulas: the columns in which a formula stands.
    """

    name: str
    label: str
    row: int
    cells: Mapping[str, Raw]
    formulas: frozenset[str]


def lines_of(snapshot: Snapshot, layout: Layout, sheet: str, *owners: Owner) -> dict[str, Line]:
    """Return the rows of a sheet by name, with the columns of some owners; none where it is missing."""
    where = layout.sheets.get(sheet)
    if where is None:
        return {}
    grid = next(grid for grid in snapshot.grids if grid.name == where.name)
    return {line.name: line for line in _numbered(_lines(grid, where, owners or (Owner.PEOPLE,)))}


def free_rows(snapshot: Snapshot, where: SheetLayout | None) -> Iterator[int]:
    """Yield the rows beneath the last one of a table in which nothing stands, without end."""
    if where is None or where.entries or (where.rows and where.rows[-1] > where.last_row):
        return  # beside or on its side, a table has no room beneath
    grid: Grid = next(grid for grid in snapshot.grids if grid.name == where.name)
    row = where.rows[-1] if where.rows else where.header_row
    while True:
        row += 1
        if all(grid.cell(row, column) in (None, "") for column in where.columns.values()):
            yield row


def _lines(grid: Grid, where: SheetLayout, owners: tuple[Owner, ...]) -> Iterator[Line]:
    row_type = SHEETS[where.sheet]
    columns = row_type.columns_of(*owners)
    if row_type.shape is Shape.FORM:
        beside = [column for column in BESIDE if column in where.columns]
        for entry, row in where.entries.items():
            wanted = ([entry] if entry in columns else []) + beside
            yield _line(grid, where, row, wanted)._replace(name=entry, label=where.heading(entry))
        return
    present = [name for name in columns if name in where.columns]
    identity = [row_type.key or next(iter(row_type.columns_of(Owner.PEOPLE)))]
    for row in where.rows:
        label = next((str(raw) for name in identity if (raw := grid.cell(*where.cell(row, name)))), "")
        yield _line(grid, where, row, present)._replace(name=fold(label), label=label)


def _line(grid: Grid, where: SheetLayout, row: int, columns: Iterable[str]) -> Line:
    places = {column: where.cell(row, column) for column in columns}
    cells = {column: grid.cell(*place) for column, place in places.items()}
    filled = {column: raw for column, raw in cells.items() if raw not in (None, "")}
    formulas = frozenset(column for column, place in places.items() if place in grid.formulas)
    return Line("", "", row, filled, formulas)


def _numbered(lines: Iterable[Line]) -> Iterator[Line]:
    """Tell rows of the same name apart by which of them comes first."""
    seen: Counter[str] = Counter()
    for line in lines:
        seen[line.name] += 1
        yield line._replace(name=f"{line.name}#{seen[line.name]}") if seen[line.name] > 1 else line
