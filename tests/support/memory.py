"""A workbook in memory: takes a change set as a file would."""

from __future__ import annotations

from sheetplan.changes.change import ChangeSet
from sheetplan.changes.compare import written
from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import Layout


def applied(snapshot: Snapshot, changes: ChangeSet, layout: Layout) -> Snapshot:
    """The workbook with the values of a change set in their cells."""
    cells = {grid.name: [list(row) for row in grid.rows] for grid in snapshot.grids}
    for change in changes.values:
        where = layout.sheets[change.sheet]
        place = where.place(change.key.row, change.column)
        row = cells[where.name][place.row - 1]
        row.extend([None] * (place.column - len(row)))
        column = SHEETS[change.sheet].columns()[change.column]
        row[place.column - 1] = written(change.value, column, layout.language)
    for mend in changes.mends:
        where = layout.sheets[mend.sheet]
        row_number, column_number = where.cell(mend.key.row, mend.column)
        sheet = cells[where.name]
        sheet.extend([] for _ in range(row_number - len(sheet)))
        sheet[row_number - 1].extend([None] * (column_number - len(sheet[row_number - 1])))
        sheet[row_number - 1][column_number - 1] = mend.after
    grids = (
        Grid(grid.name, tuple(map(tuple, cells[grid.name])), grid.formulas, grid.tables)
        for grid in snapshot.grids
    )
    return Snapshot(tuple(grids), snapshot.fingerprint)
