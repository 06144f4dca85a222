from datetime import date
from decimal import Decimal

import pytest

from sheetplan.engine.baselines import baselines_of, find_baseline, movements, own_baseline
from sheetplan.engine.recalculate import recalculate
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.baselines import BaselineRow
from sheetplan.model.sheets.settings import Settings
from support.networks import PLAIN, d, forecast, network


def rows(name, text, set_on="d1"):
    """Return the rows of a baseline: ``A d1-d3; B d4-d5``."""
    for part in text.split(";"):
        code, days = part.split()
        start, finish = days.split("-")
        yield BaselineRow(baseline=name, set_on=d(set_on), task=code, start=d(start), finish=d(finish))


AGREED = (*rows("批准版", "A d1-d3; B d4-d5"), *rows("第二版", "A d1-d2", set_on="d9"))


def test_rows_of_one_name_are_one_baseline():
    assert [(each.name, len(each.tasks)) for each in baselines_of(AGREED)] == [("批准版", 2), ("第二版", 1)]


def test_they_come_in_the_order_in_which_they_were_set():
    assert [each.name for each in baselines_of(reversed(AGREED))] == ["批准版", "第二版"]


@pytest.mark.parametrize(
    ("name", "found"), [("批准版", "批准版"), (" 批准版 ", "批准版"), ("", "第二版"), ("?", None)]
)
def test_a_baseline_is_found_by_its_name_or_is_the_last(name, found):
    baseline = find_baseline(baselines_of(AGREED), name)
    assert (baseline and baseline.name) == found


def test_what_has_moved():
    first = baselines_of(AGREED)[0]
    now = forecast("A 4d; B 2d after A; C 1d").tasks
    assert [(move.code, move.kind, move.finish_variance) for move in movements(first, now, PLAIN)] == [
        ("A", "later", 1),
        ("B", "later", 1),
        ("C", "new", None),
    ]


def test_what_is_gone_is_told_last():
    first = baselines_of(AGREED)[0]
    assert movements(first, forecast("A 3d").tasks, PLAIN)[-1][:3] == ("B", "", "gone")


def test_a_task_may_take_longer_though_it_started_on_time():
    move = movements(baselines_of(AGREED)[0], forecast("A 4d").tasks, PLAIN)[0]
    assert (move.start_variance, move.finish_variance, move.duration_variance) == (0, 1, 1)


def test_without_baselines_the_tasks_own_columns_are_one():
    assert own_baseline(network("A from d1 to d3; B 2d"), PLAIN).tasks["a"][:2] == (d("d1"), d("d3"))


def variance(chosen):
    plan = Plan(tasks=network("A 5d from d1 to d5"), baselines=AGREED, settings=Settings(baseline=chosen))
    return recalculate(plan, d("d1"), PLAIN).tasks[0].finish_variance


@pytest.mark.parametrize(("chosen", "days"), [(None, 0), ("批准版", 2), ("第二版", 3), ("unknown", 0)])
def test_variance_is_counted_against_the_chosen_baseline(chosen, days):
    assert variance(chosen) == Decimal(days)


def test_rows_without_name_or_task_are_no_baseline():
    assert baselines_of([BaselineRow(task="A", finish=date(2024, 3, 4)), BaselineRow(baseline="X")]) == ()
