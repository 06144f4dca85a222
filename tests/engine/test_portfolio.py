"""Many events as one."""

from datetime import date
from decimal import Decimal

import pytest

from sheetplan.engine.event_facts import EventFacts, Sample, Slip, WeekOfWork
from sheetplan.engine.portfolio import Entry, benchmarks_of, portfolio_of

DAY = date(2026, 6, 1)
BLANK = EventFacts(
    name="A", type="沙龙", lead="", department="", event_date=date(2026, 7, 1), end_date=date(2026, 7, 1),
    status_date=DAY, state="preparing", forecast_finish=None, tasks=0, tasks_done=0, tasks_slipping=0,
    tasks_overdue=0, metrics=0, metrics_met=0, achievement=None, budget=Decimal(0), actual=Decimal(0),
    forecast=Decimal(0), errors=0, slips=(), work=(), samples=(),
)  # fmt: skip
MONDAY = date(2026, 6, 8)


def event(name="A", **facts):
    return Entry(f"{name}.xlsx", BLANK._replace(name=name, **facts))


def finished(value, **facts):
    return BLANK._replace(state="finished", samples=(Sample("conversion", "抖音", Decimal(value)),), **facts)


def work(person, effort, capacity=5):
    return WeekOfWork(person, MONDAY, Decimal(effort), Decimal(capacity))


def test_what_goes_on_comes_first_and_what_is_over_last():
    entries = [
        event("old", state="finished", event_date=date(2025, 1, 1)),
        event("later", event_date=date(2026, 9, 1)),
        event("done", state="finished", event_date=date(2026, 5, 1)),
        event("soon", event_date=date(2026, 6, 9)),
        event("now", state="running", event_date=DAY),
    ]
    names = [entry.facts.name for entry in portfolio_of(entries).entries]
    assert names == ["now", "soon", "later", "done", "old"]


def test_totals_add_up_over_all_events():
    totals = portfolio_of([event(budget=Decimal(100), errors=1), event(budget=Decimal(50), errors=2)]).totals
    assert (totals.events, totals.budget, totals.errors, totals.by_state["preparing"]) == (2, 150, 3, 2)


def test_a_week_that_fits_each_event_may_be_too_full_for_all_of_them():
    week = portfolio_of([event("A", work=(work("王芳", 3),)), event("B", work=(work("王芳", 4),))]).weeks[0]
    assert (week.effort, week.overload, week.events) == (7, 2, ("A", "B"))


def test_one_person_is_one_however_the_name_is_written():
    weeks = portfolio_of(
        [event("A", work=(work("Ann Li", 3),)), event("B", work=(work("ann  li", 4),))]
    ).weeks
    assert [week.effort for week in weeks] == [7]


def test_nobody_works_for_what_is_over():
    assert portfolio_of([event(state="finished", work=(work("王芳", 3),))]).weeks == ()


def test_late_tasks_come_by_how_late_they_are_and_only_of_events_to_come():
    slips = {days: (Slip(f"T{days}", "", (), None, Decimal(days)),) for days in (1, 2, 3)}
    late = portfolio_of(
        [event("A", slips=slips[1]), event("B", slips=slips[3]), event("C", slips=slips[2], state="finished")]
    ).late
    assert [(each.event, each.slip.days) for each in late] == [("B", 3), ("A", 1)]


def test_benchmarks_are_quartiles_of_what_finished_events_measured():
    (known,) = benchmarks_of([*map(finished, ("0.1", "0.2", "0.3", "0.4", "0.5")), BLANK])
    assert (known.type, known.group, known.events) == ("沙龙", "抖音", 5)
    assert [float(each) for each in known[4:]] == pytest.approx([0.3, 0.2, 0.4, 0.1, 0.5])


def test_a_benchmark_of_one_event_is_that_event():
    (known,) = benchmarks_of([finished("0.1")])
    assert (known.events, known.low, known.median, known.high) == (1, *[Decimal("0.1")] * 3)


def test_types_are_compared_with_their_own_kind():
    assert len(benchmarks_of([finished("0.1"), finished("0.2", type="年会")])) == 2
