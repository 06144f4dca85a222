"""What a command did to a workbook, as the journal keeps it: every cell with what stood there before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sheetplan.changes.change import ChangeSet, SetFormula, SetRaw, SetValue
from sheetplan.changes.compare import written
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout


class CellChange(NamedTuple):
    """One cell, named by what people call it.

    Attributes:
        sheet: the key of the sheet.
        key: the id of the row; empty for a form, and for rows without one.
        row: the worksheet row at that time.
        column: the key of the column or entry.
        old: what stood there.
        new: what was written.
    """

    sheet: str
    key: str
    row: int
    column: str
    old: Raw
    new: Raw


class Deed(NamedTuple):
    """What was done, by which command."""

    command: str
    changes: tuple[CellChange, ...] = ()
    undoes: str = ""
    """The id of the journal entry that this one takes back."""


def deed(command: str, changes: ChangeSet, snapshot: Snapshot, layout: Layout) -> Deed:
    """Return what a change set does to the cells of a workbook. Rewritten findings are no news to keep."""
    return Deed(command, tuple(_cell_changes(changes, snapshot, layout)))


def _cell_changes(changes: ChangeSet, snapshot: Snapshot, layout: Layout) -> Iterator[CellChange]:
    grids = {grid.name: grid for grid in snapshot.grids}
    every: tuple[SetValue | SetFormula | SetRaw, ...] = (*changes.values, *changes.formulas, *changes.raws)
    for change in every:
        where = layout.sheets[change.sheet]
        row, column = where.cell(change.key.row, change.column)
        new = (
            change.raw
            if isinstance(change, SetRaw)
            else written(change.value, SHEETS[change.sheet].columns()[change.column], layout.language)
        )
        old = grids[where.name].cell(row, column)
        yield CellChange(change.sheet, change.key.id, row, change.column, old, new)
