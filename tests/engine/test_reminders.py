"""What people are reminded of."""

import pytest

from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.engine.reminders import reminders_of
from sheetplan.table.parse import parse
from support.sketch import day, sketch
from support.verdict import OFFICIAL


def reminded(tasks, today=6, days=7):
    """Who is reminded of what, of a plan in short."""
    plan = parse(sketch(tasks)).plan
    outcome = recalculate(plan, day(today), calendar_of(plan, OFFICIAL))
    return [(one.person, one.code, one.kind, one.day) for one in reminders_of(plan, outcome, days)]


T1 = "tasks T1 title=印刷 responsible=王芳 duration=3"


@pytest.mark.parametrize(
    ("dates", "kind", "on"),
    [
        ("baseline_start=d1 baseline_finish=d3", "late", 3),
        ("baseline_start=d5 baseline_finish=d7 actual_start=d5", "due", 7),
        ("baseline_start=d9 baseline_finish=d20", "begins", 9),
        ("baseline_start=d1 baseline_finish=d20 deadline=d8 actual_start=d1", "due", 8),
    ],
)
def test_what_is_late_due_or_about_to_begin_is_told(dates, kind, on):
    assert reminded(f"{T1} {dates}") == [("王芳", "T1", kind, day(on))]


@pytest.mark.parametrize(
    "dates",
    [
        "baseline_start=d1 baseline_finish=d3 actual_start=d1 actual_finish=d3",
        "baseline_start=d1 baseline_finish=d3 percent_complete=1",
        "baseline_start=d30 baseline_finish=d32",
    ],
)
def test_what_is_done_or_far_off_is_not(dates):
    assert reminded(f"{T1} {dates}") == []


def test_each_of_those_responsible_is_told():
    told = reminded("tasks T1 title=印刷 responsible=王芳、李雷 baseline_start=d1 baseline_finish=d3")
    assert [person for person, *_ in told] == ["王芳", "李雷"]
