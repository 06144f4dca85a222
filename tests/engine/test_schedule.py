import pytest

from sheetplan.engine.recalculate import recalculate
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.tasks import Task
from support.networks import PLAIN, d, day, forecast, shown, task


def table(outcome):
    """Return each forecast as ``code start-finish total/free``, starred where critical."""
    return [
        f"{task.code} {shown(task)} {task.total_slack}/{task.free_slack}{'*' * (task.critical == 'yes')}"
        for task in outcome.tasks
    ]


NETWORKS = {
    "a chain": ("A 3d; B 2d after A", ["A d1-d3 0/0*", "B d4-d5 0/0*"]),
    "a short branch has slack": (
        "A 2d; B 5d after A; C 2d after A; D 1d after B,C",
        ["A d1-d2 0/0*", "B d3-d7 0/0*", "C d3-d4 3/3", "D d8-d8 0/0*"],
    ),
    # Milwaukee Paper, from Heizer and Render's Operations Management.
    "slack is shared along a branch": (
        "A 2d;B 3d;C 2d after A;D 4d after A,B;E 4d after C;F 3d after C;G 5d after D,E;H 2d after F,G",
        [
            "A d1-d2 0/0*",
            "B d1-d3 1/0",
            "C d3-d4 0/0*",
            "D d4-d7 1/1",
            "E d5-d8 0/0*",
            "F d5-d7 6/6",
            "G d9-d13 0/0*",
            "H d14-d15 0/0*",
        ],
    ),
    "an open end may slip until the project finishes": ("A 5d; B 1d", ["A d1-d5 0/0*", "B d1-d1 4/4"]),
    "rows may stand in any order": ("B 2d after A; A 3d", ["B d4-d5 0/0*", "A d1-d3 0/0*"]),
}


@pytest.mark.parametrize(("sketch", "expected"), NETWORKS.values(), ids=NETWORKS)
def test_networks(sketch, expected):
    assert table(forecast(sketch)) == expected


DATES = {
    "a task without dates starts on the status date": ("A 2d", "d3", "d3-d4"),
    "work that should start on a day off starts on the next working day": ("A 2d", "d5+1", "d6-d7"),
    "it starts no earlier than its baseline": ("A 2d from d4", "d1", "d4-d5"),
    "it starts no earlier than the status date": ("A 2d from d1", "d4", "d4-d5"),
    "it waits for its predecessor": ("P 3d; A 2d from d2 after P", "d1", "d4-d5"),
    "it waits for the last of its predecessors": ("P 3d; Q 5d; A 1d after P,Q", "d1", "d6-d6"),
    "a baseline finish alone tells the start": ("A 2d to d7", "d1", "d6-d7"),
    "a baseline gives the duration": ("A from d2 to d4", "d3", "d3-d5"),
    "a given duration wins over the baseline": ("A 1d from d2 to d4", "d1", "d2-d2"),
    "a duration nobody gives is one day": ("A from d2", "d1", "d2-d2"),
    "half days round up": ("A 1.5d", "d1", "d1-d2"),
    "a deadline alone does not move it": ("A by d9", "d2", "d2-d2"),
    "actual dates are facts": ("P 9d; A 2d after P began d1 ended d5", "d7", "d1-d5"),
    "a weekend's work is a fact": ("A 1d began d5+1 ended d5+2", "d7", "d5+1-d5+2"),
    "done without a date is done as agreed": ("A 2d from d1 to d2 100%", "d7", "d1-d2"),
    "done before it was agreed is done by the status date": ("A 2d from d8 to d9 100%", "d3", "d2-d3"),
    "done without any date is done by the status date": ("A 2d 100%", "d4", "d3-d4"),
    "done with only a finish started so much earlier": ("A 3d ended d5", "d7", "d3-d5"),
    "done without a finish does not finish before its start": ("A 1d began d5 to d2 100%", "d7", "d5-d5"),
    "what remains is worked from the status date": ("A 4d began d1 50%", "d3", "d1-d4"),
    "a task that began without progress has all of it to do": ("A 2d began d1", "d4", "d1-d5"),
    "progress without a start began as agreed": ("A 4d from d2 50%", "d5", "d2-d6"),
    "progress before the agreed start began by the status date": ("A 4d from d9 50%", "d2", "d2-d3"),
    "progress waits for the predecessor too": ("P 3d; A 2d began d1 50% after P", "d1", "d1-d4"),
    "work said to begin later begins then": ("A 2d began d5", "d1", "d5-d6"),
    "actual dates give the duration of a successor's forecast": (
        "P began d1 ended d3; A 1d after P",
        "d2",
        "d4-d4",
    ),
    "work done on a day off ends with the working day before": (
        "P 1d ended d5+1; A 1d after P",
        "d1",
        "d6-d6",
    ),
}


@pytest.mark.parametrize(("sketch", "status", "expected"), DATES.values(), ids=DATES)
def test_dates(sketch, status, expected):
    assert shown(task(sketch, status)) == expected


MILESTONES = {
    "it stands on its own date": ("M 0d to d4", "d1", "d4-d4"),
    "it may stand on a day off": ("M 0d to d5+1", "d1", "d5+1-d5+1"),
    "a finish before it, on the working day before, leaves it there": (
        "P 5d; M 0d to d5+1 after P",
        "d1",
        "d5+1-d5+1",
    ),
    "it stands where its predecessor finishes": ("P 3d; M 0d after P", "d1", "d3-d3"),
    "a predecessor may finish on its very day": ("P 3d; M 0d to d3 after P", "d1", "d3-d3"),
    "a late predecessor moves it": ("P 4d; M 0d to d3 after P", "d1", "d4-d4"),
    "one that was missed is due now": ("M 0d to d2", "d5", "d5-d5"),
    "one that was missed is due on the next working day": ("M 0d to d2", "d5+1", "d6-d6"),
    "after a predecessor, its successor starts the next day": (
        "P 3d; M 0d after P; A 1d after M",
        "d1",
        "d4-d4",
    ),
    "on its own date, its successor starts the same day": ("M 0d to d3; A 1d after M", "d1", "d3-d3"),
    "reached, its successor may start the same day": ("M 0d ended d3; A 1d after M", "d3", "d3-d3"),
    "a baseline without a working day is a milestone": ("A from d5+1 to d5+2", "d1", "d5+2-d5+2"),
    "what is partly reached is not reached": ("M 0d to d3 50%", "d1", "d3-d3"),
}


@pytest.mark.parametrize(("sketch", "status", "expected"), MILESTONES.values(), ids=MILESTONES)
def test_milestones(sketch, status, expected):
    assert shown(task(sketch, status)) == expected


def test_a_milestone_at_the_end_has_no_slack():
    assert table(forecast("A 3d; M 0d after A")) == ["A d1-d3 0/0*", "M d3-d3 0/0*"]


def test_a_milestone_on_its_date_as_the_last_thing_is_critical_with_what_must_be_done_the_day_before():
    assert table(forecast("A 3d; M 0d to d4 after A")) == ["A d1-d3 0/0*", "M d4-d4 0/0*"]


def test_a_milestone_on_its_deadline_has_no_slack():
    assert table(forecast("M 0d to d4 by d4; Z 9d"))[0] == "M d4-d4 0/0*"


def test_late_dates_of_a_milestone_on_its_own_date():
    found = forecast("M 0d to d4; Z 9d").tasks[0]
    assert (day(found.late_start), day(found.late_finish)) == ("d9", "d9")


def test_a_deadline_limits_slack():
    assert table(forecast("A 2d by d3; Z 9d"))[0] == "A d1-d2 1/1"


def test_a_deadline_that_cannot_be_met_makes_slack_negative_up_the_chain():
    assert table(forecast("A 3d; B 2d after A by d4")) == ["A d1-d3 -1/-1*", "B d4-d5 -1/-1*"]


def test_a_milestone_may_not_slip_beyond_a_project_that_finishes_on_a_day_off():
    found = forecast("M 0d to d4; Z 1d ended d5+1").tasks[0]
    assert (day(found.late_finish), found.total_slack) == ("d5", 1)


def test_a_milestone_on_a_day_off_as_the_last_thing_has_no_slack():
    assert table(forecast("M 0d to d5+1")) == ["M d5+1-d5+1 0/0*"]


def test_late_dates():
    found = forecast("A 2d; B 5d after A; C 2d after A").tasks[2]
    assert (day(found.late_start), day(found.late_finish)) == ("d6", "d7")


def test_the_late_start_of_what_has_begun_is_its_start():
    found = forecast("A 2d began d1 50%; Z 9d", "d2").tasks[0]
    assert (day(found.late_start), day(found.late_finish)) == ("d1", "d10")


def test_what_is_done_has_no_slack_and_is_not_critical():
    found = task("A 2d began d1 ended d2", "d3")
    assert (found.total_slack, found.free_slack, found.critical, found.late_finish) == (
        None,
        None,
        "no",
        None,
    )


def test_a_successor_that_is_done_takes_no_slack():
    assert table(forecast("A 1d; B 1d after A ended d1; Z 5d"))[0] == "A d1-d1 4/4"


def test_early_dates_are_the_forecast():
    found = task("A 3d")
    assert (found.early_start, found.early_finish) == (found.start, found.finish)


UNLINKED = {
    "an unknown predecessor": "A 2d after X",
    "its own code": "A 2d after A",
    "a predecessor without forecast": "X; A 2d after X",
}


@pytest.mark.parametrize("sketch", UNLINKED.values(), ids=UNLINKED)
def test_is_no_link(sketch):
    found = task(sketch)
    assert (shown(found), found.unknown) == ("d1-d2", "")


def test_a_task_without_duration_dates_and_predecessors_has_no_forecast():
    found = task("A")
    assert (found.start, found.finish, found.critical, found.unknown) == (None, None, None, "no-dates")


def test_a_predecessor_is_enough_for_a_forecast():
    assert shown(task("P 2d; A after P")) == "d3-d3"


def test_codes_are_compared_without_width_case_and_blanks():
    assert shown(task("t01 2d; A 1d after Ｔ０１")) == "d3-d3"


def test_the_first_of_two_rows_with_one_code_bears_it():
    assert shown(task("P 1d; P 5d; A 1d after P")) == "d2-d2"


LOOPS = {
    "two": ("A 1d after B; B 1d after A", [("A", "B", "A")]),
    "three, in the order of work": ("A 1d after C; B 1d after A; C 1d after B", [("A", "B", "C", "A")]),
    "two circles": (
        "C 1d after D; D 1d after C; A 1d after B; B 1d after A",
        [("A", "B", "A"), ("C", "D", "C")],
    ),
    "the shortest way round": (
        "A 1d after B,C; B 1d after A; C 1d after B",
        [("A", "B", "A")],
    ),
    "none": ("A 1d; B 1d after A", []),
    "a task's own code is no circle": ("A 1d after A", []),
}


@pytest.mark.parametrize(("sketch", "loops"), LOOPS.values(), ids=LOOPS)
def test_loops(sketch, loops):
    assert list(forecast(sketch).loops) == loops


def test_tasks_in_a_circle_have_dates_as_if_it_were_not_there():
    found = forecast("P 2d; A 1d after B,P; B 3d after A; C 1d after B")
    assert [(shown(task), task.unknown) for task in found.tasks] == [
        ("d1-d2", ""),
        ("d3-d3", "loop"),
        ("d1-d3", "loop"),
        ("d4-d4", ""),
    ]


@pytest.mark.slow
def test_long_chains_and_long_circles():
    size = 100_000
    tasks = tuple(Task(code=str(number), predecessors=(str((number - 1) % size),)) for number in range(size))
    assert len(recalculate(Plan(tasks=tasks[1:]), d("d1"), PLAIN).tasks) == size - 1
    assert len(recalculate(Plan(tasks=tasks), d("d1"), PLAIN).loops[0]) == size + 1
