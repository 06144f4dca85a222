"""Worksheet functions are plain functions; what Excel adds is on Windows only and untested here."""

from datetime import datetime

import pytest

from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.delay_text import causes_in_words
from sheetplan.app.delays import explain_task
from sheetplan.language import LANGUAGES, wording
from sheetplan.udf import (
    sheetplan_achievement,
    sheetplan_networkdays,
    sheetplan_rmb,
    sheetplan_tiered,
    sheetplan_why,
    sheetplan_workday,
)
from support.house import TODAY, real_house, recalculated_demo


def day(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        ("2024-02-08", 1, "2024-02-09"),
        ("2024-02-09", 1, "2024-02-18"),  # 春节, and a Sunday worked for it
        ("2024-02-19", -1, "2024-02-18"),
        ("2024-09-13", 1, "2024-09-14"),  # a Saturday worked for 中秋
        ("2024-09-14", 0, "2024-09-14"),
    ],
)
def test_workday_knows_make_up_days(start, days, expected):
    assert sheetplan_workday(day(start), days) == day(expected)


def test_workday_of_another_country():
    assert sheetplan_workday(day("2024-07-03"), 1, "US") == day("2024-07-05")


def test_networkdays_counts_both_ends():
    assert sheetplan_networkdays(day("2024-02-09"), day("2024-02-18")) == 2


@pytest.mark.parametrize(
    ("target", "actual", "direction", "rate"),
    [(500, 400, None, 0.8), (5, 10, "lower", 0.5), (0, 5, None, "")],
)
def test_achievement(target, actual, direction, rate):
    assert sheetplan_achievement(target, actual, direction) == rate


TIERS = [[100_000, 8000], [0, 3000], [500_000, 20_000], [None, None]]


@pytest.mark.parametrize(("quantity", "price"), [(0, 3000), (99_999, 3000), (100_000, 8000), (10**6, 20_000)])
def test_the_tier_that_is_reached_has_the_price(quantity, price):
    assert sheetplan_tiered(quantity, TIERS) == price


def test_below_the_first_tier_there_is_no_price():
    assert sheetplan_tiered(-1, TIERS) == ""


def test_amounts_in_capitals():
    assert sheetplan_rmb(1409.5) == "壹仟肆佰零玖元伍角整"


def task_table(data):
    """The cells of the table 任务, headings first, as Excel hands over ``Tasks[#All]``."""
    grid = next(grid for grid in read_workbook(data).grids if "Tasks" in grid.tables)
    top, left, bottom, right = grid.tables["Tasks"]
    return [[grid.cell(row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_says_what_the_command_line_says(language, tmp_path):
    path = tmp_path / "demo.xlsx"
    path.write_bytes(recalculated_demo(language))
    told = causes_in_words(explain_task(real_house(), path, "T39", TODAY), wording(language))
    cells = task_table(path.read_bytes())
    assert sheetplan_why("T39", cells, day(TODAY.isoformat())).split("\n") == list(told)


def test_why_knows_when_there_is_no_such_task():
    cells = task_table(recalculated_demo("en"))
    assert "X99" in sheetplan_why("X99", cells, day(TODAY.isoformat()))
