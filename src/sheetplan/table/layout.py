"""Where things stand: sheets found by name, headings by any of their synonyms, never by position."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from sheetplan.language import LANGUAGES, Wording, fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import EMPTY, HOME, Place, Raw
from sheetplan.table.cell import Adopted, Grid, Snapshot

HEADER_SEARCH_ROWS = 40
"""Titles, logos and notes may stand above the headings, but not more than this."""

ROOM_ABOVE = 2
"""Rows from the line that sums a sheet up to its headings."""

FORM_COLUMNS = ("item", "content", "responsible", "due", "note")


class Derived(NamedTuple):
    """What a stranger's sheet says of a column, and the cell that says so."""

    raw: Raw
    row: int
    column: int


class SheetLayout(NamedTuple):
    """Where one of our sheets stands.

    Attributes:
        sheet: the sheet's key; `name` is what its tab says.
        header_row: the row of the headings.
        columns: worksheet column by column key; for a form the keys of `FORM_COLUMNS`.
        headings: the headings as they stand there.
        entries: for a form, the worksheet row of each entry.
        rows: the worksheet rows that hold something of ours, in order.
        last_row: the last row of the table's range, or of the data if that reaches further.
        given: what each row holds in a column that an adopted sheet lacks.
        derived: by row and column, what an adopted sheet says elsewhere than in the cell of both, and where.
            Rows beyond the sheet's last are those of tables that stand beside the first one.
        foreign: whether the layout is a stranger's, in which nothing is filled in. The column of the names
            comes first.
        units: by column of amounts, what one number of a stranger's is worth, where that is not one.
        currency: of a stranger's amounts.
    """

    sheet: str
    name: str
    header_row: int
    columns: Mapping[str, int]
    headings: Mapping[str, str]
    entries: Mapping[str, int]
    rows: tuple[int, ...]
    last_row: int
    given: Mapping[str, str] = EMPTY
    derived: Mapping[int, Mapping[str, Derived]] = EMPTY
    foreign: bool = False
    units: Mapping[str, int] = EMPTY
    currency: str = HOME

    def place(self, row: int, column: str) -> Place:
        """Return the cell of a column in a worksheet row; for a form's entry, its content."""
        return Place(self.name, *self.cell(row, column))

    def cell(self, row: int, column: str) -> tuple[int, int]:
        """Return the row and the column of the same."""
        if column in self.entries:
            return self.entries[column], self.columns["content"]
        found = self.derived.get(row)
        if found and (column in found or row > self.last_row):
            return found[column if column in found else next(iter(found))][1:]
        return row, self.columns.get(column) or (next(iter(self.columns.values())) if self.foreign else 1)

    def whole(self, column: str, raw: Raw) -> Raw:
        """Return what a cell says, an amount in whole units where a stranger counts in thousands or 万."""
        return raw * self.units[column] if column in self.units and isinstance(raw, int | float) else raw

    def counted(self, column: str, raw: Raw) -> Raw:
        """Return an amount as it is to stand in a column, in thousands or 万 where a stranger counts so."""
        return raw / self.units[column] if column in self.units and isinstance(raw, int | float) else raw

    @property
    def summary(self) -> tuple[int, int] | None:
        """Return the row and column of the line that sums a sheet up, where there is room for one."""
        row = self.header_row - ROOM_ABOVE
        return (row, min(self.columns.values())) if row > 1 else None

    def heading(self, column: str) -> str:
        """Return the heading of a column as it stands in this workbook; empty where it is missing."""
        return self.headings.get(column, "")


class Layout(NamedTuple):
    """Where every sheet of a workbook stands, and its language."""

    language: str
    sheets: Mapping[str, SheetLayout]
    absent: tuple[str, ...] = ()
    """Keys of sheets that the workbook does not have."""
    headless: Mapping[str, str] = EMPTY
    """Sheets that are there, by key, but without a row of headings that we know; with their names."""

    @property
    def currency(self) -> str:
        """Return the currency of the workbook's amounts."""
        return self.sheets["budget"].currency if "budget" in self.sheets else HOME


def locate(snapshot: Snapshot) -> Layout:
    """Return where each of our sheets stands in a workbook."""
    grids = {fold(grid.name): grid for grid in snapshot.grids}
    sheets: dict[str, SheetLayout] = {}
    absent: list[str] = []
    headless: dict[str, str] = {}
    adopted = {one.sheet: one for one in snapshot.adopted if fold(one.name) in grids}
    for sheet, row_type in SHEETS.items():
        grid: Grid | None = None
        if sheet in adopted:
            grid = grids[fold(adopted[sheet].name)]
        elif not snapshot.adopted:  # else a tab that is called as one of ours is theirs all the same
            grid = next((grids[name] for name in _sheet_names(sheet) if name in grids), None)
        if grid is None:
            absent.append(sheet)
            continue
        found = _locate(grid, row_type, adopted.get(sheet))
        if found is None:
            headless[sheet] = grid.name
        else:
            sheets[sheet] = found
    missing = () if snapshot.adopted else tuple(absent)  # nobody promised to have our sheets
    return Layout(_language(snapshot), sheets, missing, headless)


def view_of(name: str) -> str | None:
    """Return the key of the view that a worksheet's name means, in whichever language; None for others."""
    return _views().get(fold(name))


def _locate(grid: Grid, row_type: type[Row], adopted: Adopted | None) -> SheetLayout | None:
    if adopted:
        from sheetplan.table.recognition.locating import locate_foreign  # noqa: PLC0415 - few workbooks are adopted

        return locate_foreign(grid, row_type, adopted)
    if row_type.shape is Shape.FORM:
        return _locate_form(grid, row_type)
    return _locate_table(grid, row_type, _heading_keys(row_type.sheet))


def _locate_table(
    grid: Grid, row_type: type[Row], keys: Mapping[str, str], given: Mapping[str, str] = EMPTY
) -> SheetLayout | None:
    header_row, columns = _header(grid, keys)
    if not columns:
        return None
    table = _table_at(grid, header_row, min(columns.values()))
    headings = {key: str(grid.cell(header_row, column)) for key, column in columns.items()}
    said = frozenset(headings.values())
    last_row = max(table[2] if table else header_row, _last_filled(grid, header_row, columns))
    return SheetLayout(
        sheet=row_type.sheet,
        name=grid.name,
        header_row=header_row,
        columns=columns,
        headings=headings,
        entries={},
        rows=tuple(
            row
            for row in _data_rows(grid, row_type, header_row, columns)
            if len(said.intersection(grid.rows[row - 1])) <= 1
            or not _repeats(grid.rows[row - 1], columns, headings)
        ),
        last_row=last_row,
        given=given,
    )


def _locate_form(grid: Grid, row_type: type[Row]) -> SheetLayout | None:
    header_row, columns = _header(grid, _form_keys())
    if not {"item", "content"} <= columns.keys():
        return None
    keys = _heading_keys(row_type.sheet)
    entries: dict[str, int] = {}
    headings = {key: str(grid.cell(header_row, column)) for key, column in columns.items()}
    for number in range(header_row + 1, len(grid.rows) + 1):
        item = grid.cell(number, columns["item"])
        key = keys.get(fold(item)) if isinstance(item, str) else None
        if key and key not in entries:
            entries[key] = number
            headings[key] = str(item)
    return SheetLayout(
        sheet=row_type.sheet,
        name=grid.name,
        header_row=header_row,
        columns=columns,
        headings=headings,
        entries=entries,
        rows=(header_row,),
        last_row=max(entries.values(), default=header_row),
    )


def _header(grid: Grid, keys: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    """Return the row with the most headings we know, and their columns; the first such row wins."""
    best_row, best, known = 0, dict[str, int](), len(set(keys.values()))
    for number, cells in enumerate(grid.rows[:HEADER_SEARCH_ROWS], 1):
        found: dict[str, int] = {}
        for column, cell in enumerate(cells, 1):
            key = keys.get(fold(cell)) if isinstance(cell, str) and cell else None
            if key and key not in found:
                found[key] = column
        if len(found) > max(len(best), 1):
            best_row, best = number, found
        if len(best) == known:
            break  # no row can hold more
    return best_row, best


def _data_rows(grid: Grid, row_type: type[Row], header_row: int, columns: Mapping[str, int]) -> Iterator[int]:
    """Yield the rows in which people wrote something; computed cells alone make no row, nor do totals."""
    theirs = row_type.columns_of(Owner.PEOPLE)
    mine = [column for key, column in columns.items() if key in theirs]
    for number in range(header_row + 1, len(grid.rows) + 1):
        cells = grid.rows[number - 1]
        written = (cells[column - 1] for column in mine if column <= len(cells))
        first = next((cell for cell in written if cell is not None and cell != ""), None)
        if first is not None and not (isinstance(first, str) and fold(first) in _TOTALS):
            yield number


def _repeats(cells: Sequence[Raw], columns: Mapping[str, int], headings: Mapping[str, str]) -> bool:
    """Return whether a row says the headings again, as long lists do for their readers."""
    said = (cells[column - 1] == headings[key] for key, column in columns.items() if column <= len(cells))
    return sum(said) > 1


def _last_filled(grid: Grid, header_row: int, columns: Mapping[str, int]) -> int:
    for number in range(len(grid.rows), header_row, -1):
        cells = grid.rows[number - 1]
        if any(column <= len(cells) and cells[column - 1] not in (None, "") for column in columns.values()):
            return number
    return header_row


def _table_at(grid: Grid, header_row: int, column: int) -> tuple[int, int, int, int] | None:
    for first_row, first_column, last_row, last_column in grid.tables.values():
        if first_row == header_row and first_column <= column <= last_column:
            return first_row, first_column, last_row, last_column
    return None


def _language(snapshot: Snapshot) -> str:
    """Return the language in which most of the sheets are named, or that of adopted headings."""
    if snapshot.adopted:
        theirs = "".join(text for one in snapshot.adopted for text in (one.name, *one.headings.values()))
        return "zh" if any("\u4e00" <= mark <= "\u9fff" for mark in theirs) else "en"
    names = {fold(grid.name) for grid in snapshot.grids}

    def known(language: str) -> int:
        words = wording(language)
        return sum(any(fold(name) in names for name in words.sheet_names(sheet)) for sheet in SHEETS)

    return max(LANGUAGES, key=known)


def _both() -> Iterator[Wording]:
    return (wording(language) for language in LANGUAGES)


@cache
def _sheet_names(sheet: str) -> tuple[str, ...]:
    return tuple(fold(name) for words in _both() for name in words.sheet_names(sheet))


@cache
def _views() -> Mapping[str, str]:
    return {
        fold(name): view
        for words in _both()
        for view in words.section("views")
        for name in words.view_names(view)
    }


@cache
def _heading_keys(sheet: str) -> Mapping[str, str]:
    """Return the column of every heading in every language; a first word beats a synonym."""
    keys: dict[str, str] = {}
    columns = SHEETS[sheet].columns()
    for words in _both():
        for key in columns:
            keys[fold(words.heading(sheet, key))] = key
    for words in _both():
        for key in columns:
            for heading in words.headings(sheet, key):
                keys.setdefault(fold(heading), key)
    return keys


@cache
def _form_keys() -> Mapping[str, str]:
    return {
        fold(heading): key
        for words in _both()
        for key in FORM_COLUMNS
        for heading in words.form_headings(key)
    }


_TOTALS = frozenset(map(fold, ("合计", "总计", "小计", "Total", "Totals", "Grand total", "Subtotal", "Sum")))
