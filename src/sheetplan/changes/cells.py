"""What a change set does to single cells, with what stood there before."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.changes.change import ChangeSet, Mend, SetFormula, SetValue
from sheetplan.changes.compare import written
from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout


def changed_cells(changes: ChangeSet, snapshot: Snapshot, layout: Layout) -> Iterator[Mend]:
    """Yield each cell that a change set gives other content. Rewritten findings are no news to keep."""
    grids = {grid.name: grid for grid in snapshot.grids}
    every: tuple[SetValue | SetFormula, ...] = (*changes.values, *changes.formulas)
    for change in every:
        where = layout.sheets[change.sheet]
        column = SHEETS[change.sheet].columns()[change.column]
        before = grids[where.name].cell(*where.cell(change.key.row, change.column))
        after = written(change.value, column, layout.language)
        yield Mend(change.sheet, change.key, change.column, before, after, "")
    yield from changes.mends
