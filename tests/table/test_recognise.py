"""Strangers' sheets, as they lie on desks: titles above, other words, other orders, both languages."""

from datetime import date

import pytest

from sheetplan.table.cell import Grid
from sheetplan.table.recognition.finishing import adopted
from sheetplan.table.recognition.recognise import recognise
from sheetplan.wiring import XlsxWorkbooks
from support.shared import shared

DAY = date(2026, 3, 2)


def grid(*rows, name="Sheet1"):
    return Grid(name, tuple(rows))


def seen(*rows):
    """Return what the columns of one sheet are taken for."""
    return {
        likeness.sheet: {key: guess.heading for key, guess in likeness.columns.items()}
        for likeness in recognise([grid(*rows)])
    }


def test_a_plan_under_its_title():
    assert seen(
        ("Spring launch", None, None),
        (None, None, None),
        ("Task", "Start Date", "Due Date"),
        ("Book the hall", DAY, DAY),
    ) == {"tasks": {"title": "Task", "baseline_start": "Start Date", "baseline_finish": "Due Date"}}


def test_a_plan_in_chinese():
    assert seen(("任务名称", "负责人", "天数"), ("印刷", "王芳", 3)) == {
        "tasks": {"title": "任务名称", "responsible": "负责人", "duration": "天数"}
    }


def test_a_heading_may_say_more_than_the_word():
    assert seen(("Task", "Task Owner", "Plan Duration"), ("Print", "Anna", 3)) == {
        "tasks": {"title": "Task", "responsible": "Task Owner", "duration": "Plan Duration"}
    }


def test_a_slip_of_the_pen_is_understood():
    assert "duration" in seen(("Task", "Duraton", "Owner"), ("Print", 3, "Anna"))["tasks"]


def test_what_stands_beneath_must_bear_a_heading_out():
    found = seen(
        ("Task", "Start", "Owner", "Days"), ("Print", "gate 4", "Anna", 2), ("Send", "gate 5", "Bo", 1)
    )
    assert "baseline_start" not in found["tasks"]


def test_a_budget_whose_first_heading_is_a_category():
    assert seen(
        ("Site", "Estimated", "Actual"), ("Hall", 500, 250), ("Staff", 400, 50), ("Chairs", 90, 80)
    ) == {"budget": {"item": "Site", "unit_price": "Estimated", "actual": "Actual"}}


def test_lump_sums_are_one_of_each():
    (likeness,) = recognise([grid(("Item", "Estimated", "Actual"), ("Hall", 500, 250), ("Staff", 400, 50))])
    assert adopted(likeness).given == {"quantity": "1"}


def test_metrics():
    assert seen(("KPI", "Target", "Actual"), ("Leads", 500, 480)) == {
        "metrics": {"metric": "KPI", "target": "Target", "actual": "Actual"}
    }


@pytest.mark.parametrize(
    "rows",
    [
        [("Title", "Link", "Date Added", "Notes"), ("A guide", "https://example.org", DAY, "good")],
        [("Welcome to this template",), ("Enter names in the table below",)],
        [],
    ],
)
def test_what_resembles_nothing_is_not_recognised(rows):
    assert seen(*rows) == {}


def test_of_two_plans_the_surer_is_taken():
    weak = grid(("Task", "Days"), ("Print", 3), name="Ideas")
    sure = grid(("Task", "Start", "Due", "Owner"), ("Print", DAY, DAY, "Anna"), name="Plan")
    assert [likeness.name for likeness in recognise([weak, sure])] == ["Plan"]


REAL = {
    "restaurant-tablets-project-plan.xlsx": (
        "tasks",
        "Tasks and Timeline",
        {"title", "responsible", "baseline_start"},
    ),
    "gantt-project-planner.xlsx": ("tasks", "Project Planner", {"title", "duration", "percent_complete"}),
    "甘特图-resort.xlsx": (
        "tasks",
        "Sheet1",
        {"title", "baseline_start", "baseline_finish", "percent_complete"},
    ),
    "event-budget.xlsx": ("budget", "Expenses", {"item", "unit_price", "actual"}),
}


@pytest.mark.parametrize("file", REAL)
def test_workbooks_that_nobody_here_wrote(file):
    sheet, name, columns = REAL[file]
    snapshot = XlsxWorkbooks().read(shared("real", file).read_bytes())
    (found,) = [likeness for likeness in recognise(snapshot.grids) if likeness.sheet == sheet]
    assert found.name == name
    assert columns <= found.columns.keys()


def test_figures_by_month_are_no_table_on_its_side():
    months = grid(("Month", "Jan", "Feb", "Mar"), ("Target", 10, 20, 30), ("Actual", 9, 21, 28))
    assert recognise([months]) == ()
