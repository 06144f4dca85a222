"""Rules of 流程: the event minute by minute, without holes and without two things at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from itertools import groupby, pairwise
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.sheets.run_of_show import Segment
from sheetplan.rules.rule import Case, Hit, Severity, at, on, rule

DAY = 24 * 60
AROUND = ("set_up", "tear_down")
"""Segments before the doors open and after they close."""

_CHECK_IN = "run_of_show S1 kind=check_in segment=签到 fixed_start=13:30 duration=30 responsible=王芳"
_OPENING = "run_of_show S2 kind=opening segment=开场 duration=5 responsible=李雷"
_CLOSING = "run_of_show S3 kind=closing segment=答疑 duration=10 responsible=李雷"
_SHOW = f"{_CHECK_IN}\n{_OPENING}\n{_CLOSING}"


class Timed(NamedTuple):
    """A segment with its minutes since midnight."""

    segment: Segment
    start: int
    finish: int


@rule(
    "RUN001",
    Severity.ERROR,
    bad=_SHOW.replace("segment=开场", "segment=开场 fixed_start=13:50"),
    good=_SHOW.replace("segment=开场", "segment=开场 fixed_start=14:00"),
)
def overlap(case: Case) -> Iterator[Hit]:
    """Yield segments that begin before the one before them is over."""
    for before, after in _neighbours(case):
        if after.start < before.finish:
            yield at(
                after.segment,
                "fixed_start",
                segment=after.segment.segment,
                other=before.segment.segment,
                minutes=before.finish - after.start,
                finish=clock(before.finish),
            )


@rule(
    "RUN002",
    Severity.WARNING,
    bad=_SHOW.replace("segment=开场", "segment=开场 fixed_start=14:10"),
    good=_SHOW.replace("segment=开场", "segment=开场 fixed_start=14:00"),
)
def gap(case: Case) -> Iterator[Hit]:
    """Yield segments before which nothing happens for a while, as it should only after building up."""
    for before, after in _neighbours(case):
        if (
            after.start > before.finish
            and before.segment.kind not in AROUND
            and after.segment.kind not in AROUND
        ):
            facts = {"segment": after.segment.segment, "other": before.segment.segment}
            minutes = after.start - before.finish
            yield at(after.segment, "fixed_start", minutes=minutes, finish=clock(before.finish), **facts)


@rule(
    "RUN003",
    Severity.WARNING,
    bad=_SHOW.replace("fixed_start=13:30", ""),
    good=_SHOW,
)
def nothing_to_start_from(case: Case) -> Iterator[Hit]:
    """Yield a first segment without a time, from which all others count."""
    for segments in _days(case):
        if segments[0].fixed_start is None:
            yield at(segments[0], "fixed_start", segment=segments[0].segment)


@rule(
    "RUN004",
    Severity.ERROR,
    bad=f"event end_time=14:05\n{_SHOW}",
    good=f"event end_time=14:15\n{_SHOW}",
)
def longer_than_the_event(case: Case) -> Iterator[Hit]:
    """Yield segments that run on after the event has ended."""
    end = case.plan.event.end_time
    for timed in _timed(case):
        on_last_day = timed.segment.day in {None, case.plan.event.end_date or case.plan.event.event_date}
        if end and on_last_day and timed.segment.kind not in AROUND and timed.finish > minutes_of(end):
            segment = timed.segment
            yield at(segment, "duration", segment=segment.segment, finish=clock(timed.finish), end=end)


@rule(
    "RUN005",
    Severity.NOTE,
    bad=f"event start_time=14:30\n{_SHOW}",
    good=f"event start_time=14:00\n{_SHOW}",
)
def opening_at_another_time(case: Case) -> Iterator[Hit]:
    """Yield an opening at another time than the event is announced for."""
    start = case.plan.event.start_time
    opening = next((timed for timed in _timed(case) if timed.segment.kind == "opening"), None)
    if start and opening and opening.start != minutes_of(start):
        yield at(opening.segment, "segment", at=clock(opening.start), start=start)


@rule(
    "RUN006",
    Severity.WARNING,
    bad=_SHOW.replace("segment=开场", "segment=开场 performer=陈博士")
    + "\nguests G1 name=林博士 kind=media host=王芳",
    good=_SHOW.replace("segment=开场", "segment=开场 performer=林博士")
    + "\nguests G1 name=林博士 kind=media host=王芳",
)
def performer_nobody_invited(case: Case) -> Iterator[Hit]:
    """Yield performers who are neither guests nor on the team, where guests are listed."""
    known = {fold(guest.name) for guest in case.plan.guests if guest.name}
    known |= {fold(person.name) for person in case.plan.people if person.name}
    known |= {fold(resource.resource) for resource in case.plan.resources if resource.resource}
    for segment in case.plan.run_of_show:
        if case.plan.guests and segment.performer and fold(segment.performer) not in known:
            yield at(segment, "performer", name=segment.performer, segment=segment.segment)


@rule(
    "RUN007",
    Severity.NOTE,
    bad=f"{_CHECK_IN}\n{_OPENING}\nrun_of_show S4 kind=core segment=讲解 duration=25 responsible=李雷",
    good=_SHOW,
)
def no_time_for_questions(case: Case) -> Iterator[Hit]:
    """Yield a run of show that has a core but no time set aside for questions."""
    kinds = {segment.kind for segment in case.plan.run_of_show}
    if "core" in kinds and "closing" not in kinds:
        yield on("run_of_show", "kind")


@rule(
    "RUN008",
    Severity.WARNING,
    bad=_SHOW.replace("segment=开场", "segment=开场 actual_start=14:12"),
    good=_SHOW.replace("segment=开场", "segment=开场 actual_start=14:12 note=等嘉宾到场"),
)
def late_without_note(case: Case) -> Iterator[Hit]:
    """Yield segments that began more than five minutes late without a note why."""
    for timed in _timed(case):
        actual = timed.segment.actual_start
        if actual and minutes_of(actual) - timed.start > 5 and not timed.segment.note:
            late = minutes_of(actual) - timed.start
            yield at(timed.segment, "note", segment=timed.segment.segment, minutes=late, at=actual)


def timed_segments(segments: Sequence[Segment]) -> Iterator[Timed]:
    """Yield the segments of a day with their times; those before the first fixed time have none."""
    clock_hand: Decimal | None = None
    for segment in segments:
        if segment.fixed_start is not None:
            clock_hand = Decimal(minutes_of(segment.fixed_start))
        if clock_hand is not None:
            finish = clock_hand + (segment.duration or 0)
            yield Timed(segment, int(clock_hand), int(finish))
            clock_hand = finish


def minutes_of(moment: time) -> int:
    """Return a time of day in minutes since midnight."""
    return moment.hour * 60 + moment.minute


def clock(minutes: int) -> time:
    """Return the time of day of some minutes since midnight."""
    return time(*divmod(minutes % DAY, 60))


def _days(case: Case) -> Iterator[list[Segment]]:
    """Yield the segments of each day, as they stand."""
    for _, segments in groupby(case.plan.run_of_show, key=_day):
        yield [*segments]


def _day(segment: Segment) -> date | None:
    return segment.day


def _timed(case: Case) -> Iterator[Timed]:
    for segments in _days(case):
        yield from timed_segments(segments)


def _neighbours(case: Case) -> Iterator[tuple[Timed, Timed]]:
    """Yield each segment with a time of its own, and the one before it."""
    for segments in _days(case):
        for before, after in pairwise(timed_segments(segments)):
            if after.segment.fixed_start is not None:
                yield before, after
