"""What two workbooks say differently: rows by id, columns by meaning, whatever their order and language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from sheetplan.changes.compare import same
from sheetplan.changes.lines import Line, lines_of
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout
from sheetplan.table.parse import find_choice


class Side(NamedTuple):
    """One of the two workbooks."""

    snapshot: Snapshot
    layout: Layout


class CellDifference(NamedTuple):
    """A cell that holds other content."""

    column: str
    before: Raw
    after: Raw


class RowDifference(NamedTuple):
    """A row that was added, removed or changed.

    Attributes:
        row: where it stands in the second workbook; in the first where it was removed.
        cells: what differs; all that is filled, where the whole row came or went.
        computed: how many computed cells differ too.
    """

    sheet: str
    label: str
    kind: Literal["added", "removed", "changed"]
    row: int
    cells: tuple[CellDifference, ...]
    computed: int = 0


def differences(before: Side, after: Side) -> Iterator[RowDifference]:
    """Yield what people wrote differently in the second workbook, sheet by sheet in the order of the tabs."""
    for sheet in SHEETS:
        if sheet == "findings":
            continue
        ours = lines_of(*before, sheet, *Owner)
        theirs = lines_of(*after, sheet, *Owner)
        for name in dict.fromkeys((*theirs, *ours)):
            found = _difference(sheet, ours.get(name), theirs.get(name))
            if found:
                yield found


def means_same(column: Column | None, first: Raw, second: Raw) -> bool:
    """Return whether two cells say the same, be it in two languages."""
    if same(first, second):
        return True
    if column is not None and isinstance(column.kind, Choice):
        keys = [find_choice(column.kind.choices, str(raw)) for raw in (first, second) if raw is not None]
        return len(keys) == 2 and None not in keys and keys[0] == keys[1]
    return False


def _difference(sheet: str, before: Line | None, after: Line | None) -> RowDifference | None:
    if before is None or after is None:
        line = before or after
        assert line is not None  # noqa: S101 - a name comes from one of the two
        whole = tuple(
            CellDifference(column, *((raw, None) if before else (None, raw)))
            for column, raw in _peoples(sheet, line).items()
        )
        return RowDifference(sheet, line.label, "removed" if before else "added", line.row, whole)
    columns = SHEETS[sheet].columns()
    differing = [
        CellDifference(column, before.cells.get(column), after.cells.get(column))
        for column in dict.fromkeys((*before.cells, *after.cells))
        if not means_same(columns.get(column), before.cells.get(column), after.cells.get(column))
    ]
    cells = tuple(cell for cell in differing if _is_peoples(sheet, cell.column))
    computed = len(differing) - len(cells)
    return RowDifference(sheet, after.label, "changed", after.row, cells, computed) if differing else None


def _peoples(sheet: str, line: Line) -> dict[str, Raw]:
    return {column: raw for column, raw in line.cells.items() if _is_peoples(sheet, column)}


def _is_peoples(sheet: str, column: str) -> bool:
    """Return whether people write a column; what stands beside the entries of a form is theirs too."""
    declared = SHEETS[sheet].columns().get(column)
    return declared is None or declared.owner is Owner.PEOPLE
