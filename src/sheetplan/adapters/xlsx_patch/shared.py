"""Shared formulas: one cell, the master, holds the text that its followers repeat relative to their place."""

from collections.abc import Iterator
from typing import NamedTuple

from sheetplan.xlsx.notation import a1
from sheetplan.xlsx.references import Area
from sheetplan.xlsx.refusal import WorkbookRefused

from .cells import Cell, formula_element, parse
from .formulas import moved
from .grid import Grid


class Master(NamedTuple):
    """Where a shared formula is written out."""

    row: int
    column: int
    text: str


class SharedFormulas:
    """The shared formulas of one sheet, by their index."""

    def __init__(self, grid: Grid, prefix: bytes) -> None:
        self._grid = grid
        self._prefix = prefix
        self._known: dict[bytes, Master] | None = None
        self._orphaned: set[bytes] = set()

    def text(self, row: int, column: int, cell: Cell) -> str:
        """The formula of a cell as it would stand there on its own."""
        index = self._index(cell)
        if index is None or cell.formula_text:
            return cell.formula_text
        master = self._master(index, row, column)
        return moved(master.text, row - master.row, column - master.column)

    def leave(self, cell: Cell) -> None:
        """Note that a cell gives its formula up."""
        index = self._index(cell)
        if index is not None and cell.formula_text:
            self._masters()
            self._orphaned.add(index)

    def texts(self) -> list[str]:
        """The formulas that are shared."""
        return [master.text for master in self._masters().values()]

    def part_ways(self) -> None:
        """Give every cell that shares a formula its own, as it would stand there."""
        self.settle()
        texts = [(row, column, cell, self.text(row, column, cell)) for row, column, cell in self._members()]
        for row, column, cell, text in texts:
            if self._index(cell) is not None:
                xml = self._grid.cell(row, column) or b""
                own = formula_element(text, self._prefix)
                self._grid.put(row, column, xml.replace(cell.formula, own, 1))
        self._known = None

    def settle(self) -> None:
        """Make the first follower of every master that left the new master."""
        for index in sorted(self._orphaned):
            self._anchor(index, list(self._followers(index)))
        self._orphaned.clear()

    def _anchor(self, index: bytes, followers: list[tuple[int, int, Cell]]) -> None:
        if not followers:
            return
        row, column, cell = followers[0]
        area = Area(row, column, row, column)
        for other_row, other_column, _ in followers:
            area = area.widened(Area(other_row, other_column, other_row, other_column))
        tag = b' t="shared" ref="%b" si="%b"' % (str(area).encode(), index)
        written = formula_element(self.text(row, column, cell), self._prefix, tag)
        xml = self._grid.cell(row, column) or b""
        self._grid.put(row, column, xml.replace(cell.formula, written, 1))

    def _followers(self, index: bytes) -> Iterator[tuple[int, int, Cell]]:
        for row, column, cell in self._members():
            if self._index(cell) == index and not cell.formula_text:
                yield row, column, cell

    def _members(self) -> Iterator[tuple[int, int, Cell]]:
        for row in self._grid.rows_holding(b"shared"):
            for column, xml in row.cells:
                if b"shared" in xml:
                    yield row.number, column, parse(xml, self._prefix)

    def _masters(self) -> dict[bytes, Master]:
        if self._known is None:
            self._known = {}
            for row, column, cell in self._members():
                index = self._index(cell)
                if index is not None and cell.formula_text:
                    # Some writers use an index twice; its followers then have no certain master.
                    twice = index in self._known
                    self._known[index] = Master(row, column, "" if twice else cell.formula_text)
        return self._known

    def _master(self, index: bytes, row: int, column: int) -> Master:
        master = self._masters().get(index)
        if master is None or not master.text:
            raise WorkbookRefused("shared-formula", a1(row, column))
        return master

    @staticmethod
    def _index(cell: Cell) -> bytes | None:
        tag = cell.formula_attributes
        return tag.get(b"si") if tag.get(b"t") == b"shared" else None
