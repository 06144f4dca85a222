"""Whether cells can be what a column of ours holds."""

from __future__ import annotations

from sheetplan.model.kinds import Kind, read_cell
from sheetplan.model.reading import Context
from sheetplan.model.values import Raw


def fits(kind: Kind, cell: Raw) -> bool:
    """Return whether a cell can be read as what a column holds, if perhaps after some mending."""
    reading = read_cell(kind, cell, _NOWHERE)
    return reading.value is not None or bool(reading.flaw and reading.flaw.suggestion)


_NOWHERE = Context(lambda *_: None, lambda *_: "")
