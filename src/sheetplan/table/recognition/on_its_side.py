"""Tables on their side: headings in a column, and each row of ours a column of theirs."""

from __future__ import annotations

from sheetplan.table.cell import Grid
from sheetplan.table.layout import Derived, SheetLayout


def turned_back(found: SheetLayout, seen: Grid) -> SheetLayout:
    """Return where the rows of a table stand in the worksheet that was turned to read it.

    They are numbered beyond its last row, as those of tables beside the first one are, and every cell says
    where it is.

    Args:
        found: where the rows stand in the turned sheet.
        seen: the turned sheet.
    """
    last = max(map(len, seen.rows), default=0)
    derived = {}
    for number, row in enumerate(found.rows, last + 1):
        own = {key: Derived(seen.cell(row, column), row, column) for key, column in found.columns.items()}
        cells = {**own, **found.derived.get(row, {})}
        derived[number] = {key: Derived(raw, column, line) for key, (raw, line, column) in cells.items()}
    return found._replace(
        header_row=next(iter(found.columns.values())),
        columns=dict.fromkeys(found.columns, found.header_row),
        rows=tuple(derived),
        last_row=last,
        derived=derived,
    )
