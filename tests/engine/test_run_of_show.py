"""Clock times from lengths."""

from datetime import time
from decimal import Decimal

from sheetplan.engine.run_of_show import log_of, segments_of
from sheetplan.model.sheets.log import LogEntry
from sheetplan.model.sheets.run_of_show import Segment

D = Decimal


def show(*segments):
    rows = [Segment(segment="环节", duration=D(length), **cells) for length, cells in segments]
    return segments_of(rows)


def at(hour, minute=0):
    return time(hour, minute)


def test_each_segment_begins_where_the_one_before_ends():
    found = show((30, {"fixed_start": at(13, 30)}), (20, {}), (0, {}))
    assert [(each.start, each.finish) for each in found] == [
        (at(13, 30), at(14)), (at(14), at(14, 20)), (at(14, 20), at(14, 20)),
    ]  # fmt: skip


def test_a_fixed_start_stands_whatever_comes_before():
    assert [each.start for each in show((30, {"fixed_start": at(9)}), (30, {"fixed_start": at(14)}))] == [
        at(9), at(14),
    ]  # fmt: skip


def test_nothing_is_known_before_the_first_fixed_start():
    assert show((30, {}), (10, {"fixed_start": at(9)}))[0] == show((30, {}))[0]


def test_midnight_is_passed():
    assert show((90, {"fixed_start": at(23)}))[0].finish == at(0, 30)


def test_who_is_called_early_is_called_before_the_start():
    assert show((5, {"fixed_start": at(9), "call_lead": D(30)}))[0].call_time == at(8, 30)


def test_a_late_start_shifts_all_that_follows():
    found = show(
        (30, {"fixed_start": at(14), "actual_start": at(14, 12)}), (30, {}), (10, {"fixed_start": at(16)})
    )
    assert [(each.shift, each.forecast_start) for each in found] == [
        (12, at(14, 12)), (12, at(14, 42)), (12, at(16, 12)),
    ]  # fmt: skip


def test_an_early_start_moves_nothing():
    found = show((30, {"fixed_start": at(14), "actual_start": at(13, 55)}), (30, {}))
    assert [each.shift for each in found] == [0, 0]


def test_the_last_start_on_the_clock_counts():
    found = show(
        (30, {"fixed_start": at(14), "actual_start": at(14, 12)}), (30, {"actual_start": at(14, 33)})
    )
    assert [each.shift for each in found] == [12, 3]


def test_response_and_resolution_are_counted_from_the_moment_it_happened():
    (entry,) = log_of([LogEntry(at=at(23, 58), responded_at=at(0, 1), resolved_at=at(0, 20))])
    assert (entry.response_minutes, entry.resolution_minutes) == (3, 22)


def test_a_deviation_may_be_early():
    (entry,) = log_of([LogEntry(planned_time=at(14), actual_time=at(13, 50))])
    assert entry.deviation == -10
