"""In what a stranger counts his amounts: in thousands or 万, and in which currency.

Headings say so, titles above them, the tab, and the number formats of the cells. What they leave open is not
guessed: it is told to the person who asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from statistics import median

from sheetplan.language import fold
from sheetplan.model.currencies import currency_of
from sheetplan.model.kinds import Money
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import HOME
from sheetplan.table.cell import Grid
from sheetplan.table.recognition.alike import is_number
from sheetplan.table.recognition.blocks import beneath
from sheetplan.table.recognition.headings import HEADER_ROWS
from sheetplan.table.recognition.likeness import Counted, Guess, Likeness
from sheetplan.table.recognition.number_formats import currency_shown, scale_shown
from sheetplan.table.recognition.units import CURRENCY, Unit, unit_said

Formats = Callable[[str], Mapping[tuple[int, int], str]]
"""Tells the number formats of a worksheet's cells, by row and column."""

UNLIKE = 100
"""How many times as much is spent as planned only where they are in different units."""
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
    if "quantity" in likeness.columns:
        amounts.times(likeness.columns["quantity"].column)
    doubt = "" if told.per else amounts.doubt()
    untold = [] if told.per or doubt else amounts.untold()
    if untold:
        doubt = "partly"
        columns = {key: guess for key, guess in columns.items() if key not in untold}
        kept = {key: guess for key, guess in likeness.columns.items() if key not in untold}
        likeness = likeness._replace(columns=kept)
    mixed = "" if told.currency or not amounts.is_mixed() else "currencies"
    units = {key: told.per or (1 if doubt and not untold else amounts.per(key)) for key in columns}
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
        self._numbers = {key: _numbers(grid, row, guess.column) for key, guess in columns.items()}
        self._by_row = Counter(currencies_by_row(grid, row).values())
        self._own = {key: unit_said(guess.heading, of_amounts=True) for key, guess in columns.items()}
        self._grid, self._row = grid, row
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
            per, shown = self._said(key) or 1, {scale_shown(one) for one in self._formats[key]}
            if per != 1 and not shown <= {1, per}:
                return "shown"
            sizes = [abs(float(cell)) for cell in cells if is_number(cell)]  # type: ignore[arg-type]
            if self.per(key) != 1 and sizes and median(sizes) * self.per(key) >= IMPLAUSIBLE:
                return "large"
        units = {key: self.per(key) for key in self._cells}
        return "unlike" if {*units.values()} != {1} and not self._are_like(units) else ""

    def untold(self) -> list[str]:
        """Return the columns of which neither a word nor the other columns tell the unit."""
        return [key for key in self._own if not self._said(key) and len(self._likely(key)) > 1]

    def times(self, quantity: int) -> None:
        """Let prices count as often as is bought."""
        counts = _numbers(self._grid, self._row, quantity)
        prices = self._numbers.get("unit_price", {})
        self._numbers["unit_price"] = {row: prices[row] * counts[row] for row in prices.keys() & counts}

    def per(self, key: str) -> int:
        """Return what a number of a column is worth: one where only its format shows it in thousands."""
        said = self._said(key) or self._as_the_others(key)
        return 1 if said in {scale_shown(one) for one in self._formats[key]} else said

    def is_mixed(self) -> bool:
        """Return whether the columns are in several currencies."""
        named = [[unit.currency] if unit.currency else self._shown(key) for key, unit in self._own.items()]
        return len({*chain.from_iterable(named)} - {""}) > 1

    def currency(self) -> str:
        """Return the currency that is said or shown; empty where none is."""
        found = next(filter(None, self._currencies()), "")
        japanese = found == HOME and any(_KANA.search(text) for text in self._texts)
        return "JPY" if japanese else found

    def _said(self, key: str) -> int | None:
        return self._own[key].per or next((unit.per for unit in self._titles if unit.per), None)

    def _as_the_others(self, key: str) -> int:
        """Return the unit in which a column that names none is like those that do; one where several are."""
        found = self._likely(key)
        return found[0] if len(found) == 1 else 1

    def _likely(self, key: str) -> list[int]:
        named = {one: unit.per for one, unit in self._own.items() if unit.per}
        return [per for per in {1, *named.values()} if self._are_like({**named, key: per})]

    def _are_like(self, units: Mapping[str, int]) -> bool:
        """Return whether what stands in columns is of one magnitude, line by line."""
        for one, other in combinations(units, 2):
            some, others = self._numbers[one], self._numbers[other]
            rows = [row for row in some.keys() & others if some[row] and others[row]]
            ratios = [abs(some[row] / others[row]) * units[one] / units[other] for row in rows]
            if ratios and not 1 / UNLIKE < median(ratios) < UNLIKE:
                return False
        return True

    def _currencies(self) -> Iterator[str]:
        yield from (currency for currency, _ in self._by_row.most_common(1))
        for unit in (*self._own.values(), *self._titles):
            yield unit.currency
        for key in self._formats:
            yield from (code for code in self._shown(key) if code)
        for cells in self._cells.values():
            texts = (_DIGITS.sub("", cell) for cell in cells if isinstance(cell, str))
            yield from (unit_said(text, of_amounts=True).currency for text in texts)

    def _shown(self, key: str) -> list[str]:
        """Return the currencies in which a column is shown, in their order; an empty one where none is."""
        return [currency_shown(one, chinese=self._chinese) for one in self._formats[key]]


def currencies_by_row(grid: Grid, row: int) -> dict[int, str]:
    """Return the currency of each row, where a column names them; nothing where none does."""
    headings = enumerate(grid.rows[row - 1], 1)
    column = next((at for at, cell in headings if isinstance(cell, str) and fold(cell) in CURRENCY), None)
    if column is None:
        return {}
    cells = enumerate(grid.column(column, row + 1, len(grid.rows)), row + 1)
    found = {number: currency_of(cell) for number, cell in cells if isinstance(cell, str)}
    return {number: currency for number, currency in found.items() if currency}


def _numbers(grid: Grid, row: int, column: int) -> dict[int, float]:
    """Return the numbers below a heading, by row."""
    cells = enumerate(grid.column(column, row + 1, len(grid.rows)), row + 1)
    return {number: float(cell) for number, cell in cells if is_number(cell)}  # type: ignore[arg-type]


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
