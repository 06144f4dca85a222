"""The rows of a sheet as they are exported: what people wrote, and in computed columns what was computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sheetplan.app.exports import ABOUT_ITSELF
from sheetplan.app.exports.words import said
from sheetplan.app.pipeline import Examined
from sheetplan.changes.arrivals import SIDES
from sheetplan.changes.lines import BESIDE
from sheetplan.language import wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.plan import Side
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


def sides_of(found: Examined, sheet: str) -> dict[tuple[str, str], Any]:
    """Return what stands beside the entries of a form, by entry and column."""
    where = found.parsed.layout.sheets[sheet]
    sides = {
        (entry, key): value
        for entry in where.entries
        for key, value in found.parsed.plan.sides.get((sheet, entry), Side())._asdict().items()
    }
    misread = {(row, key): raw for (at, row, key, _, raw, _) in found.parsed.misfits if at == sheet}
    raws = {(entry, key): misread.get((row, key)) for entry, row in where.entries.items() for key in BESIDE}
    whole = {place: raws[place] if value is None else value for place, value in sides.items()}
    return {place: value for place, value in whole.items() if value is not None}


def form_lines(
    found: Examined, sheet: str, show: Callable[[Any, Column, Examined], str] = said
) -> Iterator[list[str]]:
    """Yield a form as a list: its headings, then an entry a row, with what stands beside it."""
    where, words = found.parsed.layout.sheets[sheet], wording(found.language)
    yield [words.form_headings(key)[0] for key in ("item", "content", *BESIDE)]
    columns, beside = columns_of(sheet), sides_of(found, sheet)
    row = next(rows_of(found, sheet))
    for entry in where.entries:
        cells = [show(row.get(entry), columns[entry], found)] if entry in columns else [""]
        cells += [show(beside.get((entry, key)), SIDES[key], found) for key in BESIDE]
        if any(cells):
            yield [where.heading(entry), *cells]


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
