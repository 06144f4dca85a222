"""One worksheet: values, formulas and whole rows, spliced into its XML."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sheetplan.xlsx.markup import attributes, children, prefix, with_attribute
from sheetplan.xlsx.notation import a1
from sheetplan.xlsx.references import LAST_ROW, Area, checked, parse_area
from sheetplan.xlsx.refusal import At, WorkbookRefused
from sheetplan.xlsx.table import Table

from . import cells, formulas
from .cells import EMPTY, Cell, Content, Value
from .columns import column_styles, widened
from .conditional import with_rule
from .follow import followed, followed_drawing
from .grid import Grid
from .moves import RowMove
from .regions import Region, Regions, arrays, merged
from .row import Row
from .shared import SharedFormulas
from .styles import Look, Styles, date_format
from .tail import Link, with_links, with_ranges_extended

Edit = tuple[int, int, Value, str | None]
"""What one cell shall hold: its row and column, its value, and the formula whose result the value is.

The formula is written in English, with commas; it is empty where the one that stands there is kept, and None
where the value stands for itself.
"""


Results = Mapping[tuple[int, int], Value]
"""What formulas last gave, by row and column."""


_REMEMBERED = 4000
"""Cells and values of which it is remembered how they are written; more would take much room."""

_UNMOVABLE = (b"customSheetViews", b"dataConsolidate", b"scenarios")
"""What names rows in ways that nobody here follows."""


class Surroundings(NamedTuple):
    """What a sheet shares with its workbook; parts that are rarely needed come when asked for."""

    date1904: bool
    text: Callable[[int], str]
    styles: Callable[[], Styles]


class Worksheet:
    """The cells of one sheet, and what lies around them."""

    def __init__(
        self, data: bytes, tables: Iterable[Table], pivots: Iterable[Area], surroundings: Surroundings
    ) -> None:
        self._prefix = prefix(data)
        self._head, self._tail, start, end = _cut(data, self._prefix)
        self._around = surroundings
        self._grid = Grid(data, start, end, self._prefix)
        self._frame_changed = False
        self.formulas_moved = False
        closed = (*merged(self._tail), *arrays(data, start, end, self._prefix))
        self.regions = Regions((*closed, *(Region(area, "pivot") for area in pivots)), tables)
        self._column_styles = column_styles(self._head, self._prefix)
        self._settled: dict[tuple[bytes, type, Value, str | None], bytes] = {}
        self._kept: dict[tuple[bytes, type], bytes] = {}
        self._fillings: dict[tuple[type, Value], bytes] = {}
        self._shared = SharedFormulas(self._grid, self._prefix)

    @property
    def changed(self) -> bool:
        """Whether anything on the sheet differs from what was read."""
        return self._grid.changed or self._frame_changed

    def edit(self, edits: Iterable[Edit], at: At) -> None:
        """Give many cells their values and formulas; quickest where the edits of a row come together.

        A plan has thousands of cells but few that differ in more than their place: what becomes of one cell
        becomes of the next one like it.
        """
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
            if row is None or not row.pieces[place].startswith(name):
                at.cell(line, column)
                self._edit(line, column, value, formula)
                continue
            rest = row.pieces[place][len(name) :]
            at.cell(line, column)
            written = self._written(rest, value, formula, row)
            if written is None:
                self._edit(line, column, value, formula)
                if b"shared" not in rest and len(settled) < _REMEMBERED:
                    settled[rest, type(value), value, formula] = row.pieces[place][len(name) :]
            elif written != rest:
                row.pieces[place] = name + written
                row.changed = self._grid.changed = True

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
        kind, wanted = type(value), self._constant(value)
        look = cells.look(rest[:-2])
        if wanted == EMPTY:
            return rest[:-2], b"/>"
        style = self._style(look.style, value, None)
        kept = look.without_value if style == look.style else cells.styled(look.without_value, style)
        filling = cells.filling(wanted, self._prefix)
        if len(self._fillings) < _REMEMBERED:
            self._kept[rest, kind], self._fillings[kind, value] = kept, filling
        return kept, filling

    def _open_row(self, number: int) -> Row | None:
        """The row if its cells are plain and any of them may be written."""
        row = self._grid.row(number)
        return row if row and row.plain and row.pieces and not self.regions.in_row(number) else None

    def _edit(self, row: int, column: int, value: Value, formula: str | None) -> None:
        if formula is None:
            self.set_value(row, column, value, None)
        elif formula:
            self.set_formula(row, column, formula, value, None)
        else:
            self.set_cached(row, column, value)

    def set_value(self, row: int, column: int, value: Value, number_format: str | None) -> None:
        """Give a cell a value; a formula that stood there is dropped."""
        checked(row, column)
        held, wanted = self._cell(row, column), self._constant(value)
        stands = self._stands(held, wanted)
        if stands and not (held and number_format):
            return
        base = self._base_style(row, column, held)
        style = self._style(base, value, number_format)
        if stands and style == base:
            return
        self.regions.guard(row, column)
        self._forget_formula(held)
        self.formulas_moved |= bool(held and held.formula)
        self._grid.put(row, column, cells.constant(self._tag(row, column, held, style), wanted, self._prefix))

    def set_cached(self, row: int, column: int, value: Value) -> None:
        """Replace the last result of a formula."""
        checked(row, column)
        held = self._cell(row, column)
        if held is None or not held.formula:
            raise WorkbookRefused("no-formula")
        wanted = self._content(value)
        if not self._holds(held, wanted):
            self._write_result(row, column, held, wanted, held.style)

    def refresh(self, parts: Iterable[Results], at: At) -> None:
        """Replace the last results of formulas; of all on the sheet, by nothing, if one was moved away."""
        built = [self._built(part) for part in parts]
        if None not in built:
            self.edit(((*place, value, "") for part in built for place, value in (part or {}).items()), at)
            return
        for row in list(self._grid.rows(1)):
            for column, xml in list(row.cells):
                if b"<%bf" % self._prefix in xml:
                    self.set_cached(row.number, column, None)

    def _built(self, part: Results) -> Results | None:
        """The part down to its last row with a formula, if all cells so far have one."""
        opening = b"<%bf" % self._prefix
        held = {place for place in part if opening in (self._grid.cell(*place) or b"")}
        end = max((row for row, _ in held), default=0)
        built = {place: value for place, value in part.items() if place[0] <= end}
        return built if held and built.keys() == held else None

    def set_formula(
        self, row: int, column: int, formula: str, cached: Value, style_from: tuple[int, int] | None
    ) -> None:
        """Give a cell a formula and its result."""
        checked(row, column)
        text, wanted = formulas.normalised(formula), self._content(cached)
        held = self._cell(row, column)
        base = self._cell_style(*style_from) if style_from else self._base_style(row, column, held)
        if held and held.formula and self._shared.text(row, column, held) == text:
            if not self._holds(held, wanted) or held.style != base:
                self._write_result(row, column, held, wanted, base)
            return
        self.regions.guard(row, column)
        self._forget_formula(held)
        self.formulas_moved |= not (held and held.formula)
        tag = self._tag(row, column, held, self._style(base, cached, None))
        element = cells.formula_element(text, self._prefix)
        self._grid.put(row, column, cells.calculated(tag, element, wanted, self._prefix))

    def paint(self, row: int, column: int, look: Look) -> None:
        """Give a cell another fill or font; what it holds stays."""
        checked(row, column)
        held = self._cell(row, column)
        base = self._base_style(row, column, held)
        style = self._around.styles().painted(base, look)
        if held is None:
            self._grid.put(
                row, column, cells.constant(self._tag(row, column, None, style), EMPTY, self._prefix)
            )
        elif style != base:
            xml = self._grid.cell(row, column) or b""
            name_end = len(self._prefix) + 2
            tag_end = xml.index(b">") - (xml[xml.index(b">") - 1 : xml.index(b">")] == b"/")
            written = cells.styled(xml[name_end:tag_end], style)
            self._grid.put(row, column, xml[:name_end] + written + xml[tag_end:])

    def add_rule(self, areas: str, formula: str, look: Look) -> None:
        """Let a formula paint an area, behind all rules that are there."""
        index = self._around.styles().rule_look(look)
        self._replace_tail(with_rule(self._tail, areas, formulas.normalised(formula), index, self._prefix))

    def head(self, row: int, column: int, heading: str, like: int) -> None:
        """Write the heading of a column that belongs to no table, in the look of another column's."""
        self.set_value(row, column, heading, None)
        held = self._cell(row, column)
        style = self._cell_style(row, like)
        if held and held.style != style:
            self._grid.put(
                row,
                column,
                cells.constant(self._tag(row, column, held, style), self._content(heading), self._prefix),
            )

    def widen(self, column: int, width: float) -> None:
        """Let a column be at least so many characters wide."""
        self._replace_head(widened(self._head, column, width, self._prefix))

    def head_column(self, table: Table, column: int, heading: str) -> None:
        """Write the heading of a column to be and give its cells the look of their neighbours to the left.

        Nothing may stand where the column will be.
        """
        area = table.area
        for row in range(area.top, area.bottom + 1):
            held = self._cell(row, column)
            if held and (held.formula or not self._holds(held, EMPTY)):
                raise WorkbookRefused("column-taken", a1(row, column))
        for row in range(area.top, area.bottom + 1):
            style = self._cell_style(row, column - 1)
            value = heading if row == area.top else None
            tag = cells.place(row, column) + (cells.styled(b"", style) if style else b"")
            self._grid.put(row, column, cells.constant(tag, self._content(value), self._prefix))

    def replace_rows(
        self,
        first_row: int,
        first_column: int,
        rows: Sequence[Sequence[Value]],
        links: Sequence[Link],
        heights: Sequence[float] = (),
    ) -> None:
        """Put these rows in place of all from the first one down, in the look of the first one.

        Heights are in points, for rows whose height nobody set by hand; a program that fits rows may change
        them.
        """
        checked(first_row + max(len(rows), 1) - 1, first_column)
        if not self._shows(first_row, first_column, rows):
            self.regions.guard_rows(first_row)
            written, reach = self._rows_in_look(first_row, first_column, rows)
            self._drop_rows(first_row)
            for index, (tag, row_cells) in enumerate(written):
                fitted = index < len(heights) and b"ht" not in attributes(tag)
                high = b' ht="%.2f"' % heights[index] if fitted else b""
                self._grid.lay(first_row + index, tag + high, row_cells, reach)
        self._replace_tail(with_links(self._tail, links, first_row, self._prefix))

    def extend_ranges(self, old_last_row: int, new_last_row: int) -> None:
        """Let rules and lists that ended at one row end at another."""
        self._replace_tail(with_ranges_extended(self._tail, old_last_row, new_last_row))

    def guard_move(self, move: RowMove) -> None:
        """Return if rows may be inserted or deleted there; refuse otherwise."""
        checked(move.first, 1)
        if move.shift > 0 and self._grid.last_row + move.shift > LAST_ROW:
            raise WorkbookRefused("bad-place", f"row {self._grid.last_row + move.shift}")
        for name in _UNMOVABLE:
            if any(part.local == name for part in children(self._tail)):
                raise WorkbookRefused("rows-cannot-move", name.decode())
        self.regions.guard_move(move)

    def move_rows(self, move: RowMove) -> None:
        """Insert or delete rows; what names rows on this sheet follows, new rows of a table are alike."""
        model = self._grid.row(move.first - 1) if move.shift > 0 else None
        self._shared.part_ways()
        self._grid.move(move)
        self.regions = self.regions.moved(move)
        self.follow(move, move.sheet)
        self._replace_tail(followed_drawing(self._tail, move))
        if model and self.regions.in_data(model.number):
            for number in range(move.first, move.first + move.shift):
                self._grid.append(number, _row_look(model.attributes))
                for column, xml in model.cells:
                    self._grid.put(number, column, self._like(xml, model.number, number, column))

    def follow(self, move: RowMove, home: str) -> None:
        """Let formulas, rules and places of this sheet name the rows where they lie after a move."""
        self.formulas_moved = True
        if any(move.formula(text, home) != text for text in self._shared.texts()):
            self._shared.part_ways()
        for row in list(self._grid.rows_holding(b"<%bf" % self._prefix)):
            for column, xml in list(row.cells):
                held = cells.parse(xml, self._prefix)
                formula = self._followed_formula(held, move, home)
                if formula != held.formula:
                    self._grid.put(row.number, column, xml.replace(held.formula, formula, 1))
        self._replace_head(followed(self._head, move, home))
        self._replace_tail(followed(self._tail, move, home))

    def _followed_formula(self, held: Cell, move: RowMove, home: str) -> bytes:
        if not held.formula:
            return b""
        end = held.formula.index(b">")
        tag = held.formula[len(self._prefix) + 2 : end].rstrip(b"/")
        reference = held.formula_attributes.get(b"ref")
        if reference and home == move.sheet:
            tag = with_attribute(tag, b"ref", move.references(reference.decode()).encode())
        text = held.formula_text
        return cells.formula_element(move.formula(text, home), self._prefix, tag) if text else held.formula

    def _like(self, xml: bytes, row: int, number: int, column: int) -> bytes:
        """A new cell in the look of one above it, with its formula where it has one."""
        held = cells.parse(xml, self._prefix)
        tag = cells.place(number, column) + (cells.styled(b"", held.style) if held.style else b"")
        if not held.formula or held.formula_attributes:
            return cells.constant(tag, EMPTY, self._prefix)
        text = formulas.moved(held.formula_text, number - row, 0)
        return cells.calculated(tag, cells.formula_element(text, self._prefix), EMPTY, self._prefix)

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Yield the sheet as XML, piece by piece."""
        self._shared.settle()
        yield b"%b<%bsheetData>" % (self._dimensioned_head(), self._prefix)
        yield from self._grid.chunks()
        yield b"</%bsheetData>%b" % (self._prefix, self._tail)

    def proof(self) -> Iterator[bytes]:
        """Yield a sheet with the rows alone that hold anything new: if it is well-formed, so is the whole."""
        yield b"%b<%bsheetData>" % (self._dimensioned_head(), self._prefix)
        yield from self._grid.unproven()
        yield b"</%bsheetData>%b" % (self._prefix, self._tail)

    def _cell(self, row: int, column: int) -> Cell | None:
        xml = self._grid.cell(row, column)
        return None if xml is None else cells.parse(xml, self._prefix)

    def _content(self, value: Value) -> Content:
        return cells.content(value, self._around.date1904)

    def _constant(self, value: Value) -> Content:
        # Excel cannot hold an empty text constant: clearing a cell leaves nothing.
        return self._content(None if value == "" else value)

    def _holds(self, held: Cell, wanted: Content) -> bool:
        return held.content(self._around.date1904, self._around.text, self._prefix).same(wanted)

    def _stands(self, held: Cell | None, wanted: Content) -> bool:
        if held is None:
            return wanted == EMPTY
        return not held.formula and self._holds(held, wanted)

    def _default_style(self, row: int, column: int) -> int:
        found = self._grid.row(row)
        tag = attributes(found.attributes) if found else {}
        if tag.get(b"customFormat") in (b"1", b"true"):
            return int(tag.get(b"s", 0))
        return next((style for first, last, style in self._column_styles if first <= column <= last), 0)

    def _base_style(self, row: int, column: int, held: Cell | None) -> int:
        return held.style if held else self._default_style(row, column)

    def _style(self, base: int, value: Value, number_format: str | None) -> int:
        if number_format:
            return self._around.styles().with_number_format(base, number_format)
        shown_as = date_format(value)
        if shown_as is None or self._around.styles().shows_dates(base):
            return base
        return self._around.styles().with_number_format(base, shown_as)

    def _tag(self, row: int, column: int, held: Cell | None, style: int) -> bytes:
        if held is None:
            return cells.place(row, column) + (cells.styled(b"", style) if style else b"")
        kept = held.look.without_value
        return held.place + (kept if style == held.style else cells.styled(kept, style))

    def _write_result(self, row: int, column: int, held: Cell, wanted: Content, style: int) -> None:
        kept = held.look.without_result
        tag = held.place + (kept if style == held.style else cells.styled(kept, style))
        self._grid.put(row, column, cells.calculated(tag, held.formula, wanted, self._prefix))

    def _forget_formula(self, held: Cell | None) -> None:
        if held and held.formula:
            self._shared.leave(held)

    def _shows(self, first_row: int, first_column: int, rows: Sequence[Sequence[Value]]) -> bool:
        """Whether the rows from the first one down hold exactly these values already."""
        given = dict(enumerate(rows, first_row))
        numbers = sorted(self._grid.numbers(first_row) | given.keys())
        return all(self._row_shows(row, first_column, given.get(row, ())) for row in numbers)

    def _row_shows(self, number: int, first_column: int, values: Sequence[Value]) -> bool:
        wanted = dict(enumerate(map(self._constant, values), first_column))
        row = self._grid.row(number)
        held = {column: cells.parse(xml, self._prefix) for column, xml in (row.cells if row else ())}
        return all(
            self._stands(held.get(column), wanted.get(column, EMPTY))
            for column in held.keys() | wanted.keys()
        )

    def _rows_in_look(
        self, first_row: int, first_column: int, rows: Sequence[Sequence[Value]]
    ) -> tuple[list[tuple[bytes, bytes]], tuple[int, int] | None]:
        """The tag and the cells of each new row, and their columns; without values one row keeps the look."""
        model = self._grid.row(first_row)
        tag = _row_look(model.attributes) if model else b""
        width = max(map(len, rows), default=0)
        columns = sorted({*(model.columns if model else ()), *range(first_column, first_column + width)})
        pieces = [
            (column, self._new_cells(column, self._cell_style(first_row, column))) for column in columns
        ]
        written = []
        for number, row in enumerate(rows or [()], first_row):
            digits, given = b"%d" % number, dict(enumerate(row, first_column))
            written.append((tag, b"".join(digits.join(around(given.get(c))) for c, around in pieces)))
        return written, (columns[0], columns[-1]) if columns else None

    def _new_cells(self, column: int, base: int) -> Callable[[Value], tuple[bytes, bytes]]:
        """What makes a value a new cell of a column: the pieces before and after the number of its row."""

        # Most of a column's values come again and again; True and 1 are cells of different types.
        @lru_cache(maxsize=None, typed=True)
        def around(value: Value) -> tuple[bytes, bytes]:
            return cells.new(column, self._style(base, value, None), self._constant(value), self._prefix)

        return around

    def _cell_style(self, row: int, column: int) -> int:
        return self._base_style(row, column, self._cell(row, column))

    def _drop_rows(self, first_row: int) -> None:
        for row in self._grid.rows_holding(b"<%bf" % self._prefix):
            for _, xml in row.cells if row.number >= first_row else ():
                held = cells.parse(xml, self._prefix)
                self.formulas_moved |= bool(held.formula)
                self._forget_formula(held)
        self._grid.cut(first_row)

    def _replace_tail(self, changed: bytes) -> None:
        self._frame_changed |= changed != self._tail
        self._tail = changed

    def _replace_head(self, changed: bytes) -> None:
        self._frame_changed |= changed != self._head
        self._head = changed

    def _dimensioned_head(self) -> bytes:
        match = re.search(rb"(<%bdimension\s[^>]*?ref\s*=\s*[\"'])([^\"']*)" % self._prefix, self._head)
        if not match or not (self._grid.added or self._grid.shortened):
            return self._head
        area = parse_area(match[2].decode())
        if self._grid.shortened:
            area = area._replace(bottom=max(area.top, self._grid.last_row))
        if self._grid.added:
            area = area.widened(self._grid.added)
        return self._head[: match.start(2)] + str(area).encode() + self._head[match.end(2) :]


def _cut(data: bytes, prefix: bytes) -> tuple[bytes, bytes, int, int]:
    """What stands before and after <sheetData>, and where its content begins and ends."""
    opening = re.search(rb"<%bsheetData(?=[\s/>])[^>]*?(/?)>" % re.escape(prefix), data)
    if not opening:
        raise WorkbookRefused("unreadable-part", "no sheetData")
    head, start = data[: opening.start()], opening.end()
    if opening[1]:
        return head, data[start:], start, start
    closing = data.rindex(b"</%bsheetData" % prefix)
    return head, data[data.index(b">", closing) + 1 :], start, closing


def _row_look(tag: bytes) -> bytes:
    """The attributes of a row that its neighbours may share: format and a height set by hand."""
    stated = attributes(tag)
    kept = [b"s", b"customFormat"]
    # A height that Excel measured fits the text of this row only.
    if stated.get(b"customHeight") in (b"1", b"true"):
        kept += [b"ht", b"customHeight"]
    return b"".join(b' %b="%b"' % (name, stated[name]) for name in kept if name in stated)
