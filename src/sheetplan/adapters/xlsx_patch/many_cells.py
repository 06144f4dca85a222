"""Thousands of cells written at once: what becomes of one becomes of the next one like it."""

from collections.abc import Iterable, Sequence

from sheetplan.model.values import Block
from sheetplan.xlsx.references import LAST_ROW
from sheetplan.xlsx.refusal import At

from . import cells
from .cells import EMPTY, Content, Value
from .row import Row
from .sheet import Sheet

Edit = tuple[int, int, Value, str | None]
"""What one cell shall hold: its row and column, its value, and the formula whose result the value is.

The formula is written in English, with commas; it is empty where the one that stands there is kept, and None
where the value stands for itself.
"""
_REMEMBERED = 4000
"""Cells and values of which it is remembered how they are written; more would take much room."""
Draft = tuple[Row, int, bytes]
"""A cell as it will be: its row, where it stands among the row's pieces, and the piece."""


class ManyCells:
    """Writes cells by the row. A plan has thousands of cells but few that differ in more than their place."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._grid, self._prefix = sheet, sheet.grid, sheet.prefix
        self._settled: dict[tuple[bytes, type, Value, str | None], bytes] = {}
        self._kept: dict[tuple[bytes, type], bytes] = {}
        self._recalculated: dict[tuple[bytes, Content], bytes | None] = {}
        self._fillings: dict[tuple[type, Value], bytes] = {}

    def edit(self, edits: Iterable[Edit], at: At) -> None:
        """Give many cells their values and formulas; quickest where the edits of a row come together."""
        places: dict[int, int] = {}
        line = column = number = 0
        row, pieces, name_end = None, list[bytes](), b""
        try:
            for line, column, value, formula in edits:
                if line != number:
                    if row:
                        self._grid.finish(row)
                    number, row, name_end = line, self._open_row(line), b'%d"' % line
                    pieces = row.pieces if row else []
                name = cells.column_name(column) + name_end
                place = places.get(column, 0)
                if not (place < len(pieces) and pieces[place].startswith(name)):
                    place = row.find(column) if row else -1
                if row is None or place < 0:
                    self._edit(line, column, value, formula)
                    continue
                places[column] = place
                rest = pieces[place][len(name) :]
                written = self._written(rest, value, formula, row)
                if written is None:
                    self._edit(line, column, value, formula)
                    if b"shared" not in rest and len(self._settled) < _REMEMBERED:
                        self._settled[rest, type(value), value, formula] = pieces[place][len(name) :]
                elif written != rest:
                    pieces[place] = name + written
                    row.changed = self._grid.changed = True
        finally:
            at.cell(line, column)

    def refresh(self, blocks: Iterable[Block], at: At) -> None:
        """Replace the last results of formulas; of all on the sheet, by nothing, if one was moved away."""
        drafts = [self._drafted(block, at) for block in blocks]
        if None in drafts:
            self._empty()
            return
        for row, place, piece in (draft for drafted in drafts for draft in drafted or ()):
            if row.pieces[place] != piece:
                row.pieces[place] = piece
                row.changed = self._grid.changed = True

    def _empty(self) -> None:
        for row in list(self._grid.rows(1)):
            for column, xml in list(row.cells):
                if b"<%bf" % self._prefix in xml:
                    self._sheet.set_cached(row.number, column, None)

    def _drafted(self, block: Block, at: At) -> list[Draft] | None:
        """A block's cells as they will be, down to its last row with a formula, if all so far have one.

        Rows that show what they shall are passed by: from one day to the next, those are most.
        """
        drafts: list[Draft] = []
        places: dict[int, int] = {}
        ended = last = LAST_ROW
        for line, values in enumerate(block.rows, block.top):
            if self._shows(line, block.left, values):
                last = line
                continue
            row = self._grid.row(line)
            if row is None:
                ended = min(ended, line)
                continue
            for column, value in enumerate(values, block.left):
                at.cell(line, column)
                place = row.place(column, places.get(column, 0))
                piece = self._refreshed(row, place, value) if place >= 0 else None
                if piece is None:
                    ended = min(ended, line)
                    continue
                places[column], last = place, line
                drafts.append((row, place, piece))
        return drafts if last < ended else None

    def _shows(self, line: int, left: int, values: Sequence[Value]) -> bool:
        """Whether formulas that lie side by side gave these values, told by the bytes of an untouched row."""
        results = cells.results(self._grid.untouched(line), self._prefix)
        if not results or self._result(left, values[0]) not in results:
            return False
        wanted = [self._result(column, value) for column, value in enumerate(values, left)]
        first = results.index(wanted[0])
        return results[first : first + len(wanted)] == wanted

    def _result(self, column: int, value: Value) -> tuple[bytes, bytes, bytes]:
        """How a cell shows the result of its formula, as `cells.results` finds it."""
        return (cells.column_name(column), *cells.result(self._sheet.content(value)))

    def _refreshed(self, row: Row, place: int, value: Value) -> bytes | None:
        """A cell of a row with another result, None where it has no formula."""
        piece = row.pieces[place]
        start = piece.index(b'"') + 1 if row.plain else cells.end_of_place(piece, self._prefix)
        written = self._with_result(piece[start:], value, row)
        return None if written is None else piece[:start] + written

    def _with_result(self, rest: bytes, value: Value, row: Row) -> bytes | None:
        """What follows the place of a formula's cell once its result is the value."""
        wanted = rest, self._sheet.content(value)
        if wanted not in self._recalculated:
            row.proven = False
            if len(self._recalculated) >= _REMEMBERED:
                self._recalculated.clear()
            self._recalculated[wanted] = cells.recalculated(*wanted, self._prefix)
        return self._recalculated[wanted]

    def _written(self, rest: bytes, value: Value, formula: str | None, row: Row) -> bytes | None:
        """What follows the place of a cell once it holds a value, as far as that is known or easy to tell."""
        kind = type(value)
        if formula == "":
            return self._with_result(rest, value, row)
        if formula is not None or rest[-2:] != b"/>" or b"<" in rest:
            return self._settled.get((rest, kind, value, formula))
        kept, filling = self._kept.get((rest, kind)), self._fillings.get((kind, value))
        if kept is None or filling is None:
            kept, filling = self._filled(rest, value)
            row.proven = False
        return kept + filling

    def _filled(self, rest: bytes, value: Value) -> tuple[bytes, bytes]:
        """What follows the place of an empty cell once it holds a value: its attributes, then the value."""
        kind, wanted = type(value), self._sheet.constant(value)
        look = cells.look(rest[:-2])
        if wanted == EMPTY:
            return rest[:-2], b"/>"
        style = self._sheet.style(look.style, value, None)
        kept = look.without_value if style == look.style else cells.styled(look.without_value, style)
        filling = cells.filling(wanted, self._prefix)
        if len(self._fillings) < _REMEMBERED:
            self._kept[rest, kind], self._fillings[kind, value] = kept, filling
        return kept, filling

    def _open_row(self, number: int) -> Row | None:
        """The row if its cells are plain and any of them may be written."""
        row = self._grid.row(number)
        return row if row and row.plain and row.pieces and not self._sheet.regions.in_row(number) else None

    def _edit(self, row: int, column: int, value: Value, formula: str | None) -> None:
        if formula is None:
            self._sheet.set_value(row, column, value, None)
        elif formula:
            self._sheet.set_formula(row, column, formula, value, None)
        else:
            self._sheet.set_cached(row, column, value)
