from decimal import Decimal

import pytest

from sheetplan.engine.recalculate import recalculate
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.engine.workload import overloads_of, workload_of
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.people import Person
from support.networks import PLAIN, d, day, network


def loads(sketch, status="d1", calendar=PLAIN, people=(), efforts=None):
    """Return the loads of a sketch; every task is 王芳's but those whose code names more people."""
    tasks = tuple(
        task.replaced(
            responsible=("王芳", "李雷") if task.code.startswith("W") else ("王芳",),
            effort=(efforts or {}).get(task.code),
        )
        for task in network(sketch)
    )
    plan = Plan(tasks=tasks, people=people)
    return workload_of(plan, recalculate(plan, d(status), calendar).tasks, d(status), calendar)


def shown(found):
    return [(load.person, day(load.week), load.effort, load.capacity) for load in found]


def test_a_task_is_a_person_day_for_each_of_its_days():
    assert shown(loads("A 3d")) == [("王芳", "d1", 3, 5)]


def test_a_task_is_spread_over_its_weeks():
    assert shown(loads("A 7d")) == [("王芳", "d1", 5, 5), ("王芳", "d6", 2, 5)]


def test_effort_is_spread_evenly():
    assert [load.effort for load in loads("A 10d", efforts={"A": Decimal(4)})] == [2, 2]


def test_it_is_shared_among_those_responsible():
    assert shown(loads("W 4d")) == [("李雷", "d1", 2, 5), ("王芳", "d1", 2, 5)]


def test_tasks_add_up_and_are_named():
    found = loads("A 3d; B 4d")[0]
    assert (found.effort, found.tasks, found.overload) == (7, ("A", "B"), 2)


def test_overloads_come_worst_first():
    found = overloads_of(loads("A 5d; B 5d; C 7d"))
    assert [load.overload for load in found] == [10]


def test_what_is_left_counts():
    assert [load.effort for load in loads("A 4d began d1 50%", "d3", efforts={"A": Decimal(8)})] == [4]


@pytest.mark.parametrize("sketch", ["A 3d began d1 ended d2", "M 0d to d4", "A"])
def test_done_tasks_milestones_and_tasks_without_dates_are_no_load(sketch):
    assert loads(sketch, "d3") == ()


def test_days_off_make_a_week_shorter():
    calendar = WorkingCalendar(CalendarData(days_off=frozenset({d("d2"), d("d3")})))
    assert loads("A 1d", calendar=calendar)[0].capacity == 3


def test_the_team_sheet_says_what_somebody_can_do():
    assert loads("A 1d", people=(Person(name="王芳", capacity=Decimal("2.5")),))[0].capacity == Decimal("2.5")
