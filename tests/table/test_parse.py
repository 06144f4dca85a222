"""Reading by heading: any order, any language, anything in between."""

from datetime import date
from decimal import Decimal

import pytest

from sheetplan.language import LANGUAGES
from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.parse import parse
from support.rows import model_of
from support.sketch import sketch


def tasks_of(*rows, name="任务"):
    return parse(Snapshot((Grid(name, tuple(rows)),), "x"))


def test_headings_are_found_under_titles():
    parsed = tasks_of(
        ("2026 发布会",), (), ("制表：王芳",), ("编号", "任务", "负责人"), ("T01", "印刷", "王芳")
    )
    assert parsed.plan.tasks[0].title == "印刷"


def test_columns_may_stand_in_any_order():
    parsed = tasks_of(("负责人", "任务", "编号"), ("王芳", "印刷", "T01"))
    assert (parsed.plan.tasks[0].code, parsed.plan.tasks[0].responsible) == ("T01", ("王芳",))


def test_columns_of_others_are_passed_over():
    parsed = tasks_of(("编号", "我的列", "任务"), ("T01", "x", "印刷"))
    assert parsed.plan.tasks[0].title == "印刷"


@pytest.mark.parametrize("heading", ["责任人", "负责人", "Owner", "RESPONSIBLE", "责任 人", "Assigned To"])
def test_synonyms_of_both_languages_are_understood(heading):
    parsed = tasks_of(("编号", "任务", heading), ("T01", "印刷", "王芳"))
    assert parsed.plan.tasks[0].responsible == ("王芳",)


def test_a_sheet_may_go_by_another_of_its_names():
    assert tasks_of(("编号", "任务"), ("T01", "印刷"), name="责任分工表").plan.tasks[0].code == "T01"


def test_empty_rows_and_totals_are_no_rows():
    parsed = tasks_of(("编号", "任务"), ("T01", "印刷"), (None, None), ("合计", None), ("T02", "布展"))
    assert [task.code for task in parsed.plan.tasks] == ["T01", "T02"]


def test_a_row_knows_where_it_came_from():
    parsed = tasks_of(("编号", "任务"), (None, None), ("T01", "印刷"))
    assert parsed.plan.tasks[0].row == 3


def test_one_bad_cell_hides_no_other():
    parsed = tasks_of(("编号", "任务", "工期", "计划开始"), ("T01", "印刷", "三天吧", date(2026, 3, 2)))
    assert parsed.plan.tasks[0].baseline_start == date(2026, 3, 2)
    assert [(m.column, m.key, m.flaw.code) for m in parsed.misfits] == [("duration", "T01", "other-unit")]


def test_what_is_ours_is_never_read_back():
    parsed = tasks_of(("编号", "任务", "松弛"), ("T01", "印刷", 99.0))
    assert parsed.plan.tasks[0].total_slack is None


def test_a_form_is_read_by_its_items():
    grid = Grid(
        "策划总表",
        (("标题",), ("项目", "内容", "负责人"), ("地点", "上海", "王芳"), ("活动名称", "春季沙龙", None)),
    )
    parsed = parse(Snapshot((grid,), "x"))
    assert (parsed.plan.event.name, parsed.plan.event.venue) == ("春季沙龙", "上海")


def test_what_stands_beside_an_entry_is_kept():
    grid = Grid(
        "策划总表", (("项目", "内容", "负责人", "完成时限"), ("活动地点", "上海", "王芳", date(2026, 3, 1)))
    )
    side = parse(Snapshot((grid,), "x")).plan.sides["event", "venue"]
    assert (side.responsible, side.due) == ("王芳", date(2026, 3, 1))


def test_missing_sheets_are_named():
    assert "budget" in tasks_of(("编号", "任务"), ("T01", "印刷")).layout.absent


def test_a_sheet_without_headings_is_named():
    assert tasks_of(("随便", "写的")).layout.headless == {"tasks": "任务"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_found_by_its_own_heading(language):
    layout = parse(sketch("tasks T1 title=x\nmetrics M1 metric=x\nbudget B1 item=x", language)).layout
    for sheet in ("tasks", "metrics", "budget"):
        assert set(layout.sheets[sheet].columns) == set(SHEETS[sheet].columns())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_that_of_the_tabs(language):
    assert parse(sketch("", language)).layout.language == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plan_reads_alike_in_every_language(language):
    plan = parse(sketch("metrics M1 metric=线索 target=1.2万 actual=10000 unit=条", language)).plan
    assert (plan.metrics[0].target, plan.metrics[0].actual) == (Decimal(12000), Decimal(10000))


def test_whatever_parsing_accepts_the_strict_model_accepts():
    plan = parse(
        sketch("tasks T1 title=印刷 responsible=王芳 duration=3\nbudget B1 item=票 unit_price=3")
    ).plan
    for row in plan:
        cells = {name: getattr(row, name) for name in row.columns()}
        model_of(type(row), strict=True)(**cells)
