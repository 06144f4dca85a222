from datetime import date
from decimal import Decimal

import pytest

from sheetplan.engine.achievement import achievements_of
from sheetplan.engine.pace import (
    course_of,
    curve_of,
    latest_per_day,
    linear,
    pace_of,
    read_course,
    recorded,
    s_curve,
    span_of,
)
from sheetplan.model.sheets.metrics import Metric

START, DUE = date(2024, 3, 1), date(2024, 3, 10)


def span(day):
    return span_of(START, DUE, date(2024, 3, day))


@pytest.mark.parametrize(("day", "share"), [(1, "0.1"), (5, "0.5"), (10, "1"), (28, "1")])
def test_days_are_counted_to_the_end_of_the_status_date(day, share):
    assert span(day).share == Decimal(share)


def test_before_the_first_day_nothing_is_gone():
    assert span_of(START, DUE, date(2024, 2, 1)).share == 0


@pytest.mark.parametrize("days", [(None, DUE), (START, None), (DUE, START)])
def test_without_two_days_in_order_there_is_no_span(days):
    assert span_of(*days, DUE) is None


def test_half_way_half_is_expected_and_twice_as_much_will_come():
    pace = pace_of(Decimal(500), Decimal(200), span(5))
    assert (pace.expected, pace.forecast, pace.gap, pace.needed_per_day) == (250, 400, 300, 60)


def test_an_s_curve_expects_little_at_first():
    pace = pace_of(Decimal(1000), Decimal(100), span(2), s_curve)
    assert (pace.expected, pace.forecast) == (Decimal(104), Decimal("961.5385"))


@pytest.mark.parametrize(
    "curve", [linear, s_curve, recorded([(Decimal("0.5"), Decimal(30)), (Decimal(1), Decimal(40))])]
)
def test_every_curve_begins_with_nothing_and_ends_with_all(curve):
    assert (curve(Decimal(0)), curve(Decimal(1))) == (0, 1)


def test_the_last_event_shows_how_it_comes_in():
    curve = recorded([(Decimal("0.5"), Decimal(30)), (Decimal(1), Decimal(40))])
    assert [curve(Decimal(share)) for share in ("0.25", "0.5", "0.75")] == [
        Decimal("0.375"),
        Decimal("0.75"),
        Decimal("0.875"),
    ]


def test_the_range_is_what_the_curves_and_the_latest_days_forecast():
    pace = pace_of(Decimal(500), Decimal(50), span(2), others=[s_curve], lately_per_day=Decimal(10))
    assert (pace.low, pace.forecast, pace.high) == (130, 250, Decimal("480.7692"))


def test_a_reached_target_needs_nothing_more():
    pace = pace_of(Decimal(500), Decimal(600), span(5))
    assert (pace.gap, pace.needed_per_day) == (0, 0)


def test_when_no_day_is_left_no_rate_helps():
    assert pace_of(Decimal(500), Decimal(400), span(10)).needed_per_day is None


def test_nothing_yet_on_the_first_days_forecasts_nothing():
    pace = pace_of(Decimal(500), Decimal(0), span(3))
    assert (pace.expected, pace.forecast) == (150, 0)


def test_the_latest_days_are_those_of_a_week():
    counts = [
        (date(2024, 3, 1), Decimal(700)),
        (date(2024, 3, 9), Decimal(14)),
        (date(2024, 3, 10), Decimal(14)),
    ]
    assert latest_per_day(counts, date(2024, 3, 10)) == 4


def metric(**values):
    return achievements_of(
        [Metric(target=Decimal(100), actual=Decimal(30), **values)], date(2024, 3, 5), None
    )[0]


def test_a_metric_that_is_counted_from_a_day_has_a_pace():
    found = metric(counted_from=START, due=DUE)
    assert (found.expected, found.forecast, found.needed_per_day) == (50, 60, 14)


@pytest.mark.parametrize(
    "values", [{}, {"due": DUE}, {"counted_from": START, "due": DUE, "direction": "lower"}]
)
def test_others_have_none(values):
    assert metric(**values).expected is None


def test_as_last_time_is_the_course_that_is_written_down():
    curve = curve_of("last_event", "10%、30％, 60% 100%")
    assert [curve(Decimal(share)) for share in ("0.25", "0.5", "0.625", "1")] == [
        Decimal("0.1"),
        Decimal("0.3"),
        Decimal("0.45"),
        1,
    ]


@pytest.mark.parametrize("course", [None, "", "fast", "100%", "60% 40% 100%", "10% 50%"])
def test_what_is_no_course_is_no_curve(course):
    assert curve_of("last_event", course) is None


def test_a_course_that_is_told_reads_as_the_same_curve():
    told = course_of(s_curve)
    assert told == "3% 10% 22% 35% 50% 65% 78% 90% 97% 100%"
    assert course_of(read_course(told)) == told
