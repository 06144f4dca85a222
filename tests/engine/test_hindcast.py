"""Whether the forecast of a finished plan's first day would have held."""

import pytest

from sheetplan.engine.hindcast import forecast_held
from sheetplan.engine.recalculate import calendar_of
from sheetplan.table.parse import parse
from support.sketch import sketch
from support.verdict import OFFICIAL

PLAN = """
tasks T1 title=搭建 duration=5 optimistic=4 pessimistic=10 baseline_start=d1 baseline_finish=d5 {one}
tasks T2 title=彩排 duration=2 predecessors=T1 baseline_start=d6 baseline_finish=d7 {two}
"""


@pytest.mark.parametrize(
    ("one", "two", "held"),
    [
        ("actual_start=d1 actual_finish=d6", "actual_start=d7 actual_finish=d8", True),
        ("actual_start=d1 actual_finish=d12", "actual_start=d13 actual_finish=d14", False),
        ("actual_start=d1 actual_finish=d6", "actual_start=d7", None),
    ],
)
def test_all_was_finished_by_the_day_that_was_eighty_percent_sure(one, two, held):
    plan = parse(sketch(PLAN.format(one=one, two=two))).plan
    assert forecast_held(plan, calendar_of(plan, OFFICIAL)) is held


def test_a_plan_without_estimates_had_no_such_forecast():
    text = "tasks T1 title=搭建 duration=5 baseline_start=d1 actual_start=d1 actual_finish=d6"
    plan = parse(sketch(text)).plan
    assert forecast_held(plan, calendar_of(plan, OFFICIAL)) is None
