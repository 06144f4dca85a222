"""Worksheet functions are plain functions; what Excel adds is on Windows only and untested here."""

from datetime import datetime

import pytest

from sheetplan.udf import (
    sheetplan_achievement,
    sheetplan_networkdays,
    sheetplan_rmb,
    sheetplan_tiered,
    sheetplan_workday,
)


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
