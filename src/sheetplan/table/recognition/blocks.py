"""Where a stranger's headings stand, and where they stand again, below and beside the first ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.values import Raw
from sheetplan.table.cell import Adopted, Grid
from sheetplan.table.layout import Derived
from sheetplan.table.recognition.axis import FEWEST, Point, axis_at
from sheetplan.table.recognition.headings import (
    HEADER_ROWS,
    LONGEST,
    Headings,
    area_of,
    blank,
    filled,
    found_at,
    headings_at,
)
from sheetplan.table.recognition.ways import ACROSS, BESIDE, SPANS
from sheetplan.table.recognition.years import NOTHING, Since

NAMES: Mapping[str, str] = {"tasks": "title", "budget": "item", "metrics": "metric"}
"""The column in which the rows of a sheet are named."""
GROUPS: Mapping[str, str] = {"tasks": "stage", "budget": "category"}
"""The column that says which rows belong together."""


WIDE = 6
"""Columns in which a title may stand over a table."""


class Frame(NamedTuple):
    """Where the headings of a stranger's first table stand.

    Attributes:
        columns: of every column that has a heading, and of the names.
        axis: the time that is laid out beside or above them.
        since: what else is known of that time.
    """

    row: int
    columns: Mapping[str, int]
    said: Headings
    axis: tuple[Point, ...] = ()
    since: Since = NOTHING


class Block(NamedTuple):
    """One of the tables of a sheet, all of which bear the same headings.

    Attributes:
        shift: how many columns it stands to the right of the first one.
        title: what it is about, and where that is said.
        width: how many columns further the next one begins; 0 where none stands beside it.
    """

    row: int
    shift: int
    axis: tuple[Point, ...]
    title: Derived
    last: int = 0
    width: int = 0


def frame_of(grid: Grid, adopted: Adopted) -> Frame | None:
    """Return where the headings of an adopted sheet stand: the row that bears the most of them."""
    needed = {
        key: text
        for key, text in adopted.headings.items()
        if adopted.ways.get(key, "") not in (*ACROSS, "total")
    }
    across = not BESIDE.isdisjoint(adopted.ways.values())
    repeated = {fold(text) for key, text in adopted.headings.items() if key not in needed}
    since = Since(adopted.first_day)
    best: Frame | None = None
    most = min(1, len(needed) - 1)
    for row in range(1, min(len(grid.rows), HEADER_ROWS) + 1):
        for said in headings_at(grid, row):
            columns = _columns(said, needed, adopted.ways)
            there = {fold(str(cell)) for cell in grid.rows[row - 1]} if repeated else set()
            known = len(columns) + len(repeated & there)
            axis = axis_near(grid, row, since) if across and known > most else ()
            if known > most and (axis or not across):
                best, most = Frame(row, columns, said, axis, since), known
    if best is None:
        return None
    best = best._replace(columns={**best.columns, **dict(_totals(grid, best.row, adopted))})
    name = NAMES.get(adopted.sheet, "")
    if name in best.columns:
        return best
    column = name_column(grid, best) if name else None
    return best._replace(columns={**best.columns, name: column}) if column else None


def _columns(said: Headings, needed: Mapping[str, str], ways: Mapping[str, str]) -> dict[str, int]:
    taken: dict[str, int] = {}
    for key, heading in needed.items():
        free = (one for one in found_at(said, heading) if one not in taken.values() or ways.get(key) in SPANS)
        column = next(free, None)
        if column:
            taken[key] = column
    return taken


def _totals(grid: Grid, row: int, adopted: Adopted) -> Iterator[tuple[str, int]]:
    """Yield the columns that sum up others, whose heading may only stand over the first table."""
    for key in (key for key, way in adopted.ways.items() if way == "total"):
        wanted = fold(adopted.headings.get(key, ""))
        for above in range(row, 0, -1):
            cells = enumerate(grid.rows[above - 1], 1)
            column = next((at for at, cell in cells if isinstance(cell, str) and fold(cell) == wanted), None)
            if column:
                yield key, column
                break


def axis_near(grid: Grid, row: int, since: Since = NOTHING) -> tuple[Point, ...]:
    """Return the time that is laid out in a row of headings, or in the row above or below it."""
    for near in (row, row - 1, row + 1):
        axis = axis_at(grid, near, since)
        if axis and (near == row or not _headed(grid, near, row, axis[0].column)):
            return axis
    return ()


def _headed(grid: Grid, near: int, row: int, before: int) -> bool:
    """Return whether a row has headings of its own to the left of its axis."""
    places = filled(grid, near, range(1, before))
    return any(area_of(grid, near, column) != area_of(grid, row, column) for column in places)


def name_column(grid: Grid, frame: Frame) -> int | None:
    """Return the column of texts to the left of all numbers and marks, where no heading tells of one."""
    places = (*frame.columns.values(), *(point.column for point in frame.axis))
    for column in range(min(places, default=1) - 1, 0, -1):
        heading = grid.cell(frame.row, column)
        cells = beneath(grid, frame.row, column)
        texts = sum(isinstance(cell, str) for cell in cells)
        if (blank(heading) or (isinstance(heading, str) and len(heading) <= LONGEST)) and texts >= max(
            3, 0.8 * len(cells)
        ):
            return column
    return None


def beneath(grid: Grid, row: int, column: int) -> list[Raw]:
    """Return what stands below a heading, as far as one looks."""
    cells = (grid.cell(number, column) for number in range(row + 1, row + 1 + HEADER_ROWS))
    return [cell for cell in cells if not blank(cell)]


def blocks(grid: Grid, adopted: Adopted, frame: Frame) -> tuple[Block, ...]:
    """Return the first table and all that bear the same headings, each with the row on which it ends."""
    name = frame.columns.get(NAMES.get(adopted.sheet, ""), 1)
    found = [_block(grid, name, frame.row, 0, frame.axis)]
    axis_row = _axis_row(grid, frame) if frame.axis else 0
    for row in range(1, len(grid.rows) + 1):
        for shift, axis in _repeated(grid, adopted, frame, axis_row, row):
            if (row, shift) != (frame.row, 0):
                found.append(_block(grid, name, row, shift, axis))
    gaps = [abs(one.shift - other.shift) for one in found for other in found if one.shift != other.shift]
    return tuple(one._replace(last=_last_row(grid, one, found), width=min(gaps, default=0)) for one in found)


def _repeated(
    grid: Grid, adopted: Adopted, frame: Frame, axis_row: int, row: int
) -> Iterator[tuple[int, tuple[Point, ...]]]:
    """Yield where a row bears the headings again, as the columns that lie between."""
    if frame.axis:
        labels = [fold(point.label) for point in frame.axis[:FEWEST]]
        at_row = axis_at(grid, row - frame.row + axis_row, frame.since)
        if at_row and [fold(point.label) for point in at_row[:FEWEST]] == labels:
            yield at_row[0].column - frame.axis[0].column, frame.axis if row == frame.row else at_row
        return
    name = NAMES.get(adopted.sheet, "")
    sign = {column: fold(frame.said[column]) for key, column in frame.columns.items() if key != name}
    if len(sign) < 2 and name in frame.columns:
        sign[frame.columns[name]] = fold(frame.said.get(frame.columns[name], ""))
    first = min(sign, default=0)
    alone = next(headings_at(grid, row))
    for said in headings_at(grid, row):
        shifts = [column - first for column in found_at(said, frame.said.get(first, ""))]
        hits = [
            shift
            for shift in shifts
            if any(column + shift in alone for column in sign)
            and all(fold(said.get(column + shift, "")) == text for column, text in sign.items())
        ]
        if hits:
            yield from ((shift, ()) for shift in hits)
            return


def _axis_row(grid: Grid, frame: Frame) -> int:
    near = (frame.row, frame.row - 1, frame.row + 1)
    return next(row for row in near if axis_at(grid, row, frame.since) == frame.axis)


def _block(grid: Grid, name: int, row: int, shift: int, axis: tuple[Point, ...]) -> Block:
    """Return a table with what stands over its names."""
    heading = grid.cell(row, name + shift)
    title = heading.strip() if isinstance(heading, str) and heading.strip() else None
    return Block(row, shift, axis, Derived(title, row, name + shift))


def _last_row(grid: Grid, block: Block, found: Sequence[Block]) -> int:
    """Return the row before the next table beneath, or the last one of its Excel Table."""
    table = next(
        (
            area
            for area in grid.tables.values()
            if area[0] == block.row and area[1] <= block.title.column <= area[3]
        ),
        None,
    )
    if table:
        return table[2]
    below = [one.row for one in found if one.row > block.row and one.shift == block.shift]
    return min(below, default=len(grid.rows) + 1) - 1


def title_above(grid: Grid, block: Block) -> Derived | None:
    """Return the text that stands alone in the row above a table, if one does."""
    first = block.title.column if block.width else 1
    places = filled(grid, block.row - 1, range(first, block.title.column + (block.width or WIDE)))
    raw = grid.cell(block.row - 1, places[0]) if len(places) == 1 else None
    return (
        Derived(raw.strip(), block.row - 1, places[0])
        if isinstance(raw, str) and len(raw) <= LONGEST
        else None
    )
