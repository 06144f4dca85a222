import pytest

from sheetplan.engine.critical_paths import critical_paths
from sheetplan.engine.schedule import schedule
from support.networks import PLAIN, d, network

PATHS = {
    "a chain": ("A 3d; B 2d after A", ["A-B"]),
    "the longer branch": ("A 2d; B 5d after A; C 2d after A; D 1d after B,C", ["A-B-D"]),
    "two at once": ("A 2d; B 5d after A; C 5d after A; D 1d after B,C", ["A-B-D", "A-C-D"]),
    "two that never meet": ("A 3d; B 2d after A; C 5d", ["A-B", "C"]),
    "a link with time left on it is none": ("A 1d; B 5d from d3 after A", ["B"]),
    "through other links": ("A 2d; B 6d after ASS+1", ["A-B"]),
    "parts, not their summary": ("S; A 2d in S; B 1d after S", ["A", "B"]),
    "nothing": ("A", []),
}


@pytest.mark.parametrize(("sketch", "expected"), PATHS.values(), ids=PATHS)
def test_critical_paths(sketch, expected):
    tasks = network(sketch)
    found = critical_paths(schedule(tasks, d("d1"), PLAIN))
    assert ["-".join(tasks[index].code for index in path) for path in found] == expected


def test_no_more_are_told_than_asked_for():
    rungs = ";".join(
        f"A{n} 1d after A{n - 1},B{n - 1}; B{n} 1d after A{n - 1},B{n - 1}" for n in range(1, 30)
    )
    found = schedule(network(f"A0 1d; B0 1d; {rungs}"), d("d1"), PLAIN)
    assert len(critical_paths(found, most=25)) == 25
