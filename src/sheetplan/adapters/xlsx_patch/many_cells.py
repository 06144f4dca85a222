"""Thousands of cells written at once: what becomes of one becomes of the next one like it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sheetplan.xlsx.markup import string
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
Results = Mapping[tuple[int, int], Value]
"""What formulas last gave, by row and column."""

_REMEMBERED = 4000
"""Cells and values of which it is remembered how they are written; more would take much room."""
_STATED = {"number": b"n", "text": b"str", "bool": b"b", "error": b"e"}
"""How the attributes of a cell with a formula name the kind of its result."""


class _Result(NamedTuple):
    """A result as it is written: its kind, what the attributes say of it, and the text of the value."""

    content: Content
    kind: bytes
    attribute: bytes
    text: bytes


class ManyCells:
    """Writes cells by the row. A plan has thousands of cells but few that differ in more than their place."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet, self._grid, self._prefix = sheet, sheet.grid, sheet.prefix
        self._opened, self._formula = b"<%bv>" % self._prefix, b"><%bf" % self._prefix
        self._closed = b"</%bv></%bc>" % (self._prefix, self._prefix)
        self._settled: dict[tuple[bytes, type, Value, str | None], bytes] = {}
        self._kept: dict[tuple[bytes, type], bytes] = {}
        self._fillings: dict[tuple[type, Value], bytes] = {}
        self._results: dict[tuple[type, Value], _Result] = {}

    def edit(self, edits: Iterable[Edit], at: At) -> None:
        """Give many cells their values and formulas; quickest where the edits of a row come together."""
        settled, places = self._settled, dict[int, int]()
        number, row, name_end = 0, None, b""
        for line, column, value, formula in edits:
            if line != number:
                if row:
                    self._grid.finish(row)
                number, row, name_end = line, self._open_row(line), b'%d"' % line
            name = cells.column_name(column) + name_end
            place = places.get(column, 0)
            if row and not (place < len(row.pieces) and row.pieces[place].startswith(name)):
                place = places[column] = max(row.find(column), 0)
            at.cell(line, column)
            if row is None or not row.pieces[place].startswith(name):
                self._edit(line, column, value, formula)
                continue
            rest = row.pieces[place][len(name) :]
            written = self._recalculated(rest, value, row) if formula == "" else None
            if written is None:
                written = self._written(rest, value, formula, row)
            if written is None:
                self._edit(line, column, value, formula)
                if b"shared" not in rest and len(settled) < _REMEMBERED:
                    settled[rest, type(value), value, formula] = row.pieces[place][len(name) :]
            elif written != rest:
                row.pieces[place] = name + written
                row.changed = self._grid.changed = True

    def refresh(self, parts: Iterable[Results], at: At) -> None:
        """Replace the last results of formulas; of all on the sheet, by nothing, if one was moved away."""
        built = [self._built(part) for part in parts]
        if None not in built:
            self.edit(((*place, value, "") for part in built for place, value in (part or {}).items()), at)
            return
        for row in list(self._grid.rows(1)):
            for column, xml in list(row.cells):
                if self._formula[1:] in xml:
                    self._sheet.set_cached(row.number, column, None)

    def _built(self, part: Results) -> Results | None:
        """The part down to its last row with a formula, if all cells so far have one."""
        wanted: dict[int, list[int]] = defaultdict(list)
        for number, column in part:
            wanted[number].append(column)
        held = {
            number: self._with_formulas(number).intersection(columns) for number, columns in wanted.items()
        }
        end = max((number for number, columns in held.items() if columns), default=0)
        if not end or any(len(held[number]) < len(wanted[number]) for number in wanted if number <= end):
            return None
        return {place: value for place, value in part.items() if place[0] <= end}

    def _with_formulas(self, number: int) -> set[int]:
        row, formula = self._grid.row(number), self._formula[1:]
        if row is None:
            return set()
        return {column for column, xml in zip(row.columns, row.pieces, strict=True) if formula in xml}

    def _recalculated(self, rest: bytes, value: Value, row: Row) -> bytes | None:
        """What follows the place of a cell whose formula has another result, where that is easy to tell."""
        tag_end, opened = rest.find(b">"), rest.rfind(self._opened)
        if opened < 0 or not (rest.startswith(self._formula, tag_end) and rest.endswith(self._closed)):
            return None
        result = self._results.get((type(value), value)) or self._result(value, row)
        if result is None:
            return None
        look = cells.look(rest[:tag_end])
        stands = rest[opened + len(self._opened) : -len(self._closed)]
        if look.kind == result.kind and (stands == result.text or _same(stands, result)):
            return rest
        return b"%b%b%b%b%b" % (
            look.without_result, result.attribute, rest[tag_end : opened + len(self._opened)], result.text,
            self._closed,
        )  # fmt: skip

    def _result(self, value: Value, row: Row) -> _Result | None:
        """A value as the result of a formula; None for no result at all."""
        content = self._sheet.content(value)
        if content == EMPTY:
            return None
        row.proven = False
        made = _Result(content, _STATED[content.kind], *cells.result(content))
        if len(self._results) < _REMEMBERED:
            self._results[type(value), value] = made
        return made

    def _written(self, rest: bytes, value: Value, formula: str | None, row: Row) -> bytes | None:
        """What follows the place of a cell once it holds a value, as far as that is known or easy to tell."""
        kind = type(value)
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


def _same(stands: bytes, result: _Result) -> bool:
    """Whether a result that is written otherwise is the same."""
    if result.content.kind == "text":
        return string(stands) == result.content.value
    if result.content.kind != "number":
        return False
    try:
        return Content("number", float(stands)).same(result.content)
    except ValueError:
        return False
