"""The cells of one worksheet, each looked at and written by itself."""

from collections.abc import Iterable, Sequence

from sheetplan.xlsx.markup import attributes, prefix
from sheetplan.xlsx.references import Area, checked
from sheetplan.xlsx.refusal import WorkbookRefused
from sheetplan.xlsx.table import Table

from . import cells, formulas
from .cells import EMPTY, Cell, Content, Value
from .frame import Frame
from .grid import Grid
from .regions import Region, Regions, arrays, merged
from .shared import SharedFormulas
from .styles import Styles, date_format
from .surroundings import Surroundings


class Sheet:
    """The cells of a sheet, and what their content depends on."""

    def __init__(
        self, data: bytes, tables: Iterable[Table], pivots: Iterable[Area], surroundings: Surroundings
    ) -> None:
        self.prefix = prefix(data)
        self.frame = Frame(data, self.prefix)
        self.grid = Grid(data, self.frame.start, self.frame.end, self.prefix)
        self.shared = SharedFormulas(self.grid, self.prefix)
        closed = (*merged(self.frame.tail), *arrays(data, self.frame.start, self.frame.end, self.prefix))
        self.regions = Regions((*closed, *(Region(area, "pivot") for area in pivots)), tables)
        self.formulas_moved = False
        self._around = surroundings

    @property
    def styles(self) -> Styles:
        """The formats of the workbook."""
        return self._around.styles

    def set_value(self, row: int, column: int, value: Value, number_format: str | None) -> None:
        """Give a cell a value; a formula that stood there is dropped."""
        checked(row, column)
        held, wanted = self.cell(row, column), self.constant(value)
        stands = self.stands(held, wanted)
        if stands and not (held and number_format):
            return
        base = self.base_style(row, column, held)
        style = self.style(base, value, number_format)
        if stands and style == base:
            return
        self.regions.guard(row, column)
        self.forget_formula(held)
        self.formulas_moved |= bool(held and held.formula)
        self.put(row, column, held, style, wanted)

    def set_cached(self, row: int, column: int, value: Value) -> None:
        """Replace the last result of a formula."""
        checked(row, column)
        held = self.cell(row, column)
        if held is None or not held.formula:
            raise WorkbookRefused("no-formula")
        wanted = self.content(value)
        if not self.holds(held, wanted):
            self._write_result(row, column, held, wanted, held.style)

    def set_formula(
        self, row: int, column: int, formula: str, cached: Value, style_from: tuple[int, int] | None
    ) -> None:
        """Give a cell a formula and its result."""
        checked(row, column)
        text, wanted = formulas.normalised(formula), self.content(cached)
        held = self.cell(row, column)
        base = self.style_at(*style_from) if style_from else self.base_style(row, column, held)
        if held and held.formula and self.shared.text(row, column, held) == text:
            if not self.holds(held, wanted) or held.style != base:
                self._write_result(row, column, held, wanted, base)
            return
        self.regions.guard(row, column)
        self.forget_formula(held)
        self.formulas_moved |= not (held and held.formula)
        tag = self._tag(row, column, held, self.style(base, cached, None))
        element = cells.formula_element(text, self.prefix)
        self.grid.put(row, column, cells.calculated(tag, element, wanted, self.prefix))

    def put(self, row: int, column: int, held: Cell | None, style: int, wanted: Content) -> None:
        """Write a cell with a value in a format, in place of what was held there."""
        tag = self._tag(row, column, held, style)
        self.grid.put(row, column, cells.constant(tag, wanted, self.prefix))

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands in a cell, if it exists."""
        xml = self.grid.cell(row, column)
        return None if xml is None else cells.parse(xml, self.prefix)

    def content(self, value: Value) -> Content:
        """What a formula holds whose last result is the value."""
        return cells.content(value, self._around.date1904)

    def results(self, left: int, values: Sequence[Value]) -> list[tuple[bytes, bytes, bytes]]:
        """How cells side by side, from a column on, show what formulas gave, as `cells.results` finds it."""
        date1904 = self._around.date1904
        return [cells.result(column, value, date1904) for column, value in enumerate(values, left)]

    def constant(self, value: Value) -> Content:
        """What a cell holds that is given the value."""
        # Excel cannot hold an empty text constant: clearing a cell leaves nothing.
        return self.content(None if value == "" else value)

    def holds(self, held: Cell, wanted: Content) -> bool:
        """Whether a cell, or the last result of its formula, is that already."""
        return held.content(self._around.date1904, self._around.text, self.prefix).same(wanted)

    def stands(self, held: Cell | None, wanted: Content) -> bool:
        """Whether a cell holds exactly that, and no formula."""
        if held is None:
            return wanted == EMPTY
        return not held.formula and self.holds(held, wanted)

    def base_style(self, row: int, column: int, held: Cell | None) -> int:
        """The format of a cell, or the one that it would be born with."""
        return held.style if held else self._default_style(row, column)

    def style_at(self, row: int, column: int) -> int:
        """The same, of the cell that stands there."""
        return self.base_style(row, column, self.cell(row, column))

    def style(self, base: int, value: Value, number_format: str | None) -> int:
        """The format in which a value is shown: the one it has, unless that cannot show dates."""
        if number_format:
            return self.styles.with_number_format(base, number_format)
        shown_as = date_format(value)
        if shown_as is None or self.styles.shows_dates(base):
            return base
        return self.styles.with_number_format(base, shown_as)

    def forget_formula(self, held: Cell | None) -> None:
        """Let others of a shared formula live on when one of them goes."""
        if held and held.formula:
            self.shared.leave(held)

    def _default_style(self, row: int, column: int) -> int:
        found = self.grid.row(row)
        tag = attributes(found.attributes) if found else {}
        if tag.get(b"customFormat") in (b"1", b"true"):
            return int(tag.get(b"s", 0))
        return self.frame.style_of(column)

    def _tag(self, row: int, column: int, held: Cell | None, style: int) -> bytes:
        if held is None:
            return cells.place(row, column) + (cells.styled(b"", style) if style else b"")
        kept = held.look.without_value
        return held.place + (kept if style == held.style else cells.styled(kept, style))

    def _write_result(self, row: int, column: int, held: Cell, wanted: Content, style: int) -> None:
        kept = held.look.without_result
        tag = held.place + (kept if style == held.style else cells.styled(kept, style))
        self.grid.put(row, column, cells.calculated(tag, held.formula, wanted, self.prefix))
