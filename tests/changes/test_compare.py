"""What a workbook needs written, and what is left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sheetplan.changes.compare import compare, same, written
from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Money, Names
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.parse import parse

HEADINGS = ("编号", "任务", "工期", "状态", "预计开始", "达成率")


def changes_of(*rows, headings=HEADINGS, formulas=(), tables=None):
    grid = Grid("任务", (headings, *rows), frozenset(formulas), tables or {})
    snapshot = Snapshot((grid,), "print")
    parsed = parse(snapshot)
    outcome = recalculate(parsed.plan, date(2026, 3, 2), calendar_of(parsed.plan, CalendarData()))
    return compare(snapshot, parsed, outcome, None)


def cells(changes):
    return {(change.key.row, change.column): change.value for change in changes.values}


def test_computed_values_are_written():
    assert cells(changes_of(("T01", "印刷", 2.0))) == {
        (2, "status"): "not_started",
        (2, "start"): date(2026, 3, 2),
    }


def test_what_stands_already_is_no_change():
    assert len(changes_of(("T01", "印刷", 2.0, "未开始", date(2026, 3, 2)))) == 0


def test_the_word_of_the_workbooks_language_is_what_should_stand():
    assert cells(changes_of(("T01", "印刷", 2.0, "Not started", date(2026, 3, 2)))) == {
        (2, "status"): "not_started"
    }


def test_a_missing_id_is_filled_in():
    assert cells(changes_of((None, "印刷", 2.0, "未开始", date(2026, 3, 2)))) == {(2, "code"): "T01"}


def test_what_was_computed_for_an_emptied_row_is_emptied():
    changes = changes_of(
        (None, None, None, "滞后", date(2026, 3, 9)), ("T01", "印刷", 2.0, "未开始", date(2026, 3, 2))
    )
    assert cells(changes) == {(2, "status"): None, (2, "start"): None}


def test_a_value_typed_over_a_formula_is_kept():
    row = ("T01", "印刷", 2.0, "未开始", date(2026, 3, 2), 0.77)
    assert len(changes_of(row, tables={"Tasks": (1, 1, 2, 6)})) == 0


def test_a_formula_keeps_its_text_and_gets_its_value():
    row = ("T01", "印刷", 2.0, "未开始", date(2026, 3, 2), 0.77)
    (change,) = changes_of(row, formulas=[(2, 6)], tables={"Tasks": (1, 1, 2, 6)}).formulas
    assert (change.column, change.value, change.formula) == ("achievement_rate", None, "")


def test_an_empty_formula_cell_of_our_table_gets_its_formula():
    row = ("T01", "印刷", 2.0, "未开始", date(2026, 3, 2), None)
    (change,) = changes_of(row, tables={"Tasks": (1, 1, 2, 6)}).formulas
    assert change.formula


def test_no_formula_is_put_into_a_table_of_others():
    assert not changes_of(("T01", "印刷", 2.0, "未开始", date(2026, 3, 2), None)).formulas


def test_rows_typed_beneath_a_table_let_it_grow():
    (growth,) = changes_of(("T01", "印刷", 2.0), ("T02", "布展", 2.0), tables={"Tasks": (1, 1, 2, 6)}).growths
    assert (growth.old_last_row, growth.last_row) == (2, 3)


def test_nobodys_own_columns_are_touched():
    changes = changes_of(("T01", "印刷", 2.0, "我的"), headings=("编号", "任务", "工期", "我的列"))
    assert len(changes) == 0


@pytest.mark.parametrize(
    ("raw", "wanted", "equal"),
    [
        (0.1 + 0.2, 0.3, True),
        (1.0, 1, True),
        (None, "", True),
        ("1", 1.0, False),
        (True, 1.0, False),
        (date(2026, 3, 2), date(2026, 3, 2), True),
        (0.3, 0.31, False),
    ],
)
def test_equal_is_what_excel_cannot_tell_apart(raw, wanted, equal):
    assert same(raw, wanted) is equal


@pytest.mark.parametrize(
    ("value", "kind", "raw"),
    [
        ("done", Choice("task_status"), "已完成"),
        (("王芳", "李雷"), Names(), "王芳、李雷"),
        (Decimal("1.20"), Money(), 1.2),
        (None, Money(), None),
    ],
)
def test_a_meaning_becomes_what_a_cell_holds(value, kind, raw):
    assert written(value, Column(kind=kind), "zh") == raw
