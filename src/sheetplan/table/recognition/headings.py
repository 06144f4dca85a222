"""Headings of strangers: in one row, or in two where the upper one says what several columns share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sheetplan.language import fold
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid

HEADER_ROWS = 40
"""Rows in which headings are looked for."""
LONGEST = 40
"""Characters from which a text is no heading but a word to the reader."""

Headings = Mapping[int, str]
"""What stands over each column."""


def blank(cell: Raw) -> bool:
    """Return whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def headings_at(grid: Grid, row: int) -> Iterator[Headings]:
    """Yield how a row may be read as headings: alone, and together with the row above it."""
    alone = _texts(grid, row)
    yield alone
    if row > 1:
        above = _shared(grid, row, alone)
        both = {
            column: " ".join(dict.fromkeys(filter(None, (above.get(column), alone.get(column)))))
            for column in sorted(above.keys() | alone.keys())
        }
        if above.keys() & alone.keys() and both != alone and not _is_data(grid, row):
            yield both


def found_at(said: Headings, heading: str) -> list[int]:
    """Return the columns over which a heading stands."""
    wanted = fold(heading)
    return [column for column, text in said.items() if fold(text) == wanted]


def _texts(grid: Grid, row: int) -> dict[int, str]:
    if not 0 < row <= len(grid.rows):
        return {}
    return {
        column: cell
        for column, cell in enumerate(grid.rows[row - 1], 1)
        if isinstance(cell, str) and cell.strip() and len(cell) <= LONGEST
    }


def _shared(grid: Grid, row: int, below: Headings) -> dict[int, str]:
    """Return what the row above says over each column, spread over the columns that share it."""
    said = _texts(grid, row - 1)
    for top, left, bottom, right in grid.merged:
        text = grid.cell(top, left)
        if top < row <= bottom + 1 and isinstance(text, str) and text.strip() and len(text) <= LONGEST:
            said |= dict.fromkeys(range(left, right + 1), text)
    if _repeat(below):
        for column in range(min(below), max(below) + 1):
            said.setdefault(column, said.get(column - 1, "") if column in below else "")
    return {column: text for column, text in said.items() if text}


def _is_data(grid: Grid, row: int) -> bool:
    """Return whether numbers or days stand in a row right below headings of their own."""
    return any(
        isinstance(grid.cell(row - 1, column), str) and area_of(grid, row - 1, column)[3] == column
        for column, cell in enumerate(grid.rows[row - 1], 1)
        if not blank(cell) and not isinstance(cell, str)
    )


def _repeat(said: Headings) -> bool:
    """Return whether the same headings stand there again and again, as under 计划 and 实际."""
    return len({fold(text) for text in said.values()}) < len(said)


def area_of(grid: Grid, row: int, column: int) -> tuple[int, int, int, int]:
    """Return the merged area that a cell is part of, or the cell alone."""
    for top, left, bottom, right in grid.merged:
        if top <= row <= bottom and left <= column <= right:
            return top, left, bottom, right
    return row, column, row, column


def filled(grid: Grid, row: int, columns: Sequence[int]) -> list[int]:
    """Return those of some columns in which a row shows something."""
    return [column for column in columns if not blank(grid.cell(row, column))]
