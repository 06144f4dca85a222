"""The rows of a sheet as they are exported: what people wrote, and in computed columns what was computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sheetplan.app.exports import ABOUT_ITSELF
from sheetplan.app.pipeline import Examined
from sheetplan.model.column import Column, Owner
from sheetplan.model.sheets import SHEETS


def exported_sheets(found: Examined, wanted: Sequence[str]) -> list[str]:
    """Return the sheets that are wanted, and there; without a wish, all that hold people's rows."""
    there = [sheet for sheet in SHEETS if sheet in found.parsed.layout.sheets and sheet != "findings"]
    if wanted:
        return [sheet for sheet in there if sheet in wanted]
    return [sheet for sheet in there if sheet not in ABOUT_ITSELF and any(rows_of(found, sheet))]


def columns_of(sheet: str) -> dict[str, Column]:
    """Return the columns of a sheet that are there for people."""
    return {key: column for key, column in SHEETS[sheet].columns().items() if not column.hidden}


def rows_of(found: Examined, sheet: str) -> Iterator[dict[str, Any]]:
    """Yield the filled cells of each row by column. What was not understood is given as it stands there.

    What is recorded unseen is among them: an approval that no longer holds must not come back to life.
    """
    columns = {
        key: column
        for key, column in SHEETS[sheet].columns().items()
        if column.owner is Owner.PEOPLE or not column.hidden
    }
    raws = {
        (misfit.row, misfit.column): misfit.raw for misfit in found.parsed.misfits if misfit.sheet == sheet
    }
    rows = found.parsed.plan.rows(sheet)
    records = found.outcome.records(sheet) or (None,) * len(rows)
    entries = found.parsed.layout.sheets[sheet].entries
    for row, record in zip(rows, records, strict=True):
        cells = {}
        for key, column in columns.items():
            value = getattr(row if column.owner is Owner.PEOPLE else record, key, None)
            if value is None:
                value = raws.get((entries.get(key, row.row), key))
            if value is not None:
                cells[key] = value
        yield cells
