"""What holds for any plan whatsoever."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.engine.stands import duration_of, has_begun
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.actions import Action
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory
from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.sheets.settings import Settings
from sheetplan.model.sheets.tasks import Task

STATUS = date(2024, 2, 7)
FESTIVAL = WorkingCalendar(
    CalendarData(
        frozenset(date(2024, 2, day) for day in range(10, 18)),
        frozenset({date(2024, 2, 4), date(2024, 2, 18)}),
    )
)
CODES = [f"T{number:02}" for number in range(1, 9)]


def maybe(strategy):
    return st.none() | strategy


near = st.dates(date(2024, 1, 25), date(2024, 3, 10))
any_day = near | st.dates()
durations = st.integers(0, 6).map(Decimal) | st.sampled_from([Decimal("0.5"), Decimal("2.5")])
shares = st.sampled_from([Decimal(0), Decimal("0.3"), Decimal("0.5"), Decimal(1)])
numbers = st.decimals(allow_nan=False, allow_infinity=False)


def tasks_of(days, durations, codes):
    return st.builds(
        Task,
        predecessors=maybe(st.lists(codes, max_size=3).map(tuple)),
        duration=maybe(durations),
        baseline_start=maybe(days),
        baseline_finish=maybe(days),
        deadline=maybe(days),
        percent_complete=maybe(shares),
        actual_start=maybe(days),
        actual_finish=maybe(days),
    )


def coded(tasks):
    return tuple(
        task.replaced(code=code, title=code, row=row)
        for row, (code, task) in enumerate(zip(CODES, tasks, strict=False), start=5)
    )


def without_circles(tasks):
    """Return the tasks with links only to earlier codes."""
    return tuple(
        task.replaced(predecessors=tuple(code for code in task.predecessors or () if code < task.code))
        for task in tasks
    )


networks = st.lists(tasks_of(near, durations, st.sampled_from(CODES)), min_size=1, max_size=8).map(coded)
acyclic = networks.map(without_circles)


def computed(tasks):
    return recalculate(Plan(tasks=tasks), STATUS, FESTIVAL)


def by_code(outcome):
    return {task.code: task for task in outcome.tasks}


wild_plans = st.builds(
    Plan,
    event=st.builds(Event, event_date=maybe(any_day), end_date=maybe(any_day)),
    settings=st.builds(
        Settings,
        day_count=maybe(st.sampled_from(["working", "calendar"])),
        at_risk_slack=maybe(numbers),
        nearly_met=maybe(shares),
    ),
    tasks=st.lists(
        st.tuples(
            tasks_of(any_day, numbers, st.sampled_from(CODES) | st.text(max_size=3)),
            maybe(st.sampled_from(CODES) | st.text(max_size=3)),
        ).map(lambda pair: pair[0].replaced(code=pair[1], row=5)),
        max_size=8,
    ).map(tuple),
    metrics=st.lists(
        st.builds(
            Metric,
            code=maybe(st.text(max_size=4)),
            direction=maybe(st.sampled_from(["higher", "lower"])),
            target=maybe(numbers),
            actual=maybe(numbers),
            due=maybe(any_day),
        ),
        max_size=3,
    ).map(tuple),
    budget=st.lists(
        st.builds(
            BudgetLine,
            category=maybe(st.text(max_size=4)),
            unit_price=maybe(st.floats(-1e308, 1e308).map(lambda number: Decimal(repr(number)))),
            quantity=maybe(st.floats(-1e308, 1e308).map(lambda number: Decimal(repr(number)))),
            actual=maybe(numbers),
        ),
        max_size=4,
    ).map(tuple),
    budget_summary=st.lists(
        st.builds(BudgetCategory, category=maybe(st.text("a*?~[]!-\\", max_size=6))), max_size=3
    ).map(tuple),
    actions=st.lists(st.builds(Action, code=maybe(st.text()), problem=maybe(st.text())), max_size=2).map(
        tuple
    ),
    calendar=st.lists(
        st.builds(
            CalendarDay,
            day=maybe(any_day),
            kind=maybe(st.sampled_from(["off", "work"])),
            origin=maybe(st.sampled_from(["official", "own"])),
        ),
        max_size=6,
    ).map(tuple),
)


@given(wild_plans, any_day, maybe(any_day))
def test_the_engine_never_raises_on_what_people_write(plan, status_date, known_until):
    calendar = calendar_of(plan, CalendarData(known_until=known_until))
    outcome = recalculate(plan, status_date, calendar)
    assert len(outcome.tasks) == len(plan.tasks)
    assert all((task.start is None) == (task.unknown == "no-dates") for task in outcome.tasks)


@given(networks)
def test_computing_twice_gives_the_same(tasks):
    assert computed(tasks) == computed(tasks)


@given(networks, st.randoms(use_true_random=False))
def test_sorting_rows_changes_nothing(tasks, random):
    shuffled = list(tasks)
    random.shuffle(shuffled)
    before, after = computed(tasks), computed(tuple(shuffled))
    assert by_code(before) == by_code(after)
    assert before._replace(tasks=()) == after._replace(tasks=())


@given(networks)
def test_free_slack_is_never_negative_nor_more_than_what_total_slack_there_is(tasks):
    slacks = [task for task in computed(tasks).tasks if task.total_slack is not None]
    assert all(0 <= task.free_slack <= max(0, task.total_slack) for task in slacks)


@given(networks)
def test_slack_is_counted_from_the_early_to_the_late_finish(tasks):
    for task, row in zip(computed(tasks).tasks, tasks, strict=True):
        if task.total_slack is not None and duration_of(row, FESTIVAL) not in (0, None):
            days = FESTIVAL.count(task.early_finish, task.late_finish)
            assert abs(days - task.total_slack) < 1  # both may lie within their days


@given(networks)
def test_without_deadlines_all_slack_is_positive_and_something_is_critical(tasks):
    tasks = tuple(task.replaced(deadline=None) for task in tasks)
    outcome = computed(tasks)
    slacks = [task.total_slack for task in outcome.tasks if task.total_slack is not None]
    assert all(slack >= 0 for slack in slacks)
    last = [task for task in outcome.tasks if task.finish and task.finish == outcome.event.forecast_finish]
    assert not last or any(task.status == "done" or task.critical == "yes" for task in last)


@given(networks)
def test_nothing_open_finishes_before_it_starts_or_before_the_status_date(tasks):
    for task in computed(tasks).tasks:
        if task.finish is not None and task.status != "done":
            assert max(task.start, FESTIVAL.roll_back(STATUS)) <= task.finish


@given(acyclic, st.data())
def test_adding_a_dependency_never_makes_a_date_earlier(tasks, data):
    later = data.draw(st.integers(0, len(tasks) - 1))
    earlier = data.draw(st.integers(0, later))
    task = tasks[later]
    linked = task.replaced(predecessors=(*task.predecessors, tasks[earlier].code))
    after = computed((*tasks[:later], linked, *tasks[later + 1 :])).tasks
    for before, now in zip(computed(tasks).tasks, after, strict=True):
        assert before.start is None or now.start >= before.start
        assert before.finish is None or now.finish >= before.finish


@given(acyclic)
def test_an_unstarted_task_may_slip_by_its_free_slack_without_moving_any_other(tasks):
    before = computed(tasks)
    for index, (task, found) in enumerate(zip(tasks, before.tasks, strict=True)):
        if found.free_slack is None or found.free_slack <= 0 or has_begun(task):
            continue
        slipped = slip(task, found)
        after = computed((*tasks[:index], slipped, *tasks[index + 1 :]))
        assert after.tasks[index].start == slipped.baseline_start
        assert dates(after, index) == dates(before, index)
        assert after.event.forecast_finish == before.event.forecast_finish


def slip(task, found):
    """Return a task that starts later by its free slack; a milestone, at the start of the last such day."""
    duration = duration_of(task, FESTIVAL)
    length = Decimal(1) if duration is None else duration
    start = FESTIVAL.add(found.start, int(found.free_slack) - (not length and found.free_slack >= 1))
    changed = {"baseline_start": start, "duration": length}
    return task.replaced(**(changed if length else {**changed, "baseline_finish": start}))


def dates(outcome, but):
    """Return the forecast dates of all tasks but one."""
    return [(task.start, task.finish) for index, task in enumerate(outcome.tasks) if index != but]


@given(networks)
def test_statuses_and_warnings_agree(tasks):
    for task in computed(tasks).tasks:
        if task.warning == "overdue":
            assert task.status == "slipping"
        if task.status == "done":
            assert (task.warning, task.critical) == (None, "no")


@pytest.mark.parametrize("size", [1, 2, 50])
def test_every_way_round_a_circle_is_a_way(size):
    codes = [f"C{number}" for number in range(size)]
    tasks = tuple(Task(code=code, predecessors=(codes[row - 1],)) for row, code in enumerate(codes))
    loops = computed(tasks).loops
    assert [sorted(loop[:-1]) for loop in loops] == ([sorted(codes)] if size > 1 else [])


@given(networks)
def test_each_step_of_a_circle_is_a_link(tasks):
    waits = {task.code: set(task.predecessors or ()) for task in tasks}
    for loop in computed(tasks).loops:
        assert loop[0] == loop[-1]
        assert all(before in waits[after] for before, after in pairwise(loop))
