from decimal import Decimal

import pytest

from sheetplan.engine.baselines import Agreed, Baseline
from sheetplan.engine.causes import Why
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.model.plan import Plan
from support.networks import PLAIN, d, day, network


def told(sketch, code, status="d1", calendar=PLAIN):
    """Return each cause as ``B waited 2 A``, nearest first."""
    causes = Why(Plan(tasks=network(sketch)), d(status), calendar).of(code)
    return [" ".join(filter(None, (cause.code, cause.kind, f"{cause.days}", cause.by))) for cause in causes]


CAUSES = {
    "on time": ("A 3d from d1 to d3", "A", "d1", []),
    "an unknown task": ("A 3d from d1 to d3", "X", "d1", []),
    "it takes longer": ("A 5d from d1 to d3", "A", "d1", ["A took_longer 2"]),
    "it waits for one that takes longer": (
        "A 5d from d1 to d3; B 2d from d4 to d5 after A",
        "B",
        "d1",
        ["B waited 2 A", "A took_longer 2"],
    ),
    "part of it is its own": (
        "A 4d from d1 to d3; B 3d from d4 to d5 after A",
        "B",
        "d1",
        ["B took_longer 1", "B waited 1 A", "A took_longer 1"],
    ),
    "a long way back": (
        "A 5d from d1 to d3; B 2d from d4 to d5 after A; M 0d to d6 after B; C 1d from d6 to d6 after M",
        "C",
        "d1",
        ["C waited 2 M", "M waited 1 B", "B waited 2 A", "A took_longer 2"],
    ),
    "the one that holds it up, of several": (
        "A 3d from d1 to d3; P 6d from d1 to d3; B 2d from d4 to d5 after A,P",
        "B",
        "d1",
        ["B waited 3 P", "P took_longer 3"],
    ),
    "it has not begun": ("A 2d from d1 to d2", "A", "d4", ["A not_begun 3"]),
    "it is behind": ("A 4d from d1 to d4 began d1 25%", "A", "d3", ["A behind 1"]),
    "it began late": ("A 2d from d1 to d2 began d4 ended d5", "A", "d6", ["A started_late 3"]),
    "it began late, as what it waited for ended late": (
        "P 2d from d1 to d2 began d1 ended d4; A 2d from d3 to d4 began d5 ended d6 after P",
        "A",
        "d7",
        ["A waited 2 P", "P took_longer 2"],
    ),
    "it waits for a start": (
        "P 3d from d1 to d3; A 2d from d1 to d2 after PSS+1",
        "A",
        "d1",
        ["A waited 1 P"],
    ),
    "a date binds it": ("A 2d from d1 to d2 start>= d4", "A", "d1", ["A constraint 3"]),
    "a part of its summary": (
        "S; A 5d from d1 to d3 in S; B 2d from d4 to d5 after S",
        "B",
        "d1",
        ["B waited 2 S", "A took_longer 2"],
    ),
}


@pytest.mark.parametrize(("sketch", "code", "status", "expected"), CAUSES.values(), ids=CAUSES)
def test_causes(sketch, code, status, expected):
    assert told(sketch, code, status) == expected


def test_a_circle_ends_the_way_back():
    assert told("A 9d from d1 to d2 after B; B 9d from d1 to d2 after A", "A") == ["A took_longer 7"]


def test_the_days_are_told():
    plan = Plan(tasks=network("A 5d from d1 to d3; B 2d from d4 to d5 after A"))
    waited = Why(plan, d("d1"), PLAIN).of("B")[0]
    assert (day(waited.agreed), day(waited.now), waited.link.kind) == ("d4", "d6", "FS")


def test_weekdays_off_in_between_are_told():
    calendar = WorkingCalendar(CalendarData(days_off=frozenset({d("d4")})))
    plan = Plan(tasks=network("A 5d from d1 to d3"))
    assert Why(plan, d("d1"), calendar).of("A")[0].days_off == (d("d4"),)


def test_a_baseline_says_what_was_agreed():
    baseline = Baseline("v1", None, "", {"a": Agreed(d("d1"), d("d2"))})
    plan = Plan(tasks=network("A 3d from d3 to d5"))
    causes = Why(plan, d("d1"), PLAIN, baseline).of("A")
    assert [(cause.kind, cause.days) for cause in causes] == [
        ("took_longer", Decimal(1)),
        ("moved", Decimal(2)),
    ]
