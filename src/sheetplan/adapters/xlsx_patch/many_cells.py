"""Thousands of cells written at once: what becomes of one becomes of the next one like it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sheetplan.model.values import Block
from sheetplan.xlsx.references import LAST_ROW
from sheetplan.xlsx.refusal import At

from . import cells
from .cells import Value
from .line import Line
from .sheet import Sheet

Edit = tuple[int, int, Value, str | None]
"""What one cell shall hold: its row and column, its value, and the formula whose result the value is.

The formula is written in English, with commas; it is empty where the one that stands there is kept, and None
where the value stands for itself.
"""
Wish = tuple[bytes, type, Value, str | None]
"""A cell's part of its line, and what it shall hold; the type tells True from 1."""
_REMEMBERED = 4000
"""Wishes of which it is remembered what became of them; more would take much room."""


class ManyCells:
    """Writes cells by the row. A plan has thousands of cells but few that differ in more than their place."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._grid, self._prefix = sheet, sheet.grid, sheet.prefix
        self._becomes: dict[Wish, bytes] = {}
        self._opening, self._closing = b'<%bc r="' % self._prefix, b"</%brow" % self._prefix
        self._places = _Places(self._opening)

    def edit(self, edits: Iterable[Edit], at: At) -> None:
        """Give many cells their values and formulas; quickest where the edits of a row come together."""
        for number, together in groupby(edits, itemgetter(0)):
            closed = self._sheet.regions.in_row(number)
            line = Line(number, b"" if closed else self._grid.settled(number))
            left = list(self._write(line, together, at))
            self._settle(line)
            for edit, _ in left:
                self._edit(edit, at)
            if left:
                self._grid.finish(number)
                self._learn(left, Line(number, self._grid.settled(number)))

    def refresh(self, blocks: Iterable[Block], at: At) -> None:
        """Replace the last results of formulas; of all on the sheet, by nothing, if one was moved away."""
        lines: dict[int, Line] = {}
        left: list[Edit] = []
        if not all(self._refreshed(block, lines, left, at) for block in blocks):
            self._becomes.clear()
            self._empty()
            return
        for line in lines.values():
            self._settle(line)
        for edit in left:
            self._edit(edit, at)

    def _refreshed(self, block: Block, lines: dict[int, Line], left: list[Edit], at: At) -> bool:
        """Write a block's results, down to its last row with a formula; tell whether all so far have one.

        Rows that show what they shall are passed by: from one day to the next, those are most.
        """
        there = max(self._grid.last_row + 1 - block.top, 0)  # how many rows can exist
        ended = block.top + there if there < len(block.rows) else LAST_ROW
        last = LAST_ROW
        for number, values in enumerate(block.rows[:there], block.top):
            line = lines.get(number)
            if line is None:
                row = self._grid.settled(number)
                if not row and self._grid.row(number) is None:
                    ended = min(ended, number)
                    continue
                if self._shows(row, block.left, values):
                    last = number
                    continue
                line = lines[number] = Line(number, row)
            edits = [(number, column, value, "") for column, value in enumerate(values, block.left)]
            odd = [edit for edit, _ in self._write(line, edits, at)]
            calculated = [edit for edit in odd if self._has_formula(edit)]
            left += calculated
            if len(calculated) < len(odd):
                ended = min(ended, number)
            if calculated or len(odd) < len(edits):
                last = number
        return last < ended

    def _shows(self, row: bytes, left: int, values: Sequence[Value]) -> bool:
        """Whether formulas that lie side by side in a row gave these values."""
        held, wanted = cells.results(row, self._prefix), self._sheet.results(left, values)
        first = held.index(wanted[0]) if wanted[0] in held else len(held)
        return held[first : first + len(wanted)] == wanted

    def _settle(self, line: Line) -> None:
        if line.changed:
            self._grid.settle(line.number, line.to_bytes(), proven=line.proven)

    def _write(self, line: Line, edits: Iterable[Edit], at: At) -> Iterator[tuple[Edit, Wish | None]]:
        """Write what is easy to tell, and yield the other edits, with the wish where the cell is there."""
        parts, becomes, places = line.parts, self._becomes, self._places
        for edit in edits:
            number, column, value, formula = edit
            opening, place = places[column]
            if not (0 < place < len(parts) and parts[place - 1].endswith(opening)):
                place = line.find(opening)
                places[column] = opening, place
            if not place:
                yield edit, None
                continue
            wish = parts[place], type(value), value, formula
            written = becomes.get(wish)
            if written is None:
                at.cell(number, column)
                written = self._told(wish)
                if written is None:
                    yield edit, wish
                    continue
                line.proven = False
            if written != wish[0]:
                parts[place] = written
                line.changed = True

    def _told(self, wish: Wish) -> bytes | None:
        """What becomes of a cell's part, where that is easy to tell."""
        part, _, value, formula = wish
        cell = self._cell(part)
        if not cell or formula:
            return None
        if formula is None:
            written = self._given(cell, value)
        else:
            written = cells.recalculated(cell, self._sheet.content(value), self._prefix)
        return None if written is None else self._remembered(wish, written + part[len(cell) :])

    def _given(self, cell: bytes, value: Value) -> bytes | None:
        """What follows the place of a cell once it holds a value; None where it has a formula."""
        held, wanted = cells.parse_rest(cell, self._prefix), self._sheet.constant(value)
        if held.formula:
            return None
        if self._sheet.holds(held, wanted):
            return cell
        kept, style = held.look.without_value, self._sheet.style(held.style, value, None)
        styled = kept if style == held.style else cells.styled(kept, style)
        return styled + cells.filling(wanted, self._prefix)

    def _remembered(self, wish: Wish, written: bytes) -> bytes:
        if len(self._becomes) >= _REMEMBERED:
            self._becomes.clear()
        self._becomes[wish] = written
        return written

    def _learn(self, edits: Iterable[tuple[Edit, Wish | None]], line: Line) -> None:
        """Remember what became of cells that were written one by one."""
        for (_, column, _, _), wish in edits:
            place = line.find(self._places[column][0])
            if wish and place:
                before, after = wish[0], line.parts[place]
                cell = self._cell(before)
                if cell and before[len(cell) :] == after[len(self._cell(after)) :]:
                    self._remembered(wish, after)

    def _cell(self, part: bytes) -> bytes:
        """The cell of a part, without what opens the next one; empty if the part is not a whole cell."""
        cell, opened, _ = part.rpartition(self._opening)
        return (cell if opened else part.rpartition(self._closing)[0]).rstrip()

    def _has_formula(self, edit: Edit) -> bool:
        held = self._sheet.cell(*edit[:2])
        self._grid.finish(edit[0])
        return bool(held and held.formula)

    def _empty(self) -> None:
        for row in list(self._grid.rows(1)):
            for column, xml in list(row.cells):
                if b"<%bf" % self._prefix in xml:
                    self._sheet.set_cached(row.number, column, None)

    def _edit(self, edit: Edit, at: At) -> None:
        row, column, value, formula = edit
        at.cell(row, column)
        if formula is None:
            self._sheet.set_value(row, column, value, None)
        elif formula:
            self._sheet.set_formula(row, column, formula, value, None)
        else:
            self._sheet.set_cached(row, column, value)


class _Places(dict[int, tuple[bytes, int]]):
    """How a column's cell begins, and where it was among the parts of the line before."""

    def __init__(self, opening: bytes) -> None:
        self._opening = opening

    def __missing__(self, column: int) -> tuple[bytes, int]:
        self[column] = self._opening + cells.column_name(column), 0
        return self[column]
