"""What stands in the tables once a run is through, as the workbook's own formulas see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Protocol

from sheetplan.changes.compare import word, written
from sheetplan.engine.outcome import Outcome
from sheetplan.model.column import Owner
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import ErrorValue, Raw
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import SheetLayout
from sheetplan.table.parse import Parsed

Cell = str | float | bool | None
"""A cell as formulas see it: days are numbers, and nothing is None."""


class Computed(Protocol):
    """What is computed from the tables: a part of a view."""

    @property
    def view(self) -> str:
        """Return the view it stands in."""
        ...

    @property
    def name(self) -> str:
        """Return its name there."""
        ...

    @property
    def compute(self) -> Callable[[Standing], Iterable[Sequence[Cell]]]:
        """Return what gives its rows."""
        ...


class Standing:
    """The tables of a workbook, people's cells as they typed them and the computed ones as they will be."""

    def __init__(self, snapshot: Snapshot, parsed: Parsed, outcome: Outcome, today: date) -> None:
        self._grids = {grid.name: grid for grid in snapshot.grids}
        self._parsed = parsed
        self._outcome = outcome
        self._today = today
        self._columns: dict[tuple[str, str], tuple[Cell, ...]] = {}
        self._parts: dict[tuple[str, str], tuple[Sequence[Cell], ...]] = {}

    @property
    def language(self) -> str:
        """Return the language of the workbook."""
        return self._parsed.layout.language

    @cached_property
    def day(self) -> float:
        """Return the day at which views are measured: the one on 设置, or else today."""
        stated = number(self.entry("settings", "status_date"))
        return _serial(self._today) if stated is None else stated

    def column(self, sheet: str, name: str) -> tuple[Cell, ...]:
        """Return the cells of a column from the first row of its table to the last, blank ones included."""
        key = sheet, name
        if key not in self._columns:
            where = self._parsed.layout.sheets.get(sheet)
            self._columns[key] = self._cells(where, name) if where else ()
        return self._columns[key]

    def entry(self, form: str, name: str) -> Cell:
        """Return the content of a form's entry."""
        where = self._parsed.layout.sheets.get(form)
        if where is None or name not in where.entries:
            return None
        if SHEETS[form].columns()[name].owner is Owner.PEOPLE:
            return _seen(self._grids[where.name].cell(*where.cell(0, name)))
        return self._computed(form, name)[0]

    def word(self, choices: str, key: str) -> str:
        """Return the word for a choice, as it is written in this workbook."""
        return word(self.language, choices, key)

    def values(self, part: Computed) -> tuple[Sequence[Cell], ...]:
        """Return the rows of a part of a view, computed once."""
        key = part.view, part.name
        if key not in self._parts:
            self._parts[key] = tuple(part.compute(self))
        return self._parts[key]

    def _cells(self, where: SheetLayout, name: str) -> tuple[Cell, ...]:
        row_type, grid = SHEETS[where.sheet], self._grids[where.name]
        last_row = _last_row(where, grid, row_type.table)
        if name not in where.columns:  # somebody renamed its heading; its neighbours are as long as ever
            return (None,) * (last_row - where.header_row)
        first = where.header_row + 1
        typed = grid.column(where.columns[name], first, last_row)
        computed = dict(self._standing(where, name))
        if not computed:
            return tuple(map(_seen, typed))
        return tuple(computed[row] if row in computed else _seen(raw) for row, raw in enumerate(typed, first))

    def _standing(self, where: SheetLayout, name: str) -> Iterable[tuple[int, Cell]]:
        """Yield the rows whose value comes from the outcome, not from the cell."""
        column, grid = SHEETS[where.sheet].columns()[name], self._grids[where.name]
        if name == SHEETS[where.sheet].key:
            yield from ((row, new) for (sheet, row), new in self._outcome.ids.items() if sheet == where.sheet)
        if column.owner is Owner.PEOPLE:
            return
        if column.owner is Owner.SHEETPLAN:
            yield from ((row, None) for row in range(where.header_row + 1, where.last_row + 1))
        for row, value in zip(where.rows, self._computed(where.sheet, name), strict=False):
            place = row, where.columns[name]
            typed_over = place not in grid.formulas and grid.cell(*place) not in (None, "")
            if column.owner is Owner.SHEETPLAN or not typed_over:
                yield row, value

    def _computed(self, sheet: str, name: str) -> tuple[Cell, ...]:
        column = SHEETS[sheet].columns()[name]
        records = self._outcome.records(sheet)
        if SHEETS[sheet].shape is Shape.TABLE and not records:
            return ()
        return tuple(_seen(written(getattr(record, name), column, self.language)) for record in records)


def number(cell: Cell) -> float | None:
    """Return a cell's number; None where Excel's ISNUMBER says no."""
    return cell if type(cell) is float else None


def text(cell: Cell) -> str:
    """Return a cell as text, as ``cell&""`` gives it; errors, which formulas here catch, as nothing."""
    if cell is None or isinstance(cell, ErrorValue):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return f"{cell:.15g}" if isinstance(cell, float) else cell


def _seen(raw: Raw) -> Cell:
    if raw is None or type(raw) is str or type(raw) is float:  # by far the most
        return raw
    if isinstance(raw, date | time | timedelta):
        return _serial(raw)
    return float(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw


def _serial(value: date | time | timedelta) -> float:
    if isinstance(value, timedelta):
        since = value
    elif isinstance(value, time):
        since = datetime.combine(_ORIGIN, value) - datetime.combine(_ORIGIN, time())
    elif isinstance(value, datetime):
        since = value - datetime.combine(_ORIGIN, time())
    else:
        since = value - _ORIGIN
    return since / timedelta(days=1)


def day_of(serial: float) -> date:
    """Return the day of a number as Excel counts days, the nearest one where there is none."""
    return _ORIGIN + timedelta(days=int(min(max(serial, FIRST_WEEK), LAST_DAY)))


def serial_of(day: date) -> float:
    """Return the number of a day as Excel counts days."""
    return _serial(day)


_ORIGIN = date(1899, 12, 30)
FIRST_WEEK, LAST_DAY = 7, 2_958_465
"""From the second week of 1900, so that its Monday is one too, to the end of 9999."""


def _last_row(where: SheetLayout, grid: Grid, table: str) -> int:
    """Return where the Excel Table will end: it grows over rows typed beneath it."""
    stands = grid.tables.get(table)
    if stands is None:
        return where.last_row
    return max(stands[2], where.rows[-1] if where.rows else 0)
