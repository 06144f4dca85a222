"""What a run of show is like to sit through: how long the core runs, how often something happens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from sheetplan.engine.outcome import SegmentOutcome
from sheetplan.engine.run_of_show import DAY, minutes
from sheetplan.model.sheets.run_of_show import Segment


class ShowMeasures(NamedTuple):
    """Lengths in minutes, None where clock times are missing.

    Attributes:
        length: from the first start to the last finish.
        late_opening: by how much the last segment that has begun was late: all that follow are shifted by it.
        cores: the length of each core segment, by code.
        longest_wait: the longest stretch without an interaction, from the opening to the close.
        interactions: how many there are.
    """

    length: Decimal | None
    late_opening: Decimal
    cores: tuple[tuple[str, Decimal], ...]
    longest_wait: Decimal | None
    interactions: int


def measures_of(segments: Sequence[Segment], outcomes: Sequence[SegmentOutcome]) -> ShowMeasures:
    """Return the measures of a run of show that is in the order of its rows."""
    placed = list(_placed(zip(segments, outcomes, strict=True)))
    if not placed:
        return ShowMeasures(None, Decimal(0), _cores(segments), None, 0)
    opening = placed[0][1]
    close = max(start + (segment.duration or 0) for segment, start in placed)
    stops = [start for segment, start in placed if segment.kind == "interaction"]
    waits = [later - earlier for earlier, later in pairwise([opening, *stops, close])]
    shifts = [outcome.shift for outcome in outcomes if outcome.shift is not None]
    return ShowMeasures(
        close - opening, shifts[-1] if shifts else Decimal(0), _cores(segments), max(waits), len(stops)
    )


def _cores(segments: Iterable[Segment]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(
        (segment.code or segment.segment or "", segment.duration)
        for segment in segments
        if segment.kind == "core" and segment.duration is not None
    )


def _placed(rows: Iterable[tuple[Segment, SegmentOutcome]]) -> Iterable[tuple[Segment, Decimal]]:
    """Yield the segments with their start in minutes, counted on over midnight."""
    before = Decimal(0)
    for segment, outcome in rows:
        if outcome.start is None:
            continue
        start = Decimal(minutes(outcome.start))
        while start < before:
            start += DAY
        before = start
        yield segment, start
