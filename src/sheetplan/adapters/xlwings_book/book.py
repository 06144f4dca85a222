"""The open workbook: read in blocks, changed in blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sheetplan.app.refusal import Refusal
from sheetplan.changes.change import ChangeSet, ReplaceRows, SetFormula, SetValue
from sheetplan.changes.compare import written
from sheetplan.language import fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.formula import headings, render
from sheetplan.table.layout import Layout, SheetLayout

from .blocks import blocks, runs
from .cells import fingerprint, linked, our_sheets, read_sheet, typed, values, values_of
from .undo import Cells, Rewrite, dumped, loaded

if TYPE_CHECKING:
    import xlwings


class OpenBook:
    """A workbook that is open in Excel."""

    def __init__(self, book: xlwings.Book) -> None:
        self._book = book
        self._grids: dict[str, Grid] = {}
        self._written: list[Rewrite] = []

    def read(self) -> Snapshot:
        """Return the tables of the workbook; sheets that are not ours are named but not read."""
        ours = our_sheets()
        self._grids = {
            sheet.name: read_sheet(sheet, formulas=ours[fold(sheet.name)])
            if fold(sheet.name) in ours
            else Grid(sheet.name, ())
            for sheet in self._book.sheets
        }
        return Snapshot(tuple(self._grids.values()), fingerprint(self._grids.values()))

    def apply(self, changes: ChangeSet, layout: Layout) -> None:
        """Make changes that were computed from what was read.

        Raises:
            Refusal: somebody typed or inserted rows meanwhile, or a sheet is protected.
        """
        for sheet in changes.sheets:
            self._expect_unchanged(layout.sheets[sheet].name, ours=sheet == "findings")
        for growth in changes.growths:
            self._resize(layout.sheets[growth.sheet], growth.last_row)
        for sheet, found in groupby(changes.values, lambda change: change.sheet):
            self._set_values(layout.sheets[sheet], found, layout.language)
        for mend in changes.mends:
            where = layout.sheets[mend.sheet]
            self._put(where.name, *where.cell(mend.key.row, mend.column), [[mend.after]])
        missing = sorted((change for change in changes.formulas if change.formula), key=_column)
        for _, same in groupby(missing, _column):
            self._set_formulas(list(same), layout)
        for replacement in changes.replacements:
            self._replace(replacement, layout)

    def keep_undo(self, path: Path) -> None:
        """Write down what was overwritten, in place of what was kept before."""
        if self._written:
            path.write_text(dumped(self._written), "utf-8")

    def undo(self, path: Path) -> tuple[int, int]:
        """Return how many cells were put back, and how many stay because somebody has changed them since."""
        rewrites = [(rewrite, self._area(rewrite)) for rewrite in loaded(path.read_text("utf-8"))]
        stands = [rewrite.after is None or rewrite.stands(values_of(area)) for rewrite, area in rewrites]
        for (rewrite, area), ours in reversed(list(zip(rewrites, stands, strict=True))):
            if ours:
                area.value = [[typed(cell) for cell in line] for line in rewrite.before]
        path.unlink()
        sizes = [len(area) for _, area in rewrites]
        back = sum(size for size, ours in zip(sizes, stands, strict=True) if ours)
        return back, sum(sizes) - back

    def _area(self, rewrite: Rewrite) -> xlwings.Range:
        tall, wide = len(rewrite.before), len(rewrite.before[0])
        return self._range(rewrite.sheet, rewrite.row, rewrite.column, tall, wide)

    def _expect_unchanged(self, name: str, *, ours: bool) -> None:
        """Refuse a sheet that has changed meanwhile; what is ours alone is not read again for it."""
        sheet = self._book.sheets[name]
        if sheet.api is not None and getattr(sheet.api, "ProtectContents", False) is True:
            raise Refusal("sheet-protected", sheet=name)
        if not ours and values(sheet) != self._grids[name].rows:
            raise Refusal("typed-meanwhile", sheet=name)

    def _set_values(self, where: SheetLayout, changes: Iterable[SetValue], language: str) -> None:
        columns = SHEETS[where.sheet].columns()
        cells = {
            where.cell(change.key.row, change.column): written(change.value, columns[change.column], language)
            for change in changes
        }
        ours = {
            where.columns[name]
            for name, column in columns.items()
            if column.owner is Owner.SHEETPLAN and name in where.columns
        }
        for block in blocks(cells, ours, self._grids[where.name]):
            self._put(where.name, block.row, block.column, block.cells)

    def _set_formulas(self, changes: Sequence[SetFormula], layout: Layout) -> None:
        first = changes[0]
        where = layout.sheets[first.sheet]
        text = render(first.formula, first.sheet, headings(layout), wording(layout.language))
        places = [where.cell(change.key.row, change.column) for change in changes]
        for run in runs(sorted(row for row, _ in places)):
            self._put_formulas(where.name, run[0], places[0][1], [[f"={text}"]] * len(run))

    def _replace(self, change: ReplaceRows, layout: Layout) -> None:
        where = layout.sheets[change.sheet]
        columns = SHEETS[change.sheet].columns()
        order = sorted(columns, key=lambda key: where.columns[key])
        first, left = where.header_row + 1, where.columns[order[0]]
        if where.summary:
            self._put(where.name, *where.summary, [[change.summary]])
        picked = [list(columns).index(key) for key in order]
        rows = [
            [
                written(row[index], columns[key], layout.language)
                for index, key in zip(picked, order, strict=True)
            ]
            for row in change.rows
        ]
        empty = [[None] * len(order)] * max(where.last_row - where.header_row - len(rows), 0)
        if rows or empty:
            self._put(where.name, first, left, [*rows, *empty])
        if rows:
            places = [row[order.index("place")] for row in rows]
            links = [[linked(to, place)] for to, place in zip(change.links, places, strict=True)]
            self._put_formulas(where.name, first, where.columns["place"], links)
        self._resize(where, first + max(len(rows), 1) - 1)

    def _resize(self, where: SheetLayout, last_row: int) -> None:
        sheet = self._book.sheets[where.name]
        name = SHEETS[where.sheet].table
        bounds = self._grids[where.name].tables.get(name)
        if not bounds:
            return
        top, left, bottom, right = bounds
        sheet.tables[name].resize(sheet.range((top, left), (last_row, right)))
        beneath = (self._grids[where.name].cell(bottom + 1, column) for column in range(left, right + 1))
        if last_row > bottom and not any(beneath):  # else people typed there, and it looks as they like it
            last = sheet.range((bottom, left), (bottom, right))
            last.autofill(sheet.range((bottom, left), (last_row, right)), "fill_formats")

    def _put(self, sheet: str, row: int, column: int, cells: Cells) -> None:
        self._note(sheet, row, column, cells)
        target = self._range(sheet, row, column, len(cells), len(cells[0]))
        target.value = [[typed(cell) for cell in line] for line in cells]

    def _put_formulas(self, sheet: str, row: int, column: int, formulas: Sequence[Sequence[str]]) -> None:
        self._note(sheet, row, column, None, len(formulas))
        self._range(sheet, row, column, len(formulas), len(formulas[0])).formula = formulas

    def _note(self, sheet: str, row: int, column: int, cells: Cells | None, height: int = 1) -> None:
        """Keep what stands in a block before it is written."""
        tall, wide = (len(cells), len(cells[0])) if cells else (height, 1)
        grid = self._grids[sheet]
        before = [[grid.cell(row + down, column + right) for right in range(wide)] for down in range(tall)]
        self._written.append(Rewrite(sheet, row, column, before, cells))

    def _range(self, sheet: str, row: int, column: int, height: int, width: int) -> xlwings.Range:
        return self._book.sheets[sheet].range((row, column), (row + height - 1, column + width - 1))


def _column(change: SetFormula) -> tuple[str, str]:
    return change.sheet, change.column
