"""Cells given together are what they are when given one by one, however the rows are written."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.model.values import Block
from support.tiny_workbook import Tiny, rows_of

COLUMNS = "ABCD"
CELLS = [
    "",
    '<c r="{place}"/>',
    '<c r="{place}" s="2"/>',
    '<c s="2" r="{place}"/>',
    '<c r="{place}" s="2"></c>',
    '<c r="{place}" s="1"><v>46081</v></c>',
    '<c r="{place}" t="inlineStr"><is><t>a pipe of {row}" and {row}", no more</t></is></c>',
    '<c r="{place}"><f>1+{row}</f><v>2</v></c>',
    '<c r="{place}" t="str"><f>"{row}"</f><v>{row}"</v></c>',
    '<c r="{place}"><f t="shared" si="0"/><v></v></c>',
    '<c r="{place}" ><f>1</f></c>\n ',
    '<c r="{place}" s="1"/>\n ',
]
rows = st.lists(st.tuples(*(st.sampled_from(CELLS) for _ in COLUMNS)), min_size=1, max_size=6)
values = st.sampled_from([None, "", "a", '2"', 1, True, 1.0, 0.5, date(2026, 2, 28)])
grids = st.lists(st.lists(values, min_size=5, max_size=5), min_size=1, max_size=7)


def sheet(rows):
    """A workbook with these rows; the formula that others share stands in E1, and would be B1+1 in A1."""
    return Tiny("".join(_row(number, row) for number, row in enumerate(rows, 1))).to_bytes()


def _row(number, row):
    named = zip(COLUMNS, row, strict=True)
    cells = "".join(cell.format(place=f"{column}{number}", row=number) for column, cell in named)
    shared = '<c r="E1"><f t="shared" ref="A1:E9" si="0">F1+1</f><v>2</v></c>' if number == 1 else ""
    return f'<row r="{number}">{cells}{shared}</row>'


def cells_of(patch):
    """The rows after the edits, without what lies between cells."""
    return re.sub(r">\s+<", "><", rows_of(patch.to_bytes()))


@settings(max_examples=150, deadline=None)
@given(rows, grids)
def test_many_values_are_given_as_one_by_one(rows, grid):
    edits = [(row, at, value) for row, line in enumerate(grid, 1) for at, value in enumerate(line, 1)]
    one_by_one, together = WorkbookPatch(sheet(rows)), WorkbookPatch(sheet(rows))
    for row, column, value in edits:
        one_by_one.set_value("S", row, column, value)
    together.edit("S", [(*edit, None) for edit in edits])
    assert cells_of(together) == cells_of(one_by_one)


@settings(max_examples=100, deadline=None)
@given(rows, grids)
def test_many_formulas_are_given_as_one_by_one(rows, grid):
    edits = [(row, at, value or 0) for row, line in enumerate(grid, 1) for at, value in enumerate(line, 1)]
    one_by_one, together = WorkbookPatch(sheet(rows)), WorkbookPatch(sheet(rows))
    for row, column, value in edits:
        one_by_one.set_formula("S", row, column, "=B1+1", value)
    together.edit("S", [(*edit, "=B1+1") for edit in edits])
    assert cells_of(together) == cells_of(one_by_one)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(*(st.sampled_from(CELLS[7:9]) for _ in COLUMNS)), min_size=3, max_size=6), grids)
def test_many_results_are_refreshed_as_one_by_one(rows, grid):
    grid = grid[: len(rows)]
    one_by_one, together = WorkbookPatch(sheet(rows)), WorkbookPatch(sheet(rows))
    for row, line in enumerate(grid, 1):
        for column, value in enumerate(line[:4], 1):
            one_by_one.set_cached("S", row, column, value)
    together.refresh(
        "S", [Block(1, 1, [line[:2] for line in grid]), Block(1, 3, [line[2:4] for line in grid])]
    )
    assert cells_of(together) == cells_of(one_by_one)


def test_cells_that_share_a_formula_look_alike_and_are_not():
    patch = WorkbookPatch(sheet([[CELLS[9], CELLS[1], "", ""]] * 2))
    patch.edit("S", [(1, 1, 5, "=B1+1"), (2, 1, 5, "=B1+1")])
    assert '<c r="A1"><f t="shared" si="0"/><v>5</v></c>' in cells_of(patch)
    assert '<c r="A2"><f>B1+1</f><v>5</v></c>' in cells_of(patch)


def test_no_result_is_kept_where_a_formula_has_left_its_place():
    patch = WorkbookPatch(sheet([[CELLS[7]] * 4, [CELLS[7], CELLS[2], CELLS[7], CELLS[7]], [CELLS[7]] * 4]))
    patch.refresh("S", [Block(1, 1, [[5] * 4] * 3)])
    assert "<v>" not in rows_of(patch.to_bytes())


def test_rows_beyond_the_last_formula_need_not_exist():
    patch = WorkbookPatch(sheet([[CELLS[7]] * 4]))
    patch.refresh("S", [Block(1, 1, [[5] * 4] * 3)])
    assert rows_of(patch.to_bytes()).count("<v>5</v>") == 4
