"""Values that people typed into computed cells: kept until the cell is emptied, and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from sheetplan.changes.change import ChangeSet, Mend
from sheetplan.changes.compare import same
from sheetplan.changes.lines import lines_of
from sheetplan.language import fold
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout

TYPED = "typed"
"""Marks in the journal a cell that was left alone, with what it would be held against."""

Name = tuple[str, str, str]
"""Sheet, id of the row, column."""


def suspects(cells: Iterable[Mend]) -> tuple[Mend, ...]:
    """Return the computed cells that hold something else than what shall be written.

    Most of them hold what was computed last time; only the journal knows which ones do not.
    """
    return tuple(cell for cell in cells if cell.key.id and cell.before not in (None, "") and _is_ours(cell))


def typed_over(cells: Iterable[Mend], last_written: Iterable[Mend]) -> Iterator[Mend]:
    """Yield the computed cells that hold neither what is computed nor what last stood there.

    Each is yielded with that as what comes after, to be written down. A cell of which nothing is known is
    taken for one that came along with a copied row.

    Args:
        cells: from `suspects`.
        last_written: what is known to have stood in cells without anybody typing it, the newest first.
    """
    wanted = {_name(cell): cell for cell in cells}
    for written in last_written:
        cell = wanted.pop(_name(written), None)
        if cell is not None and not _holds(cell, written.after):
            yield cell._replace(after=written.after, code=TYPED)
        if not wanted:
            return


def first_seen(cells: Iterable[Mend], snapshot: Snapshot, layout: Layout) -> Iterator[Mend]:
    """Yield what stood in cells when sheetplan first wrote into the workbook."""
    for sheet, wanted in groupby(sorted(cells, key=_sheet), _sheet):
        lines = lines_of(snapshot, layout, sheet, Owner.SHEETPLAN)
        for cell in wanted:
            line = lines.get(fold(cell.key.id))
            if line:
                yield cell._replace(after=line.cells.get(cell.column))


def without(changes: ChangeSet, cells: Iterable[Mend]) -> ChangeSet:
    """Return a change set that leaves some cells alone."""
    kept = {(cell.sheet, cell.key, cell.column) for cell in cells}
    values = tuple(
        change for change in changes.values if (change.sheet, change.key, change.column) not in kept
    )
    return replace(changes, values=values) if kept else changes


def _sheet(cell: Mend) -> str:
    return cell.sheet


def _is_ours(cell: Mend) -> bool:
    column = SHEETS[cell.sheet].columns().get(cell.column)
    return column is not None and column.owner is Owner.SHEETPLAN


def _name(cell: Mend) -> Name:
    return cell.sheet, cell.key.id, cell.column


def _holds(cell: Mend, written: Raw) -> bool:
    return same(cell.before, written)
