"""A change set applied to a workbook: keys become cells, meanings become what Excel holds."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from sheetplan.changes.change import ChangeSet, Mend, ReplaceRows, SetFormula, SetValue
from sheetplan.changes.compare import written
from sheetplan.language import display_width, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.model.undisturbed import undisturbed
from sheetplan.model.values import Raw, Value
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
    with undisturbed():
        return _applied(WorkbookPatch(data, break_signature=break_signature), changes, layout)


def _applied(patch: WorkbookPatch, changes: ChangeSet, layout: Layout) -> bytes:
    cells = _by_sheet(changes)
    for sheet in sorted(changes.sheets, key=list(layout.sheets).index):
        _write(patch, sheet, cells[sheet], changes, layout)
        patch.finish(layout.sheets[sheet].name)
    drawn = {shown.view: shown.parts for shown in changes.views}
    for shown in changes.views:
        patch.refresh(shown.view, shown.parts)
        patch.redraw(shown.view, drawn)
        patch.finish(shown.view)
    return patch.to_bytes()


def _by_sheet(changes: ChangeSet) -> dict[str, list[SetValue | SetFormula]]:
    found: dict[str, list[SetValue | SetFormula]] = defaultdict(list)
    for change in changes.values:
        found[change.sheet].append(change)
    for computed in changes.formulas:
        found[computed.sheet].append(computed)
    return found


def _write(
    patch: WorkbookPatch,
    sheet: str,
    cells: list[SetValue | SetFormula],
    changes: ChangeSet,
    layout: Layout,
) -> None:
    """Write all that changes on one sheet."""
    where = layout.sheets[sheet]
    for growth in changes.growths:
        if growth.sheet == sheet:
            patch.resize_table(where.name, SHEETS[sheet].table, growth.last_row)
            patch.extend_ranges(where.name, growth.old_last_row, growth.last_row)
    patch.edit(where.name, _edits(sheet, cells, layout))
    for mend in changes.mends:
        if mend.sheet == sheet:
            place = where.cell(mend.key.row, mend.column)
            shown = "0%" if where.foreign and _was_percent(mend) else None
            patch.set_value(where.name, *place, mend.after, number_format=shown)
    for replacement in changes.replacements:
        if replacement.sheet == sheet:
            _replace(patch, replacement, layout)


def _was_percent(mend: Mend) -> bool:
    """Return whether a number was a text with its sign, which its cell would no longer show."""
    text = mend.before
    return isinstance(text, str) and text.strip().endswith("%") and not isinstance(mend.after, str)


def _edits(sheet: str, cells: list[SetValue | SetFormula], layout: Layout) -> Iterator[Edit]:
    """Yield the cells of a sheet that change, downwards."""
    places = _Places(sheet, layout)
    for change in sorted(cells, key=lambda change: change.key.row):
        entry_row, column, write = places[change.column]
        held = write(change.value)
        formula = None
        if isinstance(change, SetFormula):
            # A formula may have an empty text for its result, which no constant can be.
            held = "" if held is None else held
            formula = _rendered(change.formula, sheet, layout)
        yield entry_row or change.key.row, column, held, formula


class _Written(NamedTuple):
    """Where a column is written, and how: its row if it is a form's entry, and what makes a value a cell."""

    row: int
    column: int
    write: Callable[[Value], Raw]


class _Places(dict[str, _Written]):
    """The columns of a sheet, looked up once."""

    def __init__(self, sheet: str, layout: Layout) -> None:
        self._sheet, self._layout = sheet, layout

    def __missing__(self, name: str) -> _Written:
        where, column = self._layout.sheets[self._sheet], SHEETS[self._sheet].columns()[name]
        row, number = where.cell(0, name)
        # Most of a column's values come again and again; 1 and 1.0 are told apart.
        write = partial(written, column=column, language=self._layout.language)
        self[name] = _Written(row, number, lru_cache(maxsize=None, typed=True)(write))
        return self[name]


def _rendered(formula: str, sheet: str, layout: Layout) -> str:
    return formula and render(formula, sheet, headings(layout), wording(layout.language))


def _replace(patch: WorkbookPatch, change: ReplaceRows, layout: Layout) -> None:
    where = layout.sheets[change.sheet]
    row_type = SHEETS[change.sheet]
    columns = row_type.columns()
    order = sorted(columns, key=lambda key: where.columns[key])
    first = where.header_row + 1
    picked = [(list(columns).index(key), columns[key]) for key in order]
    writers = [partial(written, column=column, language=layout.language) for _, column in picked]
    picks = [(index, write) for (index, _), write in zip(picked, writers, strict=True)]
    rows = [[write(row[index]) for index, write in picks] for row in change.rows]
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
