"""Adopted plans whose days leave out their year."""

from datetime import date

import pytest
import xlsxwriter

from sheetplan.app.adopting import adopt_file
from sheetplan.app.mending import fix_file
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import check_file
from sheetplan.wiring import house
from support.strangers import made

ROWS = [("任务", "负责人", "截止时间"), ("选址", "王芳", "11月20日"), ("彩排", "李雷", "1月10日")]
DAYS = [date(2026, 11, 20), date(2027, 1, 10)]


@pytest.fixture
def home():
    return house(today=date(2026, 3, 20))


@pytest.fixture
def written(tmp_path):
    """Writes a workbook of several sheets, and tells where it is."""

    def write(**sheets):
        path = tmp_path / "theirs.xlsx"
        with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return write


def due(home, path):
    """When the tasks are due."""
    return [task.baseline_finish for task in check_file(home, path, None).parsed.plan.tasks]


def test_the_day_of_the_event_on_another_sheet_tells_the_year(written, home):
    path = written(概况=[("活动名称", "年会"), ("活动日期", date(2027, 1, 15))], 计划=ROWS)
    (likeness,) = adopt_file(home, path, ()).likenesses
    assert likeness.yearless
    assert due(home, path) == DAYS


def test_two_days_of_an_event_tell_no_year(written, home):
    path = written(一=[("活动日期", date(2027, 1, 15))], 二=[("活动日期", date(2025, 1, 15))], 计划=ROWS)
    (likeness,) = adopt_file(home, path, ()).likenesses
    assert likeness.undated == "截止时间"


def test_the_earliest_day_that_somebody_says_tells_the_year(written, home):
    path = written(计划=ROWS)
    adopt_file(home, path, (), first_day=date(2026, 11, 1))
    assert due(home, path) == DAYS


def test_adopting_again_does_not_forget_the_earliest_day_that_was_said(written, home):
    path = written(计划=ROWS)
    adopt_file(home, path, (), first_day=date(2026, 11, 1))
    with pytest.raises(Refusal) as refused:
        adopt_file(home, path, (), add_columns=True)
    assert (refused.value.code, due(home, path)) == ("dated-otherwise", DAYS)


def test_what_a_year_was_added_to_is_not_written_back(written, home):
    path = written(计划=[("2026年计划",), *ROWS])
    adopt_file(home, path, (), first_day=date(2026, 11, 1))
    assert not fix_file(home, path, None, lambda _: True).mends


def test_marks_under_days_of_no_year_wait_for_the_earliest_day(tmp_path, home):
    path = tmp_path / "theirs.xlsx"
    path.write_bytes(made("没有年份的日格"))
    assert adopt_file(home, path, ()).likenesses[0].undated == "3/1 … 3/4"
    adopt_file(home, path, (), first_day=date(2026, 2, 1))
    assert due(home, path) == [date(2026, 3, 2), date(2026, 3, 4)]


def test_what_two_columns_say_of_one_cell_is_found_once(written, home):
    rows = [
        ("任务", "负责人", "起止时间"),
        ("选址", "王芳", "11月20日-11月24日"),
        ("彩排", "李雷", "11月28日"),
    ]
    path = written(计划=[("2026年计划",), *rows])
    adopt_file(home, path, ())
    codes = [finding.code for finding in check_file(home, path, None).findings]
    assert codes.count("TSK016") == 1
