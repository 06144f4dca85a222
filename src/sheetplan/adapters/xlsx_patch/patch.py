"""Bytes in, bytes out: the workbook with some cells changed and everything else as it was."""

from collections.abc import Iterable, Mapping, Sequence

from sheetplan.model.values import EMPTY, Block
from sheetplan.xlsx.book import relationships
from sheetplan.xlsx.markup import child, root
from sheetplan.xlsx.references import Area, parse_area
from sheetplan.xlsx.refusal import At, WorkbookRefused
from sheetplan.xlsx.table import Table, read_table

from . import custom_xml
from .cells import Value
from .charts import redrawn
from .drawings import covered
from .edited_package import EditedPackage
from .many_cells import Edit
from .moves import RowMove
from .new_sheet import add_sheet
from .regions import Regions
from .row_moves import move_rows
from .styles import Look
from .surroundings import Surroundings
from .table import resized, with_column
from .tail import Link
from .workbook import Workbook
from .worksheet import Worksheet


class WorkbookPatch:
    """A workbook that takes edits and gives itself back.

    Rows and columns count from 1. An edit that says what already stands there changes nothing, so
    the same edits applied to their own result give back the very same bytes.
    """

    def __init__(self, data: bytes, *, break_signature: bool = False) -> None:
        """Open the workbook, or raise WorkbookRefused if changing it would put it at risk.

        Args:
            data: the file.
            break_signature: a digital signature, which no changed file can keep, is removed with the first
                edit; else a signed workbook is refused.
        """
        self._package = EditedPackage(data)
        with At("workbook"):
            self._workbook = Workbook(self._package, break_signature=break_signature)
        self._shared = Surroundings(self._package, self._workbook)
        self._worksheets: dict[str, Worksheet] = {}
        self._formulas_moved = False

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets in tab order, hidden ones and chart sheets included."""
        return tuple(self._workbook.sheets)

    def sheet_part(self, sheet: str) -> str:
        """The name of the part that describes a worksheet."""
        with At(sheet):
            return self._workbook.sheet_part(sheet)

    def set_value(
        self, sheet: str, row: int, column: int, value: Value, *, number_format: str | None = None
    ) -> None:
        """Give a cell a value in the format it has, dropping a formula; None and "" empty it."""
        with At(sheet, row, column):
            self._sheet(sheet).set_value(row, column, value, number_format)

    def edit(self, sheet: str, edits: Iterable[Edit]) -> None:
        """Give many cells their values and formulas in the formats they have, best row by row."""
        at = At(sheet)
        with at:
            self._sheet(sheet).edit(edits, at)

    def set_cached(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Refresh the last result of a formula; "" is an empty text, None no result at all."""
        with At(sheet, row, column):
            self._sheet(sheet).set_cached(row, column, value)

    def refresh(self, sheet: str, blocks: Iterable[Block]) -> None:
        """Refresh the last results of a sheet's formulas; drop them all if one has left its place."""
        at = At(sheet)
        with at:
            self._sheet(sheet).refresh(blocks, at)

    def redraw(self, sheet: str, results: Mapping[str, Sequence[Block]]) -> None:
        """Refresh what the charts on a sheet keep of other sheets' cells, told by the sheets' names."""
        with At(sheet):
            for drawing in self._linked(self._workbook.sheet_part(sheet), "drawing"):
                for chart in self._linked(drawing, "chart"):
                    before = self._package.xml(chart)
                    after = redrawn(before, results)
                    if after != before:
                        self._package.put(chart, after)

    def set_formula(
        self,
        sheet: str,
        row: int,
        column: int,
        formula: str,
        cached: Value,
        *,
        style_from: tuple[int, int] | None = None,
    ) -> None:
        """Give a cell a formula (in English, with commas) and its result, in the format of another cell."""
        with At(sheet, row, column):
            self._sheet(sheet).set_formula(row, column, formula, cached, style_from)

    def replace_rows(
        self,
        sheet: str,
        first_row: int,
        first_column: int,
        rows: Sequence[Sequence[Value]],
        links: Sequence[Link] = (),
        *,
        heights: Sequence[float] = (),
    ) -> None:
        """Put rows and links in place of everything from a row down, in the look of that row."""
        with At(sheet):
            self._sheet(sheet).replace_rows(first_row, first_column, rows, links, heights)

    def insert_rows(self, sheet: str, before: int, count: int = 1) -> None:
        """Insert empty rows above a row; formulas, tables, rules, names and drawings follow.

        Within a table, new rows have the look and the formulas of the row above them.
        """
        with At(sheet, before, 1):
            move_rows(self._package, self._workbook, self._sheet, RowMove(sheet, before, count))

    def delete_rows(self, sheet: str, first: int, count: int = 1) -> None:
        """Delete rows from one on; what lies below moves up, and references to what is gone say so."""
        with At(sheet, first, 1):
            move_rows(self._package, self._workbook, self._sheet, RowMove(sheet, first, -count))

    def resize_table(self, sheet: str, table_name: str, last_row: int) -> None:
        """Let a table end at a row; at least one row stays below its headings."""
        with At(sheet):
            regions = self._sheet(sheet).regions
            table = _named(regions, table_name)
            before = self._package.xml(table.part)
            self._put_table(
                regions, table, resized(before, table, last_row, regions.obstacles(table)), before
            )

    def add_column(self, sheet: str, table_name: str, heading: str) -> int:
        """Let a table reach one column further to the right; return the number of that column."""
        with At(sheet):
            worksheet = self._sheet(sheet)
            table = _named(worksheet.regions, table_name)
            column, before = table.area.right + 1, self._package.xml(table.part)
            after = with_column(before, table, heading, worksheet.regions.obstacles(table))
            worksheet.head_column(table, column, heading)
            self._put_table(worksheet.regions, table, after, before)
            return column

    def head(self, sheet: str, row: int, column: int, heading: str, *, like: int) -> None:
        """Write the heading of a column that belongs to no table, in the look of another column's."""
        with At(sheet, row, column):
            self._sheet(sheet).head(row, column, heading, like)

    def widen_column(self, sheet: str, column: int, width: float) -> None:
        """Let a column be at least so many characters wide."""
        with At(sheet):
            self._sheet(sheet).widen(column, width)

    def drawn(self, sheet: str) -> list[Area]:
        """Return the cells that charts, pictures and shapes of a sheet lie over."""
        with At(sheet):
            parts = self._linked(self._workbook.sheet_part(sheet), "drawing")
            return [area for part in parts for area in covered(self._package.xml(part))]

    def paint(self, sheet: str, row: int, column: int, look: Look) -> None:
        """Give a cell another fill or font; what it holds and its other formats stay."""
        with At(sheet, row, column):
            self._sheet(sheet).paint(row, column, look)

    def add_conditional_format(self, sheet: str, areas: str, formula: str, look: Look) -> None:
        """Let a formula paint cells, such as ``A5:H90 J5:J90``; the same rule is not added twice."""
        with At(sheet):
            self._sheet(sheet).add_rule(areas, formula, look)

    def add_sheet(
        self,
        name: str,
        *,
        widths: Sequence[float] = (),
        frozen_rows: int = 0,
        offers: Mapping[int, str] = EMPTY,
    ) -> None:
        """Add an empty worksheet behind all others; a column may offer the content of cells."""
        with At(name):
            add_sheet(
                self._package, self._workbook, name, widths=widths, frozen_rows=frozen_rows, offers=offers
            )

    def store_custom_xml(self, namespace: str, xml: bytes) -> None:
        """Keep an XML document of this namespace in the workbook, unseen, in place of an older one."""
        with At("workbook"):
            custom_xml.store(self._package, self._workbook, namespace, xml)

    def set_defined_name(self, name: str, reference: str) -> None:
        """Let a name of the whole workbook stand for a reference; its other attributes stay."""
        self._workbook.set_defined_name(name, reference)

    def extend_ranges(self, sheet: str, old_last_row: int, new_last_row: int) -> None:
        """Let conditional formats and validations that end at one row end at another."""
        with At(sheet):
            self._sheet(sheet).extend_ranges(old_last_row, new_last_row)

    def finish(self, sheet: str) -> None:
        """Pack a sheet that nothing more is written to: a large workbook then takes the room of one sheet."""
        worksheet = self._worksheets.pop(sheet, None)
        if worksheet and worksheet.changed:
            with At(sheet):
                part = self._workbook.sheet_part(sheet)
                self._package.stream(part, worksheet.chunks, worksheet.proof)
                self._package.pack(part)
            self._formulas_moved |= worksheet.formulas_moved

    def to_bytes(self) -> bytes:
        """The very bytes that came in if nothing changed, otherwise a new file that passed inspection."""
        with At("workbook"):
            self._flush()
            return self._package.to_bytes()

    def _put_table(self, regions: Regions, table: Table, after: bytes, before: bytes) -> None:
        if after != before:
            self._package.put(table.part, after)
            regions.replace(table, read_table(table.part, after))

    def _flush(self) -> None:
        """Put the changed sheets, and what hangs on them, into the package."""
        for sheet, worksheet in self._worksheets.items():
            if worksheet.changed:
                self._package.stream(self._workbook.sheet_part(sheet), worksheet.chunks, worksheet.proof)
        moved = any(worksheet.formulas_moved for worksheet in self._worksheets.values())
        if moved or self._formulas_moved:
            self._workbook.drop_calculation_chain()
        self._shared.put_styles()
        if self._package.changed:
            self._workbook.drop_signature()
            self._workbook.recalculate_on_load()

    def _sheet(self, sheet: str) -> Worksheet:
        if sheet not in self._worksheets:
            self._worksheets[sheet] = self._open(self._workbook.sheet_part(sheet))
        return self._worksheets[sheet]

    def _open(self, part: str) -> Worksheet:
        links = relationships(self._package, part)
        tables = [self._table(link.target) for link in links if link.kind == "table"]
        pivots = [self._pivot(link.target) for link in links if link.kind == "pivotTable"]
        return Worksheet(self._package.xml(part), tables, pivots, self._shared)

    def _linked(self, part: str, kind: str) -> list[str]:
        return [link.target for link in relationships(self._package, part) if link.kind == kind]

    def _table(self, part: str) -> Table:
        return read_table(part, self._package.xml(part))

    def _pivot(self, part: str) -> Area:
        data = self._package.xml(part)
        location = child(data, root(data), b"location")
        return parse_area((location.get(b"ref") if location else None) or "A1")


def _named(regions: Regions, name: str) -> Table:
    table = next((one for one in regions.tables if one.name.lower() == name.lower()), None)
    if table is None:
        raise WorkbookRefused("missing-table", name)
    return table
