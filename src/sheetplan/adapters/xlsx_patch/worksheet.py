"""One worksheet: values, formulas, whole rows and the look of columns, spliced into its XML."""

from collections.abc import Iterable, Iterator, Sequence

from sheetplan.model.values import Block
from sheetplan.xlsx.notation import a1
from sheetplan.xlsx.references import Area, checked
from sheetplan.xlsx.refusal import At, WorkbookRefused
from sheetplan.xlsx.table import Table

from . import cells, formulas, moved_rows, new_rows
from .cells import EMPTY, Value
from .columns import widened
from .conditional import with_rule
from .many_cells import Edit, ManyCells
from .moves import RowMove
from .regions import Regions
from .sheet import Sheet
from .styles import Look
from .surroundings import Surroundings
from .tail import Link, with_links, with_ranges_extended


class Worksheet:
    """The cells of one sheet, and what lies around them."""

    def __init__(
        self, data: bytes, tables: Iterable[Table], pivots: Iterable[Area], surroundings: Surroundings
    ) -> None:
        self._sheet = Sheet(data, tables, pivots, surroundings)
        self._many = ManyCells(self._sheet)
        self.set_value = self._sheet.set_value
        self.set_cached = self._sheet.set_cached
        self.set_formula = self._sheet.set_formula

    @property
    def changed(self) -> bool:
        """Whether anything on the sheet differs from what was read."""
        return self._sheet.grid.changed or self._sheet.frame.changed

    @property
    def formulas_moved(self) -> bool:
        """Whether there are formulas in other cells than before."""
        return self._sheet.formulas_moved

    @property
    def regions(self) -> Regions:
        """What of the sheet is closed to writing, and its tables."""
        return self._sheet.regions

    def edit(self, edits: Iterable[Edit], at: At) -> None:
        """Give many cells their values and formulas; quickest where the edits of a row come together."""
        self._many.edit(edits, at)

    def refresh(self, blocks: Iterable[Block], at: At) -> None:
        """Replace the last results of formulas; of all on the sheet, by nothing, if one was moved away."""
        self._many.refresh(blocks, at)

    def paint(self, row: int, column: int, look: Look) -> None:
        """Give a cell another fill or font; what it holds stays."""
        checked(row, column)
        sheet, held = self._sheet, self._sheet.cell(row, column)
        base = sheet.base_style(row, column, held)
        style = sheet.styles.painted(base, look)
        if held is None:
            sheet.put(row, column, None, style, EMPTY)
        elif style != base:
            xml = sheet.grid.cell(row, column) or b""
            name_end = len(sheet.prefix) + 2
            tag_end = xml.index(b">") - (xml[xml.index(b">") - 1 : xml.index(b">")] == b"/")
            written = cells.styled(xml[name_end:tag_end], style)
            sheet.grid.put(row, column, xml[:name_end] + written + xml[tag_end:])

    def add_rule(self, areas: str, formula: str, look: Look) -> None:
        """Let a formula paint an area, behind all rules that are there."""
        frame, index = self._sheet.frame, self._sheet.styles.rule_look(look)
        text = formulas.normalised(formula)
        frame.put_tail(with_rule(frame.tail, areas, text, index, self._sheet.prefix))

    def head(self, row: int, column: int, heading: str, like: int) -> None:
        """Write the heading of a column that belongs to no table, in the look of another column's."""
        self.set_value(row, column, heading, None)
        sheet, held = self._sheet, self._sheet.cell(row, column)
        style = sheet.style_at(row, like)
        if held and held.style != style:
            sheet.put(row, column, held, style, sheet.content(heading))

    def widen(self, column: int, width: float) -> None:
        """Let a column be at least so many characters wide."""
        frame = self._sheet.frame
        frame.put_head(widened(frame.head, column, width, self._sheet.prefix))

    def head_column(self, table: Table, column: int, heading: str) -> None:
        """Write the heading of a column to be and give its cells the look of their neighbours to the left.

        Nothing may stand where the column will be.
        """
        sheet, rows = self._sheet, range(table.area.top, table.area.bottom + 1)
        for row in rows:
            held = sheet.cell(row, column)
            if held and (held.formula or not sheet.holds(held, EMPTY)):
                raise WorkbookRefused("column-taken", a1(row, column))
        for row in rows:
            value = heading if row == table.area.top else None
            sheet.put(row, column, None, sheet.style_at(row, column - 1), sheet.content(value))

    def replace_rows(
        self,
        first_row: int,
        first_column: int,
        rows: Sequence[Sequence[Value]],
        links: Sequence[Link],
        heights: Sequence[float] = (),
    ) -> None:
        """Put these rows and links in place of all from the first one down, in the look of the first one."""
        new_rows.replace_rows(self._sheet, first_row, first_column, rows, heights)
        frame = self._sheet.frame
        frame.put_tail(with_links(frame.tail, links, first_row, self._sheet.prefix))

    def extend_ranges(self, old_last_row: int, new_last_row: int) -> None:
        """Let rules and lists that ended at one row end at another."""
        frame = self._sheet.frame
        frame.put_tail(with_ranges_extended(frame.tail, old_last_row, new_last_row))

    def guard_move(self, move: RowMove) -> None:
        """Return if rows may be inserted or deleted there; refuse otherwise."""
        moved_rows.guard_move(self._sheet, move)

    def move_rows(self, move: RowMove) -> None:
        """Insert or delete rows; what names rows on this sheet follows, new rows of a table are alike."""
        moved_rows.move_rows(self._sheet, move)

    def follow(self, move: RowMove, home: str) -> None:
        """Let formulas, rules and places of this sheet name the rows where they lie after a move."""
        moved_rows.follow(self._sheet, move, home)

    def chunks(self) -> Iterator[bytes | memoryview]:
        """Yield the sheet as XML, piece by piece."""
        self._sheet.shared.settle()
        before, after = self._sheet.frame.around(self._sheet.grid)
        yield before
        yield from self._sheet.grid.chunks()
        yield after

    def proof(self) -> Iterator[bytes]:
        """Yield a sheet with the rows alone that hold anything new: if it is well-formed, so is the whole."""
        before, after = self._sheet.frame.around(self._sheet.grid)
        yield before
        yield from self._sheet.grid.unproven()
        yield after
