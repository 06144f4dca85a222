"""A workbook's labels in another language: tabs, headings, choices and what we wrote around the tables.

Only our own words are touched, and only where they stand exactly as we write them. What people wrote stays,
synonyms of headings and choices included: every language understands them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sheetplan.language import Wording, wording
from sheetplan.model.kinds import Choice
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import Layout, SheetLayout, locate

Spot = tuple[int, int]
"""Row and column of a cell."""
Words = Mapping[str, str]
"""New words by the old ones."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What is to be called otherwise; tabs and headings by the names they have before.

    Attributes:
        tabs: the names of sheets.
        headings: the headings of columns, by Excel Table.
        choices: the words of a column's choices, by Excel Table and heading.
        cells: the texts of cells, by tab.
    """

    tabs: Words
    headings: Mapping[str, Words]
    choices: Mapping[tuple[str, str], Words]
    cells: Mapping[str, Mapping[Spot, str]]

    def __len__(self) -> int:
        return len(self.tabs) + sum(map(len, self.cells.values()))


def relabel(snapshot: Snapshot, layout: Layout, language: str, masters: tuple[Snapshot, Snapshot]) -> Labels:
    """Return the labels of a workbook in another language.

    Args:
        snapshot: the workbook.
        layout: where its sheets stand, and its language.
        language: the other language.
        masters: the empty master workbook in the workbook's language and in the other one, which say what
            stands around the tables.
    """
    if language == layout.language:
        return Labels({}, {}, {}, {})
    old, new = wording(layout.language), wording(language)
    grids = {grid.name: grid for grid in snapshot.grids}
    tables = [_Relabelled(where, grids[where.name], old, new) for where in layout.sheets.values()]
    around = dict(_around(snapshot, layout, masters))
    tabs = {
        where.name: new.sheet(sheet)
        for sheet, where in layout.sheets.items()
        if where.name == old.sheet(sheet)
    }
    for theirs, ours in zip(*(master.grids for master in masters), strict=True):
        if theirs.name in grids:
            tabs.setdefault(theirs.name, ours.name)
    cells = {name: {**around.get(name, {})} for name in grids}
    for table in tables:
        cells[table.where.name] |= dict(table.cells())
    return Labels(
        tabs={before: after for before, after in tabs.items() if before != after},
        headings={table.row_type.table: dict(table.headings()) for table in tables},
        choices={
            (table.row_type.table, heading): words for table in tables for heading, words in table.choices()
        },
        cells={name: texts for name, texts in cells.items() if texts},
    )


class _Relabelled:
    """One of our sheets, and its words in both languages."""

    def __init__(self, where: SheetLayout, grid: Grid, old: Wording, new: Wording) -> None:
        self.where, self.grid = where, grid
        self.row_type: type[Row] = SHEETS[where.sheet]
        self._old, self._new = old, new

    def headings(self) -> Iterator[tuple[str, str]]:
        """Yield the headings that are ours, each with the new one."""
        for key, column in self.where.columns.items():
            old, new = self._heading(self._old, key), self._heading(self._new, key)
            if self.grid.cell(self.where.header_row, column) == old != new:
                yield old, new

    def choices(self) -> Iterator[tuple[str, Words]]:
        """Yield the headings of columns with choices, and these; a form has all of them in one column."""
        for key, column in self.row_type.columns().items():
            if isinstance(column.kind, Choice) and (key in self.where.columns or self._is_form):
                heading = self.where.heading("content" if self._is_form else key)
                yield heading, self._words(column.kind)

    def cells(self) -> Iterator[tuple[Spot, str]]:
        """Yield the cells of the table that are ours to word, each with its new text."""
        headings = dict(self.headings())
        spots = [(self.where.header_row, column) for column in self.where.columns.values()]
        yield from self._worded(spots, headings)
        for key, row in self.where.entries.items():
            names = {self._heading(self._old, key, entry=True): self._heading(self._new, key, entry=True)}
            yield from self._worded([(row, self.where.columns["item"])], names)
        for key, column in self.row_type.columns().items():
            if isinstance(column.kind, Choice):
                yield from self._worded(self._spots(key), self._words(column.kind, key))

    @property
    def _is_form(self) -> bool:
        return self.row_type.shape is Shape.FORM

    def _worded(self, spots: list[Spot], words: Words) -> Iterator[tuple[Spot, str]]:
        for spot in spots:
            text = self.grid.cell(*spot)
            if isinstance(text, str) and words.get(text, text) != text:
                yield spot, words[text]

    def _spots(self, key: str) -> list[Spot]:
        if self._is_form:
            return (
                [(self.where.entries[key], self.where.columns["content"])]
                if key in self.where.entries
                else []
            )
        if key not in self.where.columns:
            return []
        column = self.where.columns[key]
        return [(row, column) for row in range(self.where.header_row + 1, len(self.grid.rows) + 1)]

    def _words(self, kind: Choice, key: str = "") -> Words:
        """Return the words of a list of choices; the language of the workbook is the new one from now on."""
        old, new = self._old.choices(kind.choices), self._new.choices(kind.choices)
        if (self.where.sheet, key) == ("settings", "language"):
            return {names[0]: new[self._new.language][0] for names in old.values()}
        return {names[0]: new[choice][0] for choice, names in old.items()}

    def _heading(self, words: Wording, key: str, *, entry: bool = False) -> str:
        if self._is_form and not entry:
            return words.form_headings(key)[0]
        return words.heading(self.where.sheet, key)


def _around(
    snapshot: Snapshot, layout: Layout, masters: tuple[Snapshot, Snapshot]
) -> Iterator[tuple[str, dict[Spot, str]]]:
    """Yield by tab the cells beside our tables that hold what we write there, and the new texts."""
    home = {where.name: where for where in locate(masters[0]).sheets.values()}
    phrases = {
        home[old.name].sheet if old.name in home else old.name: _Phrases(
            _beside(old, home.get(old.name)), new
        )
        for old, new in zip(*(master.grids for master in masters), strict=True)
    }
    located = {where.name: where for where in layout.sheets.values()}
    for grid in snapshot.grids:
        where = located.get(grid.name)
        known = phrases.get(where.sheet if where else grid.name)
        if known:
            found = {spot: (text, known.find(spot, text)) for spot, text in _beside(grid, where)}
            yield grid.name, {spot: other for spot, (text, other) in found.items() if other != text}


class _Phrases:
    """What the texts of a master's sheet read in the other language, by their cell and by themselves."""

    def __init__(self, texts: Iterable[tuple[Spot, str]], new: Grid) -> None:
        self._at: dict[tuple[Spot, str], str] = {}
        self._anywhere: dict[str, set[str]] = defaultdict(set)
        for spot, text in texts:
            other = new.cell(*spot)
            if isinstance(other, str):
                self._at[spot, text] = other
                self._anywhere[text].add(other)

    def find(self, spot: Spot, text: str) -> str:
        """Return the other text for a cell; the same one where there is none, or more than one."""
        known = self._anywhere.get(text, ())
        return self._at.get((spot, text)) or (next(iter(known)) if len(known) == 1 else text)


def _beside(grid: Grid, where: SheetLayout | None) -> Iterator[tuple[Spot, str]]:
    """Yield the texts of a sheet that stand in no column of our table."""
    mine = set(where.columns.values()) if where else set()
    for row, cells in enumerate(grid.rows, 1):
        for column, text in enumerate(cells, 1):
            inside = where is not None and row >= where.header_row and column in mine
            if isinstance(text, str) and not inside:
                yield (row, column), text
