"""Whether a metric is on its way: what should be there by now, what will be there in the end, what is needed.

Time runs in calendar days from the day of first counting to the due day, both included, and the status date
counts as gone: counting goes on at weekends too.

Expected is the target's share by a *curve*. The forecast asks the same curve the other way round: what is
there now is the share that should be there by now. Its range is what the known curves forecast at the
lowest and at the highest, and what comes if each day left brings what the latest days brought.

How a result came in last time is written as its *course*: what was there after each equal part of the time,
such as ``4% 9% 15% 24% 35% 50% 66% 80% 92% 100%``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

NOTHING, WHOLE = Decimal(0), Decimal(1)
_CELL = Decimal("0.0001")

Curve = Callable[[Decimal], Decimal]
"""The share of a result that should be there after a share of the time, both from 0 to 1."""


class Pace(NamedTuple):
    """How a metric gets on. None where dates or numbers are missing.

    Attributes:
        expected: what should be there at the end of the status date.
        forecast: what will be there in the end; `low` and `high` are its range.
        gap: target − actual, nothing once it is reached.
        needed_per_day: what each day left must bring; None when no day is left.
        so_far_per_day: what each day has brought.
    """

    expected: Decimal | None = None
    forecast: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    gap: Decimal | None = None
    needed_per_day: Decimal | None = None
    so_far_per_day: Decimal | None = None


class Span(NamedTuple):
    """The days in which a metric is counted, and how many of them are gone."""

    days: int
    gone: int

    @property
    def share(self) -> Decimal:
        """Return the share of the time that is gone."""
        return Decimal(self.gone) / self.days


def span_of(start: date | None, due: date | None, status_date: date) -> Span | None:
    """Return the days of counting as the status date ends; None without two days in their order."""
    if start is None or due is None or due < start:
        return None
    days = (due - start).days + 1
    return Span(days, min(max((status_date - start).days + 1, 0), days))


def linear(share: Decimal) -> Decimal:
    """Return the same share: every day brings as much."""
    return share


def s_curve(share: Decimal) -> Decimal:
    """Return a share that grows slowly, then fast, then slowly: 3x² − 2x³."""
    return share * share * (3 - 2 * share)


def recorded(counts: Sequence[tuple[Decimal, Decimal]]) -> Curve:
    """Return the curve of an earlier event.

    Args:
        counts: shares of its time, and how much had come in by then; the last is its result.
    """
    known = sorted([(NOTHING, NOTHING), *counts])
    times = [time for time, _ in known]
    whole = known[-1][1] or WHOLE

    def curve(share: Decimal) -> Decimal:
        after = bisect_right(times, share)
        if after >= len(known):
            return known[-1][1] / whole
        (time, count), (later, more) = known[after - 1], known[after]
        return (count + (more - count) * (share - time) / (later - time)) / whole

    return curve


def course_of(curve: Curve) -> str:
    """Return what a curve gives after each tenth of the time, as people read it."""
    return " ".join(f"{round(100 * curve(Decimal(part) / PARTS))}%" for part in range(1, PARTS + 1))


def read_course(text: str) -> Curve | None:
    """Return the curve of a written course; None for what is none.

    A course has two parts or more, each as much as the one before or more, and the last is the whole.
    """
    shares = [Decimal(share) / 100 for share in _SHARE.findall(text)]
    if len(shares) < 2 or shares != sorted(shares) or shares[-1] != WHOLE:
        return None
    return recorded([(Decimal(part) / len(shares), share) for part, share in enumerate(shares, 1)])


def curve_of(pace: str | None, course: str | None) -> Curve | None:
    """Return the curve that a pace stands for; as last time, that of the course, None where there is none."""
    return read_course(course or "") if pace == "last_event" else _CURVES[pace or "linear"]


PARTS = 10
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_CURVES: dict[str, Curve] = {"linear": linear, "s_curve": s_curve}


def pace_of(
    target: Decimal | None,
    actual: Decimal | None,
    span: Span | None,
    curve: Curve = linear,
    *,
    others: Sequence[Curve] = (),
    lately_per_day: Decimal | None = None,
) -> Pace:
    """Return how a metric gets on.

    Args:
        target: what is wanted by the due day.
        actual: what there is.
        span: the days of counting.
        curve: how it is expected to come in.
        others: curves that it might follow too, for the range.
        lately_per_day: what the latest days brought, for the range.
    """
    if span is None:
        return Pace()
    share = curve(span.share)
    expected = None if target is None else _rounded(target * share)
    if actual is None:
        return Pace(expected=expected)
    left = span.days - span.gone
    forecast = _forecast(actual, span, curve)
    ends = [_forecast(actual, span, each) for each in (curve, *others)]
    ends.append(None if lately_per_day is None else actual + lately_per_day * left)
    known = [end for end in ends if end is not None]
    gap = None if target is None else max(target - actual, NOTHING)
    return Pace(
        expected,
        forecast,
        _rounded(min(known)) if known else None,
        _rounded(max(known)) if known else None,
        gap,
        None if gap is None or (gap and not left) else _rounded(gap / left) if left else NOTHING,
        _rounded(actual / span.gone) if span.gone else None,
    )


def _forecast(actual: Decimal, span: Span, curve: Curve) -> Decimal | None:
    """Return what comes in the end if what is there now is its share by the curve."""
    share = curve(span.share)
    return _rounded(actual / share) if share > 0 else None


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CELL, ROUND_HALF_UP)


def latest_per_day(
    counts: Sequence[tuple[date, Decimal]], status_date: date, days: int = 7
) -> Decimal | None:
    """Return what each of the latest days brought, None without counts in them."""
    since = status_date - timedelta(days=days - 1)
    lately = [count for day, count in counts if since <= day <= status_date]
    return sum(lately, NOTHING) / days if lately else None
