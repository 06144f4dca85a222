"""The numbers of an outline before the rows of a list: 1, 1.1, 1.2, 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sheetplan.table.cell import Grid
from sheetplan.table.recognition.headings import blank


def parents(grid: Grid, row: int, name: int) -> dict[int, int | None]:
    """Return of which row each row is a part, as 1.1 and 1.2 in an outline before the names are of 1."""
    for column in range(name - 1, 0, -1):
        cells = ((number, grid.cell(number, column)) for number in range(row + 1, len(grid.rows) + 1))
        codes = {
            number: f"{cell:g}" if isinstance(cell, float) else str(cell).strip().rstrip(".")
            for number, cell in cells
            if not blank(cell)
        }
        if any("." in code for code in codes.values()) and _counts_up([*codes.values()]):
            rows = {code: number for number, code in codes.items()}
            return {number: rows.get(code.rpartition(".")[0]) for number, code in codes.items()}
    return {}


def _counts_up(codes: Sequence[str]) -> bool:
    """Return whether codes are those of an outline, which counts up from 1 over 1.1 and 1.2 to 2."""
    if not all(map(_OUTLINE.fullmatch, codes)):
        return False
    parts = [tuple(map(int, code.split("."))) for code in codes]
    return parts[0][0] <= 1 and all(first < second for first, second in pairwise(parts))


_OUTLINE = re.compile(r"\d+(?:\.\d+)*")
