"""Clock times of the event from the lengths of its segments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time
from decimal import ROUND_HALF_UP, Decimal

from sheetplan.engine.outcome import LogOutcome, SegmentOutcome
from sheetplan.model.sheets.log import LogEntry
from sheetplan.model.sheets.run_of_show import Segment

DAY = 1440
HALF_A_DAY = 720


def segments_of(segments: Sequence[Segment]) -> tuple[SegmentOutcome, ...]:
    """Return when each segment begins and ends.

    Segments follow each other from the last fixed start. Where one has begun late, all that follow are
    forecast as much later.
    """
    return tuple(_segments(segments))


def _segments(segments: Sequence[Segment]) -> Iterator[SegmentOutcome]:
    fixed: int | None = None
    since = Decimal(0)
    shift: int | None = None
    for segment in segments:
        if segment.fixed_start is not None:
            fixed, since = minutes(segment.fixed_start), Decimal(0)
        start = None if fixed is None or not segment.segment else _whole(fixed + since) % DAY
        since += segment.duration or 0
        if segment.actual_start is not None:
            late = None if start is None else minutes(segment.actual_start) - start
            shift = None if late is None else max(0, (late + HALF_A_DAY) % DAY - HALF_A_DAY)
        yield _segment(segment, start, shift)


def _segment(segment: Segment, start: int | None, shift: int | None) -> SegmentOutcome:
    known = shift if segment.segment else None
    return SegmentOutcome(
        start=clock(start),
        finish=_later(start, segment.duration),
        call_time=_later(start, -(segment.call_lead or Decimal(0))),
        shift=None if known is None else Decimal(known),
        forecast_start=_later(start, Decimal(known or 0)),
    )


def log_of(entries: Sequence[LogEntry]) -> tuple[LogOutcome, ...]:
    """Return how late things were, and how many minutes people took to respond and to resolve."""
    return tuple(
        LogOutcome(
            deviation=_between(entry.planned_time, entry.actual_time),
            response_minutes=_between(entry.at, entry.responded_at, DAY),
            resolution_minutes=_between(entry.at, entry.resolved_at, DAY),
        )
        for entry in entries
    )


def _between(start: time | None, finish: time | None, past_midnight: int | None = None) -> Decimal | None:
    if start is None or finish is None:
        return None
    difference = minutes(finish) - minutes(start)
    return Decimal(difference % past_midnight if past_midnight else difference)


def minutes(moment: time) -> int:
    """Return the minutes of a time of day since midnight."""
    return moment.hour * 60 + moment.minute


def clock(number: int | None) -> time | None:
    """Return the time of day after so many minutes; None after none."""
    return None if number is None else time(*divmod(number % DAY, 60))


def _later(start: int | None, number: Decimal | None) -> time | None:
    return None if start is None else clock(_whole(start + (number or Decimal(0))))


def _whole(number: Decimal) -> int:
    """Return a number of minutes as Excel's ROUND makes it whole: halves away from zero."""
    return int(number.to_integral_value(ROUND_HALF_UP))
