"""Where the rows of an adopted sheet stand, found anew at each reading: from headings, not positions."""

from __future__ import annotations

from collections.abc import Mapping

from sheetplan.model.row import Row
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import HOME
from sheetplan.table.cell import Adopted, Grid
from sheetplan.table.layout import Derived, SheetLayout
from sheetplan.table.recognition.blocks import Frame, blocks, frame_of
from sheetplan.table.recognition.on_its_side import turned_back
from sheetplan.table.recognition.strangers import Reader


def locate_foreign(grid: Grid, row_type: type[Row], adopted: Adopted) -> SheetLayout | None:
    """Return where the rows of an adopted sheet stand; None where its headings are not found any more."""
    seen = grid.turned() if adopted.turned else grid
    frame = frame_of(seen, adopted)
    found = _laid_out(seen, row_type, adopted, frame) if frame else None
    return turned_back(found, seen) if found and adopted.turned else found


def _laid_out(grid: Grid, row_type: type[Row], adopted: Adopted, frame: Frame) -> SheetLayout:
    """Return where the rows of an adopted sheet stand, below these headings wherever they are."""
    reader = Reader(grid, adopted, frame)
    found = [line for block in blocks(grid, adopted, frame) for line in reader.lines(block)]
    end = max([len(grid.rows), frame.row])
    rows: list[int] = []
    derived: dict[int, Mapping[str, Derived]] = {}
    for number, shift, cells in sorted(found, key=lambda line: (line[1], line[0])):
        place = number
        if shift:
            end = place = end + 1
        rows.append(place)
        derived[place] = cells
    last = max([number for number, *_ in found], default=frame.row)
    table = next((area for area in grid.tables.values() if area[0] == frame.row), None)
    columns = {
        key: column for key, column in frame.columns.items() if key in SHEETS[row_type.sheet].columns()
    }
    return SheetLayout(
        sheet=row_type.sheet,
        name=grid.name,
        header_row=frame.row,
        columns={
            reader.name: columns[reader.name],
            **dict.fromkeys(adopted.ways, _place_of_ways(frame)),
            **columns,
        },
        headings={key: frame.said.get(column, "") for key, column in columns.items()},
        entries={},
        rows=tuple(rows),
        last_row=max(last, table[2] if table else 0),
        given=adopted.given,
        derived=derived,
        foreign=True,
        units={key: int(per) for key, per in adopted.units.items()},
        currency=adopted.currency or HOME,
    )


def _place_of_ways(frame: Frame) -> int:
    """Return the column that stands for what is said without a heading of its own."""
    return frame.axis[0].column if frame.axis else min(frame.columns.values(), default=1)
