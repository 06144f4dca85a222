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
    "progress overrides logic": ("P 3d; A 2d began d1 50% after P", "d1", "d1-d1"),
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


LINKS = {
    "finish to start": ("P 3d; A 2d after P", "d4-d5"),
    "finish to start, said in full": ("P 3d; A 2d after PFS", "d4-d5"),
    "finish to start with a lag": ("P 3d; A 2d after P+2", "d6-d7"),
    "finish to start with a lead": ("P 3d; A 2d after P-1", "d3-d4"),
    "start to start": ("P 3d; A 2d after PSS", "d1-d2"),
    "start to start with a lag": ("P 3d; A 2d after PSS+1", "d2-d3"),
    "finish to finish": ("P 3d; A 2d after PFF", "d2-d3"),
    "finish to finish with a lag": ("P 3d; A 2d after PFF+1", "d3-d4"),
    "start to finish": ("Q 3d; P 3d after Q; A 2d after PSF", "d2-d3"),
    "start to finish with a lag": ("P 3d; A 2d after PSF+4", "d3-d4"),
    "a lag of a share of the predecessor": ("P 4d; A 2d after PSS+50%", "d3-d4"),
    "a lag in weeks": ("P 1d; A 1d after P+1w", "d7-d7"),
    "in Chinese": ("P 1d; A 1d after P＋２天", "d4-d4"),
    "half a day": ("P 1.5d; A 1d after P", "d2-d3"),
    "half a day twice is a day": ("P 0.5d; Q 0.5d after P; A 1d after Q", "d2-d2"),
    "a lag of half a day": ("P 1d; A 0.5d after P+0.5", "d2-d2"),
    "a lead before the status date starts then": ("P 1d; A 2d after P-5", "d1-d2"),
    "a start of work that began is a fact": ("P 5d began d1; A 1d after PSS+3", "d4-d4"),
    "done work has finished": ("P 5d began d1 ended d2; A 1d after PFF+1", "d3-d3"),
}


@pytest.mark.parametrize(("sketch", "expected"), LINKS.values(), ids=LINKS)
def test_links(sketch, expected):
    assert shown(task(sketch)) == expected


def test_a_code_that_looks_like_a_link_is_a_code():
    found = forecast("P 1d; P-1 5d; A 1d after P-1")
    assert shown(found.tasks[2]) == "d6-d6"


SLACKS = {
    "a start-to-start successor limits the start": ("A 1d; B 6d after ASS+1; Z 9d", "A d1-d1 2/0"),
    "a finish-to-finish successor limits the finish": ("A 1d; B 1d after AFF+3; Z 9d", "A d1-d1 5/0"),
    "a lag is not slack": ("A 1d; B 1d after A+3; Z 9d", "A d1-d1 4/0"),
    "what a successor waits for otherwise is free": ("A 1d; P 3d; B 1d after A,P; Z 9d", "A d1-d1 7/2"),
    "half a day": ("A 0.5d; B 1d after A; Z 9d", "A d1-d1 7.5/0"),
}


@pytest.mark.parametrize(("sketch", "expected"), SLACKS.values(), ids=SLACKS)
def test_slack_through_links(sketch, expected):
    assert table(forecast(sketch))[0] == expected


CONSTRAINTS = {
    "start no earlier waits": ("A 2d start>= d4; Z 9d", ["A d4-d5 4/4", "Z d1-d9 0/0*"]),
    "finish no earlier waits": ("A 2d finish>= d4; Z 9d", ["A d3-d4 5/5", "Z d1-d9 0/0*"]),
    "start no later limits slack": ("A 2d start<= d4; Z 9d", ["A d1-d2 3/3", "Z d1-d9 0/0*"]),
    "finish no later limits slack": ("A 2d finish<= d4; Z 9d", ["A d1-d2 2/2", "Z d1-d9 0/0*"]),
    "must start": ("A 2d start= d4; Z 9d", ["A d4-d5 0/0*", "Z d1-d9 0/0*"]),
    "must finish": ("A 2d finish= d4; Z 9d", ["A d3-d4 0/0*", "Z d1-d9 0/0*"]),
    "no later wins over links": ("P 5d; A 2d start<= d3 after P", ["P d1-d5 -3/0*", "A d3-d4 0/0*"]),
    "must wins over links": ("P 5d; A 2d finish= d4 after P", ["P d1-d5 -3/0*", "A d3-d4 0/0*"]),
    "as late as possible takes all slack": (
        "P 1d; A 2d late after P; B 1d after A; Z 9d",
        ["P d1-d1 5/5", "A d7-d8 0/0*", "B d9-d9 0/0*", "Z d1-d9 0/0*"],
    ),
}


@pytest.mark.parametrize(("sketch", "expected"), CONSTRAINTS.values(), ids=CONSTRAINTS)
def test_constraints(sketch, expected):
    assert table(forecast(sketch)) == expected


def test_a_constraint_puts_no_open_work_before_the_status_date():
    assert table(forecast("A 2d start= d1", "d3")) == ["A d3-d4 -2/0*"]


def test_as_late_as_possible_keeps_its_early_dates():
    found = forecast("A 2d late; Z 9d").tasks[0]
    assert (day(found.early_start), day(found.early_finish), shown(found)) == ("d1", "d2", "d8-d9")


SUMMARIES = {
    "it lasts from the first of its parts to the last": (
        "S; A 2d in S; B 3d in S after A; Z 9d",
        ["S d1-d5 4/4", "A d1-d2 4/0", "B d3-d5 4/4", "Z d1-d9 0/0*"],
    ),
    "whoever waits for it waits for all parts": (
        "S; A 2d in S; B 3d in S; C 1d after S",
        ["S d1-d3 0/0*", "A d1-d2 1/1", "B d1-d3 0/0*", "C d4-d4 0/0*"],
    ),
    "its parts wait for what it waits for": (
        "P 2d; S after P; A 1d in S; B 3d in S",
        ["P d1-d2 0/0*", "S d3-d5 0/0*", "A d3-d3 2/2", "B d3-d5 0/0*"],
    ),
    "a summary within a summary": (
        "S; T in S; A 2d in T; B 1d after S",
        ["S d1-d2 0/0*", "T d1-d2 0/0*", "A d1-d2 0/0*", "B d3-d3 0/0*"],
    ),
    "its deadline binds its parts": ("S by d2; A 3d in S", ["S d1-d3 -1/0*", "A d1-d3 -1/0*"]),
    "done parts are not critical": (
        "S; A 2d in S began d1 ended d1",
        ["S d1-d1 None/None", "A d1-d1 None/None"],
    ),
    "parts of each other are no summaries": ("A 1d in B; B 2d in A", ["A d1-d1 1/1", "B d1-d2 0/0*"]),
}


@pytest.mark.parametrize(("sketch", "expected"), SUMMARIES.values(), ids=SUMMARIES)
def test_summaries(sketch, expected):
    assert table(forecast(sketch)) == expected


def test_a_part_that_waits_for_its_own_summary_is_a_circle():
    assert forecast("S; A 2d in S after S; B 1d in S").loops == (("A", "S", "A"),)


CUTS = {
    "the link that goes against the plan": (
        "A 2d from d1 to d2 after B; B 2d from d3 to d4 after A",
        ("B", "A"),
    ),
    "the longest wait": ("A 1d after B+5; B 1d after A", ("B", "A")),
    "of three": ("A 1d from d1 after C; B 1d from d2 after A; C 1d from d3 after B", ("C", "A")),
}


@pytest.mark.parametrize(("sketch", "link"), CUTS.values(), ids=CUTS)
def test_the_cheapest_link_to_cut(sketch, link):
    assert forecast(sketch).cuts == (link,)


MILESTONES = {
    "it stands on its own date": ("M 0d to d4", "d1", "d4-d4"),
    "it may stand on a day off": ("M 0d to d5+1", "d1", "d5+1-d5+1"),
    "a finish before it, on the working day before, leaves it there": (
        "P 5d; M 0d to d5+1 after P",
        "d1",
        "d5+1-d5+1",
    ),
    "after one that stands at the start of its day": ("N 0d to d4; M 0d after N", "d1", "d4-d4"),
    "with the start of another": ("P 2d from d3; M 0d after PSS", "d1", "d3-d3"),
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


def test_a_milestone_at_the_start_of_its_deadline_has_that_day_left():
    assert table(forecast("M 0d to d4 by d4; Z 9d"))[0] == "M d4-d4 1/1"


def test_late_dates_of_a_milestone_on_its_own_date():
    found = forecast("M 0d to d4; Z 9d").tasks[0]
    assert (day(found.late_start), day(found.late_finish)) == ("d9", "d9")


def test_a_deadline_limits_slack():
    assert table(forecast("A 2d by d3; Z 9d"))[0] == "A d1-d2 1/1"


def test_a_deadline_that_cannot_be_met_makes_slack_negative_up_the_chain():
    assert table(forecast("A 3d; B 2d after A by d4")) == ["A d1-d3 -1/0*", "B d4-d5 -1/0*"]


def test_a_milestone_may_not_slip_beyond_a_project_that_finishes_on_a_day_off():
    found = forecast("M 0d to d4; Z 1d ended d5+1").tasks[0]
    assert (day(found.late_finish), found.total_slack) == ("d5", 2)


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
