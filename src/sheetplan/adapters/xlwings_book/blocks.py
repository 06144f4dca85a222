"""Scattered cells as few rectangles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sheetplan.model.values import ErrorValue, Raw
from sheetplan.table.cell import Grid


class Block(NamedTuple):
    """A rectangle of cells to write at once."""

    row: int
    column: int
    cells: list[list[Raw]]


def blocks(cells: Mapping[tuple[int, int], Raw], ours: set[int], grid: Grid) -> Iterator[Block]:
    """Yield rectangles that cover the cells; what they cover besides is ours and is written as it stands."""
    own = sorted({column for _, column in cells} & ours)
    for columns in runs(own):
        rows = sorted({row for row, column in cells if column in columns})
        yield from _filled(cells, rows, columns, grid)
    others = {place: raw for place, raw in cells.items() if place[1] not in ours}
    for column in sorted({column for _, column in others}):
        for run in runs(sorted(row for row, number in others if number == column)):
            yield Block(run[0], column, [[others[row, column]] for row in run])


def _filled(
    cells: Mapping[tuple[int, int], Raw], rows: Sequence[int], columns: Sequence[int], grid: Grid
) -> Iterator[Block]:
    """Yield one rectangle, parted where a formula or an error stands in between."""

    def keeps(row: int) -> bool:
        places = ((row, column) for column in columns if (row, column) not in cells)
        return all(
            place not in grid.formulas and not isinstance(grid.cell(*place), ErrorValue) for place in places
        )

    for run in runs([row for row in range(rows[0], rows[-1] + 1) if keeps(row)]):
        wanted = [[cells.get((row, column), grid.cell(row, column)) for column in columns] for row in run]
        yield Block(run[0], columns[0], wanted)
    for row in rows:
        if not keeps(row):
            for column in columns:
                if (row, column) in cells:
                    yield Block(row, column, [[cells[row, column]]])


def runs(numbers: Sequence[int]) -> Iterator[range]:
    """Yield the runs of consecutive numbers."""
    start = 0
    for index, number in enumerate(numbers):
        if index + 1 == len(numbers) or numbers[index + 1] != number + 1:
            yield range(numbers[start], number + 1)
            start = index + 1
