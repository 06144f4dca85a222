"""A change set applied to a workbook: keys become cells, meanings become what Excel holds."""

from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter

from sheetplan.changes.change import ChangeSet, GrowTable, ReplaceRows
from sheetplan.changes.compare import written
from sheetplan.language import display_width, wording
from sheetplan.model.column import Column
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.formula import headings, render
from sheetplan.table.layout import Layout

from .many_cells import Edit
from .patch import WorkbookPatch
from .tail import Link

ROW_HEIGHT, LINE_HEIGHT = 20, 14
"""Of a row of findings, in points."""
PADDING = 2
"""Characters of a column's width that its text does not get."""


def apply_changes(data: bytes, changes: ChangeSet, layout: Layout, *, break_signature: bool = False) -> bytes:
    """Return the workbook with the changes made and every other byte as it was.

    Raises:
        WorkbookRefused: a change cannot be made without risk; nothing was changed.
    """
    if not changes:
        return data
    patch = WorkbookPatch(data, break_signature=break_signature)
    for growth in changes.growths:
        _grow(patch, growth, layout)
    for sheet, edits in _edits(changes, layout).items():
        patch.edit(layout.sheets[sheet].name, edits)
    for mend in changes.mends:
        where = layout.sheets[mend.sheet]
        patch.set_value(where.name, *where.cell(mend.key.row, mend.column), mend.after)
    for replacement in changes.replacements:
        _replace(patch, replacement, layout)
    for shown in changes.views:
        patch.refresh(shown.view, shown.parts)
    drawn = {
        shown.view: {place: value for part in shown.parts for place, value in part.items()}
        for shown in changes.views
    }
    for view in drawn:
        patch.redraw(view, drawn)
    return patch.to_bytes()


def _grow(patch: WorkbookPatch, growth: GrowTable, layout: Layout) -> None:
    name = layout.sheets[growth.sheet].name
    patch.resize_table(name, SHEETS[growth.sheet].table, growth.last_row)
    patch.extend_ranges(name, growth.old_last_row, growth.last_row)


def _edits(changes: ChangeSet, layout: Layout) -> dict[str, list[Edit]]:
    """The cells of each sheet that change, downwards."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    places = _Places(layout)
    for sheet, key, name, value in changes.values:
        row, number, column = places[sheet, name]
        edits[sheet].append((row or key.row, number, written(value, column, layout.language), None))
    for sheet, key, name, value, formula in changes.formulas:
        row, number, column = places[sheet, name]
        held = written(value, column, layout.language)
        # A formula may have an empty text for its result, which no constant can be.
        result = "" if held is None else held
        edits[sheet].append((row or key.row, number, result, _rendered(formula, sheet, layout)))
    return {sheet: sorted(found, key=itemgetter(0)) for sheet, found in edits.items()}


class _Places(dict[tuple[str, str], tuple[int, int, Column]]):
    """By sheet and column: the row if the cell is a form's entry, the worksheet column, its declaration."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def __missing__(self, key: tuple[str, str]) -> tuple[int, int, Column]:
        sheet, name = key
        self[key] = (*self._layout.sheets[sheet].cell(0, name), SHEETS[sheet].columns()[name])
        return self[key]


def _rendered(formula: str, sheet: str, layout: Layout) -> str:
    return formula and render(formula, sheet, headings(layout), wording(layout.language))


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
    if where.summary:
        patch.set_value(where.name, *where.summary, change.summary)
    patch.replace_rows(where.name, first, where.columns[order[0]], rows, links, heights=heights)
    patch.resize_table(where.name, row_type.table, first + max(len(rows), 1) - 1)


def _height(row: Sequence[Raw], widths: Sequence[float]) -> float:
    """Return the height that the longest text of a row needs, as nearly as its characters tell."""
    shown = ((text, int(width) - PADDING) for text, width in zip(row, widths, strict=True) if width)
    lines = max((-(-display_width(text) // room) for text, room in shown if isinstance(text, str)), default=1)
    return ROW_HEIGHT + (lines - 1) * LINE_HEIGHT
