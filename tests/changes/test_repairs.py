"""Safe repairs of people's cells, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from sheetplan.changes.repairs import repairs, reversal
from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.table.cell import Snapshot
from sheetplan.table.parse import parse
from support.sketch import sketch, status_date
from support.verdict import OFFICIAL

TASK = "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"
LINE = "budget B1 category=场地 item=会议厅 quantity=1"


def found(text, snapshot=None):
    snapshot = snapshot or sketch(text)
    parsed = parse(snapshot)
    calendar = calendar_of(parsed.plan, OFFICIAL)
    return repairs(snapshot, parsed, recalculate(parsed.plan, status_date(text), calendar))


def put(snapshot, mends, parsed):
    """The snapshot with its cells mended."""
    cells = {grid.name: [list(row) for row in grid.rows] for grid in snapshot.grids}
    for mend in mends:
        where = parsed.layout.sheets[mend.sheet]
        row, column = where.cell(mend.key.row, mend.column)
        cells[where.name][row - 1][column - 1] = mend.after
    return Snapshot(
        tuple(grid._replace(rows=tuple(map(tuple, cells[grid.name]))) for grid in snapshot.grids), ""
    )


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (f"{TASK} deadline=2026年3月12日", "2026年3月12日", date(2026, 3, 12)),
        (f"{LINE} unit_price=text:1,200元", "1,200元", 1200),
        (f"{LINE} unit_price=text:１２.５", "１２.５", 12.5),
    ],
)
def test_what_is_plainly_meant_is_written_as_excel_holds_it(text, before, after):
    (mend,) = found(text)
    assert (mend.before, mend.after, type(mend.after)) == (before, after, type(after))


def test_a_row_without_id_gets_one():
    (mend,) = found(TASK.replace(" T1", ""))
    assert (mend.code, mend.key.id, mend.column, mend.before, mend.after) == (
        "ID",
        "T01",
        "code",
        None,
        "T01",
    )


@pytest.mark.parametrize("deadline", ["下周三", "6.1-6.3", "3.12", "text:2026-02-30"])
def test_what_a_person_must_decide_is_left_alone(deadline):
    assert found(f"{TASK} deadline={deadline}") == ()


def test_repairs_stand_in_the_order_of_the_workbook():
    mends = found(f"{LINE} unit_price=text:3元\n{TASK} deadline=2026年3月12日 duration=text:3")
    assert [(mend.sheet, mend.column) for mend in mends] == [
        ("tasks", "duration"),
        ("tasks", "deadline"),
        ("budget", "unit_price"),
    ]


def test_a_formula_is_left_to_its_author():
    text = f"{LINE} unit_price=text:3元"
    snapshot = sketch(text)
    where = parse(snapshot).layout.sheets["budget"]
    grids = (
        grid._replace(formulas=frozenset({where.cell(2, "unit_price")})) if grid.name == where.name else grid
        for grid in snapshot.grids
    )
    assert found(text, Snapshot(tuple(grids), "")) == ()


def test_after_its_repairs_a_plan_needs_no_more():
    text = f"{TASK.replace(' T1', '')} deadline=2026年3月12日\n{LINE} unit_price=text:3元"
    snapshot = sketch(text)
    assert found(text, put(snapshot, found(text), parse(snapshot))) == ()


def test_the_way_back_ends_where_it_began():
    text = f"{TASK} deadline=2026年3月12日\n{LINE} unit_price=text:3元"
    before = sketch(text)
    after = put(before, found(text), parse(before))
    ways = [*reversal(found(text), after, parse(after))]
    assert all(is_open for _, is_open in ways)
    assert put(after, [mend for mend, _ in ways], parse(after)).grids == before.grids


def test_a_cell_that_was_changed_since_stays():
    text = f"{LINE} unit_price=text:3元"
    newer = sketch(f"{LINE} unit_price=4")
    ((_, is_open),) = reversal(found(text), newer, parse(newer))
    assert not is_open


def test_a_row_that_moved_is_found_by_its_id():
    text = f"{LINE} unit_price=text:3元"
    moved = sketch(f"{LINE.replace('B1', 'B2')} unit_price=3\n{LINE} unit_price=3")
    ((mend, is_open),) = reversal(found(text), moved, parse(moved))
    assert (is_open, mend.key.row) == (True, 3)


def test_a_sheet_that_is_gone_has_no_way_back():
    text = f"{LINE} unit_price=text:3元"
    gone = sketch("without budget")
    ((_, is_open),) = reversal(found(text), gone, parse(gone))
    assert not is_open
