from decimal import Decimal

import pytest

from sheetplan.engine.recalculate import recalculate
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.model.plan import Plan
from support.networks import d, forecast, network, task

VARIANCES = {
    "late by working days, not by weekends": ("A 2d from d4 to d5", "d6", 2),
    "on time": ("A 2d from d4 to d5", "d4", 0),
    "early": ("A 2d began d1 ended d2 to d5", "d6", -3),
    "without a baseline finish": ("A 2d from d4", "d6", None),
    "agreed for a day off, due on the working day before": ("A 1d to d5+1", "d1", 0),
    "a day off later is no day later": ("A 1d began d5 ended d5+1 to d5", "d6", 0),
}


@pytest.mark.parametrize(("sketch", "status", "days"), VARIANCES.values(), ids=VARIANCES)
def test_finish_variance(sketch, status, days):
    assert task(sketch, status).finish_variance == days


PLANNED = {
    "nothing before the start": ("A from d3 to d6", "d2", 0),
    "the status date counts as gone": ("A from d3 to d6", "d3", "0.25"),
    "half way": ("A from d3 to d6", "d4", "0.5"),
    "a weekend adds nothing": ("A from d4 to d7", "d5+2", "0.5"),
    "all on the finish": ("A from d3 to d6", "d6", 1),
    "four decimals": ("A from d1 to d3", "d2", "0.6667"),
    "a milestone before its day": ("M 0d from d1 to d6", "d5", 0),
    "a milestone on its day": ("M 0d to d6", "d6", 1),
    "a baseline without a working day before its finish": ("A from d5+1 to d5+2", "d5+1", 0),
    "without baseline start, the duration tells": ("A 4d to d6", "d4", "0.5"),
    "without baseline finish, the duration tells": ("A 4d from d3", "d4", "0.5"),
    "without baseline": ("A 4d", "d4", None),
    "a finish before its start": ("A 4d from d8 to d6", "d5", 0),
}


@pytest.mark.parametrize(("sketch", "status", "share"), PLANNED.values(), ids=PLANNED)
def test_planned_percent(sketch, status, share):
    assert task(sketch, status).planned_percent == (None if share is None else Decimal(share))


RATES = {
    "half of what is due": ("A from d1 to d4 25%", "d2", "0.5"),
    "more than is due": ("A from d1 to d4 75%", "d2", "1.5"),
    "nothing done": ("A from d1 to d4", "d2", 0),
    "nothing due": ("A from d3 to d4 50%", "d2", None),
    "nothing agreed": ("A 50%", "d2", None),
}


@pytest.mark.parametrize(("sketch", "status", "rate"), RATES.values(), ids=RATES)
def test_achievement_rate(sketch, status, rate):
    assert task(sketch, status).achievement_rate == (None if rate is None else Decimal(rate))


def test_achievement_rate_divides_by_what_stands_in_the_cell():
    assert task("A from d1 to d3 50%", "d2").achievement_rate == Decimal("0.5") / Decimal("0.6667")


STATUSES = {
    "not started": ("A 2d from d3 to d4", "d1", "not_started"),
    "begun": ("A 2d began d1 to d9", "d2", "in_progress"),
    "some of it done": ("A 2d 10% to d9", "d2", "in_progress"),
    "finished": ("A 2d ended d2 to d1", "d5", "done"),
    "all of it done": ("A 2d 100%", "d5", "done"),
    "will finish late": ("A 2d from d1 to d2", "d2", "slipping"),
    "begun and late": ("A 3d began d1 to d2", "d2", "slipping"),
    "finish gone by": ("A 1d to d2", "d5", "slipping"),
    "a milestone gone by on a day off": ("M 0d to d5+1", "d5+2", "slipping"),
    "no baseline, never late": ("A 2d began d1", "d9", "in_progress"),
}


@pytest.mark.parametrize(("sketch", "status", "expected"), STATUSES.values(), ids=STATUSES)
def test_status(sketch, status, expected):
    assert task(sketch, status).status == expected


WARNINGS = {
    "finish gone by": ("A 1d to d2; Z 9d", "d5", "overdue"),
    "too little slack": ("A 2d from d3 to d4 by d5; Z 9d", "d1", "at_risk"),
    "slack enough": ("A 2d from d3 to d4 by d6; Z 9d", "d1", None),
    "little slack, a week ahead": ("A 2d from d6 to d7 by d8; Z 9d", "d1", "at_risk"),
    "little slack, but far ahead": ("A 2d from d7 to d8 by d9; Z 9d", "d1", None),
    "late already": ("A 2d from d1 to d2 by d3; Z 9d", "d2", None),
    "done": ("A 2d from d1 ended d2 by d2", "d2", None),
    "no forecast": ("A", "d2", None),
}


@pytest.mark.parametrize(("sketch", "status", "expected"), WARNINGS.values(), ids=WARNINGS)
def test_warning(sketch, status, expected):
    assert forecast(sketch, status).tasks[0].warning == expected


@pytest.mark.parametrize(("days", "expected"), [(0, None), (1, None), (2, "at_risk")])
def test_the_settings_say_how_little_slack_is_a_risk(days, expected):
    found = forecast("A 2d by d3; Z 9d", at_risk_slack=Decimal(days))
    assert found.tasks[0].warning == expected


def provisional(sketch, status="d1"):
    """Return the warning of the last task where the calendar is published until d5."""
    calendar = WorkingCalendar(CalendarData(known_until=d("d5")))
    return recalculate(Plan(tasks=network(sketch)), d(status), calendar).tasks[-1].warning


def test_a_date_beyond_the_published_calendar_is_provisional():
    assert provisional("Z 30d; B 3d from d8") == "provisional"


def test_a_date_within_the_published_calendar_is_not():
    assert provisional("Z 30d; B 3d") is None


def test_what_is_done_is_not_provisional():
    assert provisional("A 2d began d8 ended d9", "d10") is None


def test_being_overdue_is_told_before_being_provisional():
    assert provisional("A 9d to d2", "d3") == "overdue"
