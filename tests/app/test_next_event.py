"""Next year's workbook out of a finished one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.refusal import Refusal
from sheetplan.app.translating import translated
from sheetplan.app.workbooks import examined
from sheetplan.build.next import NextWish, next_workbook
from sheetplan.changes.next_event import PAST, PAST_SHEETS, UNMOVED, Move
from sheetplan.engine.pace import read_course
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import LANGUAGES
from sheetplan.model.column import Owner
from sheetplan.model.plan import Plan
from sheetplan.model.sheets import SHEETS
from sheetplan.rules.rule import Severity
from sheetplan.table.layout import locate
from sheetplan.table.parse import parse
from support.house import real_house, recalculated_demo

NEW_DAY = date(2025, 3, 20)
spoken = pytest.mark.parametrize("language", LANGUAGES)


@cache
def following(language: str) -> bytes:
    """Next year's workbook out of the example event."""
    return next_workbook(real_house(), recalculated_demo(language), NextWish(event_date=NEW_DAY)).data


def plan_of(data: bytes) -> Plan:
    return parse(read_workbook(data)).plan


def errors(data: bytes) -> set[tuple[str, str, str]]:
    found = examined(real_house(), data, date(2025, 1, 1)).findings
    return {
        (finding.code, finding.hit.sheet, finding.hit.column)
        for finding in found
        if finding.severity is Severity.ERROR
    }


@spoken
def test_it_stands_on_its_new_day_under_its_new_name(language):
    event = plan_of(following(language)).event
    assert event.event_date == NEW_DAY
    assert "2025" in event.name
    assert "2024" not in event.name


@spoken
def test_tasks_keep_their_distance_from_the_event_in_working_days(language):
    house = real_house()
    old, new = (examined(house, data, None) for data in (recalculated_demo(language), following(language)))
    for before, after in zip(old.parsed.plan.tasks, new.parsed.plan.tasks, strict=True):
        assert (after.code, after.title, after.predecessors) == (
            before.code,
            before.title,
            before.predecessors,
        )
        if before.baseline_start and before.baseline_finish:
            days = (
                after.baseline_finish - after.baseline_start,
                before.baseline_finish - before.baseline_start,
            )
            assert abs((days[0] - days[1]).days) <= 14


@spoken
def test_nothing_in_it_has_happened_yet(language):
    plan = plan_of(following(language))
    for sheet, columns in PAST.items():
        for row in plan.rows(sheet):
            assert {key: getattr(row, key) for key in columns if getattr(row, key) is not None} == {}
    for sheet in PAST_SHEETS:
        assert plan.rows(sheet) == ()


@spoken
def test_people_budget_and_targets_are_kept(language):
    old, new = plan_of(recalculated_demo(language)), plan_of(following(language))
    assert new.people == old.people
    assert [line.unit_price for line in new.budget] == [line.unit_price for line in old.budget]
    assert [metric.target for metric in new.metrics] == [metric.target for metric in old.metrics]


@spoken
def test_old_actuals_are_there_for_comparison(language):
    old, new = plan_of(recalculated_demo(language)), plan_of(following(language))
    assert [metric.previous for metric in new.metrics] == [metric.actual for metric in old.metrics]


@spoken
def test_how_sign_ups_came_in_is_the_course_of_the_next(language):
    sign_ups = plan_of(following(language)).metrics[1]
    assert sign_ups.course == "7% 11% 18% 29% 42% 52% 61% 67% 78% 100%"
    assert read_course(sign_ups.course)(Decimal("0.5")) == Decimal("0.42")


def test_what_no_daily_figure_adds_up_to_has_no_course():
    rate = plan_of(following("zh")).metrics[3]
    assert rate.course is None


@spoken
def test_lessons_stand_in_the_brief(language):
    old, new = plan_of(recalculated_demo(language)), plan_of(following(language))
    lessons = [point.lesson for point in old.review if point.lesson]
    assert lessons
    assert all(lesson in new.brief.reference_event for lesson in lessons)


@spoken
def test_open_actions_come_along(language):
    old, new = plan_of(recalculated_demo(language)), plan_of(following(language))
    still_open = [(action.action, action.due) for action in old.actions if action.status != "done"]
    assert still_open
    assert [(action.action, action.due) for action in new.actions] == still_open


def test_a_done_action_does_not_and_the_rest_moves_up():
    layout = locate(read_workbook(recalculated_demo("zh"))).sheets["actions"]
    patch = WorkbookPatch(recalculated_demo("zh"))
    patch.set_value(layout.name, layout.rows[0], layout.columns["status"], "已完成")
    made = next_workbook(real_house(), patch.to_bytes(), NextWish(event_date=NEW_DAY))
    old = plan_of(recalculated_demo("zh")).actions
    actions = plan_of(made.data).actions
    assert [(action.row, action.action) for action in actions] == [
        (old[0].row + index, action.action) for index, action in enumerate(old[1:])
    ]


@spoken
def test_no_error_is_new(language):
    assert errors(following(language)) <= errors(recalculated_demo(language))


@spoken
def test_excel_need_not_repair_it(language):
    assert lint(following(language)) == []


@spoken
def test_nothing_is_left_to_compute(language):
    assert not examined(real_house(), following(language), None).changes(judged=False)


def test_its_labels_may_be_in_the_other_language():
    wish = NextWish(event_date=NEW_DAY, language="en")
    made = next_workbook(real_house(), recalculated_demo("zh"), wish)
    assert locate(read_workbook(made.data)).language == "en"
    assert [task.title for task in plan_of(made.data).tasks] == [
        task.title for task in plan_of(recalculated_demo("zh")).tasks
    ]


def test_a_workbook_that_was_translated_is_as_good():
    english = translated(real_house(), recalculated_demo("zh"), "en")[1]
    made = next_workbook(real_house(), english, NextWish(event_date=NEW_DAY))
    assert plan_of(made.data).tasks == plan_of(following("zh")).tasks


def test_columns_and_tasks_of_peoples_own_stay():
    where = locate(read_workbook(recalculated_demo("zh"))).sheets["tasks"]
    column, row = max(where.columns.values()) + 2, where.rows[-1] + 1
    patch = WorkbookPatch(recalculated_demo("zh"))
    patch.set_value(where.name, where.header_row, column, "会议室")
    patch.set_value(where.name, where.rows[0], column, "三楼")
    patch.set_value(where.name, row, where.columns["title"], "自己的任务")
    patch.set_value(where.name, row, where.columns["baseline_finish"], date(2024, 3, 19))
    made = next_workbook(real_house(), patch.to_bytes(), NextWish(event_date=NEW_DAY)).data
    grid = next(grid for grid in read_workbook(made).grids if grid.name == where.name)
    assert (grid.cell(where.header_row, column), grid.cell(where.rows[0], column)) == ("会议室", "三楼")
    assert [task.baseline_finish for task in plan_of(made).tasks if task.title == "自己的任务"] == [
        date(2025, 3, 19)
    ]


def test_without_a_day_nothing_can_be_moved():
    where = locate(read_workbook(recalculated_demo("zh"))).sheets["event"]
    patch = WorkbookPatch(recalculated_demo("zh"))
    patch.set_value(where.name, *where.cell(0, "event_date"), None)
    with pytest.raises(Refusal, match="no-event-date"):
        next_workbook(real_house(), patch.to_bytes(), NextWish(event_date=NEW_DAY))


def test_every_column_of_the_past_is_peoples():
    for sheet, columns in PAST.items():
        assert columns <= SHEETS[sheet].columns_of(Owner.PEOPLE).keys(), sheet
    assert SHEETS.keys() >= PAST_SHEETS | UNMOVED


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2024, 3, 20), date(2025, 3, 20)),
        (date(2024, 3, 21), date(2025, 3, 21)),
        (date(2024, 3, 19), date(2025, 3, 19)),
        (date(2024, 3, 15), date(2025, 3, 17)),
        (date(2024, 3, 16), date(2025, 3, 17)),
        (date(2024, 3, 22), date(2025, 3, 24)),
        (date(2024, 3, 25), date(2025, 3, 25)),
    ],
)
def test_days_move_by_working_days_and_within_the_event_by_days(day, moved):
    calendar = WorkingCalendar()
    days = Move(
        (date(2024, 3, 20), date(2024, 3, 21)), (date(2025, 3, 20), date(2025, 3, 21)), calendar, calendar
    )
    assert days.day(day) == moved
