"""In what a stranger counts his amounts: in thousands or 万, and in which currency.

Headings say so, titles above them, the tab, and the number formats of the cells. What they leave open is not
guessed: it is told to the person who asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median

from sheetplan.model.kinds import Money
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import HOME
from sheetplan.table.cell import Grid
from sheetplan.table.recognition.alike import is_number
from sheetplan.table.recognition.blocks import beneath
from sheetplan.table.recognition.headings import HEADER_ROWS
from sheetplan.table.recognition.likeness import Counted, Guess, Likeness
from sheetplan.table.recognition.number_formats import currency_shown, scale_shown
from sheetplan.table.recognition.units import Unit, unit_said

Formats = Callable[[str], Mapping[tuple[int, int], str]]
"""Tells the number formats of a worksheet's cells, by row and column."""

IMPLAUSIBLE = 20 * 10**6
"""What half the lines of a budget come to only where the unit is not what it seems."""


def counted(
    grids: Iterable[Grid], likeness: Likeness, formats: Formats, told: Unit | None = None
) -> Likeness:
    """Return a likeness with the unit and the currency of its amounts, where it has any.

    Args:
        grids: the sheets of the workbook.
        likeness: what one of them is taken for.
        formats: where number formats come from.
        told: what somebody says they are in.
    """
    kinds = SHEETS[likeness.sheet].columns()
    columns = {key: likeness.columns[key] for key in kinds if key in likeness.columns}
    columns = {key: guess for key, guess in columns.items() if isinstance(kinds[key].kind, Money)}
    if not columns:
        return likeness
    told = told or Unit()
    grid = next(grid for grid in grids if grid.name == likeness.name)
    shown = formats(grid.name)
    if likeness.turned:
        grid, shown = grid.turned(), {(column, row): code for (row, column), code in shown.items()}
    left = min(guess.column for guess in likeness.columns.values())
    amounts = _Amounts(grid, likeness.header_row, columns, shown, left)
    doubt = "" if told.per else amounts.doubt()
    mixed = "" if told.currency or not amounts.is_mixed() else "currencies"
    units = {key: told.per or (1 if doubt else amounts.per(key)) for key in columns}
    currency = told.currency or amounts.currency()
    scaled = {key: per for key, per in units.items() if per != 1}
    return likeness._replace(money=Counted(scaled, currency or HOME, bool(currency), doubt or mixed))


class _Amounts:
    """The columns of amounts of a stranger's sheet, with all that is said of them."""

    def __init__(
        self,
        grid: Grid,
        row: int,
        columns: Mapping[str, Guess],
        formats: Mapping[tuple[int, int], str],
        left: int,
    ) -> None:
        self._cells = {key: beneath(grid, row, guess.column) for key, guess in columns.items()}
        self._own = {key: unit_said(guess.heading, of_amounts=True) for key, guess in columns.items()}
        self._texts = [grid.name, *_texts(grid, row)]
        self._chinese = any(_HAN.search(text) for text in self._texts)
        beside = (cell for cell in grid.rows[row - 1][: left - 1] if isinstance(cell, str))
        titles = (grid.name, *_texts(grid, row - 1), *beside)
        self._titles = [unit_said(text, of_amounts=False) for text in titles]
        self._formats = {key: _formats_of(formats, grid, row, guess.column) for key, guess in columns.items()}

    def doubt(self) -> str:
        """Return what speaks against the unit that is said: another one, or what the amounts would be."""
        titled = {unit.per for unit in self._titles if unit.per}
        if len(titled) > 1 and not all(unit.per for unit in self._own.values()):
            return "several"
        for key, cells in self._cells.items():
            per, shown = self._said(key), {scale_shown(one) for one in self._formats[key]}
            if per != 1 and not shown <= {1, per}:
                return "shown"
            sizes = [abs(float(cell)) for cell in cells if is_number(cell)]  # type: ignore[arg-type]
            if self.per(key) != 1 and sizes and median(sizes) * self.per(key) >= IMPLAUSIBLE:
                return "large"
        return ""

    def per(self, key: str) -> int:
        """Return what a number of a column is worth: one where only its format shows it in thousands."""
        said = self._said(key)
        return 1 if said in {scale_shown(one) for one in self._formats[key]} else said

    def is_mixed(self) -> bool:
        """Return whether the columns are in several currencies."""
        named = [{unit.currency} if unit.currency else self._shown(key) for key, unit in self._own.items()]
        return len(set().union(*named)) > 1

    def currency(self) -> str:
        """Return the currency that is said or shown; empty where none is."""
        found = next(filter(None, self._currencies()), "")
        japanese = found == HOME and any(_KANA.search(text) for text in self._texts)
        return "JPY" if japanese else found

    def _said(self, key: str) -> int:
        return self._own[key].per or next((unit.per for unit in self._titles if unit.per), 1)

    def _currencies(self) -> Iterator[str]:
        for unit in (*self._own.values(), *self._titles):
            yield unit.currency
        for key in self._formats:
            yield from self._shown(key)
        for cells in self._cells.values():
            texts = (_DIGITS.sub("", cell) for cell in cells if isinstance(cell, str))
            yield from (unit_said(text, of_amounts=True).currency for text in texts)

    def _shown(self, key: str) -> set[str]:
        """Return the currencies in which a column is shown."""
        return {currency_shown(one, chinese=self._chinese) for one in self._formats[key]} - {""}


def _texts(grid: Grid, row: int) -> Iterator[str]:
    """Yield what is written down to a row."""
    yield from (cell for cells in grid.rows[:row] for cell in cells if isinstance(cell, str))


def _formats_of(formats: Mapping[tuple[int, int], str], grid: Grid, row: int, column: int) -> Sequence[str]:
    """Return how the numbers of a column are shown, without repeats."""
    rows = range(row + 1, row + 1 + HEADER_ROWS)
    shown = (formats.get((number, column), "") for number in rows if is_number(grid.cell(number, column)))
    return tuple(dict.fromkeys(shown))


_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_DIGITS = re.compile(r"[\d.,\s]+")
