"""A change set applied to a workbook: keys become cells, meanings become what Excel holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from sheetplan.changes.change import ChangeSet, GrowTable, ReplaceRows, SetFormula, SetValue
from sheetplan.changes.compare import written
from sheetplan.language import display_width, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.formula import render
from sheetplan.table.layout import Layout

from .patch import WorkbookPatch
from .tail import Link

ROW_HEIGHT, LINE_HEIGHT = 20, 14
"""Of a row of findings, in points."""
PADDING = 2
"""Characters of a column's width that its text does not get."""


def apply_changes(data: bytes, changes: ChangeSet, layout: Layout) -> bytes:
    """Return the workbook with the changes made and every other byte as it was.

    Raises:
        WorkbookRefused: a change cannot be made without risk; nothing was changed.
    """
    if not changes:
        return data
    patch = WorkbookPatch(data)
    for growth in changes.growths:
        _grow(patch, growth, layout)
    for sheet, values in groupby(changes.values, lambda change: change.sheet):
        patch.set_values(layout.sheets[sheet].name, _cells(sheet, values, layout))
    for mend in changes.mends:
        where = layout.sheets[mend.sheet]
        patch.set_value(where.name, *where.cell(mend.key.row, mend.column), mend.after)
    for formula in changes.formulas:
        _set_formula(patch, formula, layout)
    for replacement in changes.replacements:
        _replace(patch, replacement, layout)
    return patch.to_bytes()


def _grow(patch: WorkbookPatch, growth: GrowTable, layout: Layout) -> None:
    name = layout.sheets[growth.sheet].name
    patch.resize_table(name, SHEETS[growth.sheet].table, growth.last_row)
    patch.extend_ranges(name, growth.old_last_row, growth.last_row)


def _cells(sheet: str, values: Iterable[SetValue], layout: Layout) -> Iterator[tuple[int, int, Raw]]:
    """Yield row, column and content of each cell."""
    where, columns = layout.sheets[sheet], SHEETS[sheet].columns()
    for change in values:
        row, number = where.cell(change.key.row, change.column)
        yield row, number, written(change.value, columns[change.column], layout.language)


def _set_formula(patch: WorkbookPatch, change: SetFormula, layout: Layout) -> None:
    column = SHEETS[change.sheet].columns()[change.column]
    where = layout.sheets[change.sheet]
    place = where.name, *where.cell(change.key.row, change.column)
    cached = written(change.value, column, layout.language)
    result: Raw = "" if cached is None else cached
    if change.formula:
        text = render(change.formula, change.sheet, headings(layout), wording(layout.language))
        patch.set_formula(*place, text, result)
    else:
        patch.set_cached(*place, result)


def _replace(patch: WorkbookPatch, change: ReplaceRows, layout: Layout) -> None:
    where = layout.sheets[change.sheet]
    row_type = SHEETS[change.sheet]
    columns = row_type.columns()
    order = sorted(columns, key=lambda key: where.columns[key])
    first = where.header_row + 1
    picked = [(list(columns).index(key), columns[key]) for key in order]
    rows = [[written(row[index], column, layout.language) for index, column in picked] for row in change.rows]
    linked = where.columns["place"]
    links = [Link(first + index, linked, location) for index, location in enumerate(change.links) if location]
    widths = [0 if column.hidden else column.width for _, column in picked]
    heights = [_height(row, widths) for row in rows]
    patch.replace_rows(where.name, first, where.columns[order[0]], rows, links, heights=heights)
    patch.resize_table(where.name, row_type.table, first + max(len(rows), 1) - 1)


def _height(row: Sequence[Raw], widths: Sequence[float]) -> float:
    """Return the height that the longest text of a row needs, as nearly as its characters tell."""
    shown = ((text, int(width) - PADDING) for text, width in zip(row, widths, strict=True) if width)
    lines = max((-(-display_width(text) // room) for text, room in shown if isinstance(text, str)), default=1)
    return ROW_HEIGHT + (lines - 1) * LINE_HEIGHT


def headings(layout: Layout) -> Callable[[str, str], str]:
    """Return a lookup of headings as they stand in this workbook, or as they would be worded."""
    words = wording(layout.language)

    def heading(sheet: str, column: str) -> str:
        where = layout.sheets.get(sheet)
        return (where.heading(column) if where else "") or words.heading(sheet, column)

    return heading
