"""Repairs of people's cells that change their form and not their meaning, and the way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from sheetplan.changes.change import Mend, RowKey
from sheetplan.changes.compare import same
from sheetplan.engine.outcome import Outcome
from sheetplan.language import fold
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw, Value
from sheetplan.rules.entries import FLAWS
from sheetplan.rules.selection import MISSING_ID
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import SheetLayout
from sheetplan.table.parse import Misfit, Parsed

CODES = {flaw: code for code, flaw, *_ in FLAWS}
"""The rule that speaks of each flaw of a cell."""


def repairs(snapshot: Snapshot, parsed: Parsed, outcome: Outcome) -> tuple[Mend, ...]:
    """Return every safe repair of a workbook, in the order of sheets, rows and columns.

    A cell that holds a formula is its author's business.
    """
    grids = {grid.name: grid for grid in snapshot.grids}
    mends = [*_misfits(parsed), *_missing_ids(parsed, outcome)]
    typed = (mend for mend in mends if _place(mend, parsed) not in _grid(mend, parsed, grids).formulas)
    return tuple(sorted(typed, key=lambda mend: _order(mend, parsed)))


def reversal(mends: Iterable[Mend], snapshot: Snapshot, parsed: Parsed) -> Iterator[tuple[Mend, bool]]:
    """Yield the way back of each repair, and whether it is still open.

    Rows may have moved since; they are found by their ids. A cell that holds anything else by now is
    somebody's newer word, and stays.
    """
    grids = {grid.name: grid for grid in snapshot.grids}
    for mend in mends:
        back = _reversed(mend, parsed)
        if mend.sheet not in parsed.layout.sheets:
            yield back, False
            continue
        stands = _grid(back, parsed, grids).cell(*_place(back, parsed))
        yield back, same(stands, mend.after)


def _misfits(parsed: Parsed) -> Iterator[Mend]:
    for misfit in parsed.misfits:
        repair = misfit.flaw.repair
        if repair is not None:
            yield Mend(
                misfit.sheet, _key(misfit), misfit.column, misfit.raw, _held(repair), CODES[misfit.flaw.code]
            )


def _missing_ids(parsed: Parsed, outcome: Outcome) -> Iterator[Mend]:
    for (sheet, row), code in outcome.ids.items():
        column, where = SHEETS[sheet].key, parsed.layout.sheets[sheet]
        if column in where.columns and not where.foreign:
            yield Mend(sheet, RowKey(code, row), column, None, code, MISSING_ID)


def _key(misfit: Misfit) -> RowKey:
    return RowKey(misfit.key, misfit.row)


def _held(value: Value) -> Raw:
    """Return a repaired value as a cell holds it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, tuple):
        raise TypeError("a list is no content of a cell")
    return value


def _reversed(mend: Mend, parsed: Parsed) -> Mend:
    row = _row(mend, parsed) if mend.sheet in parsed.layout.sheets else mend.key.row
    return mend._replace(key=mend.key._replace(row=row), before=mend.after, after=mend.before)


def _row(mend: Mend, parsed: Parsed) -> int:
    """Return the worksheet row that a repaired row stands in by now."""
    where, wanted = parsed.layout.sheets[mend.sheet], fold(mend.key.id)
    if SHEETS[mend.sheet].shape is Shape.FORM:
        rows = (row for entry, row in where.entries.items() if fold(where.heading(entry)) == wanted)
    else:
        rows = (row.row for row in parsed.plan.rows(mend.sheet) if wanted and fold(row.id) == wanted)
    return next(rows, mend.key.row)


def _place(mend: Mend, parsed: Parsed) -> tuple[int, int]:
    return _where(mend, parsed).cell(mend.key.row, mend.column)


def _where(mend: Mend, parsed: Parsed) -> SheetLayout:
    return parsed.layout.sheets[mend.sheet]


def _grid(mend: Mend, parsed: Parsed, grids: dict[str, Grid]) -> Grid:
    return grids[_where(mend, parsed).name]


def _order(mend: Mend, parsed: Parsed) -> tuple[int, int, int]:
    return list(SHEETS).index(mend.sheet), *_place(mend, parsed)
