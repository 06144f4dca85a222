"""Rules of 数据日报 and 渠道: figures of every day, in order, from a source, and acted upon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from sheetplan.language import fold
from sheetplan.model.sheets.daily import DailyFigure
from sheetplan.rules.rule import Case, Hit, Percent, Severity, at, rule

FUNNEL = ("exposure", "visits", "sign_ups", "orders")
"""Each step is taken by some of those who took the one before."""
NEXT_DAY = timedelta(days=1)

_DAY = "daily day=d{n} channel=公众号 visits=100 sign_ups=10 source=公众号后台"


def _days(*numbers: int) -> str:
    return "\n".join(_DAY.format(n=n) for n in numbers) + f"\nstatus d{max(numbers)}"


@rule("DAY001", Severity.WARNING, bad=_days(1, 2, 4), good=_days(1, 2, 3, 4))
def day_missing(case: Case) -> Iterator[Hit]:
    """Yield days of a channel between whose figures others are missing."""
    for figures in _channels(case).values():
        for before, after in pairwise(sorted(figures, key=attrgetter("day"))):
            if before.day and after.day and after.day - before.day > NEXT_DAY:
                missing = (after.day - before.day).days - 1
                facts = {"channel": after.channel, "start": before.day, "finish": after.day}
                yield at(after, "day", days=missing, **facts)


@rule(
    "DAY002",
    Severity.ERROR,
    bad=_days(1, 2, 2),
    good=_days(1, 2, 3),
)
def day_twice(case: Case) -> Iterator[Hit]:
    """Yield figures of a channel for a day that stands there already, so that sums count it twice."""
    for figures in _channels(case).values():
        seen: dict[object, DailyFigure] = {}
        for figure in figures:
            first = seen.setdefault(figure.day, figure)
            if first is not figure:
                yield at(figure, "day", channel=figure.channel, day=figure.day, first=first.row)


@rule("DAY003", Severity.ERROR, bad=_days(8, 9) + "\nstatus d8", good=_days(8, 9))
def figures_of_tomorrow(case: Case) -> Iterator[Hit]:
    """Yield figures of days that are yet to come."""
    for figure in case.plan.daily:
        filled = any(getattr(figure, step) is not None for step in FUNNEL)
        if filled and figure.day and figure.day > case.outcome.status_date:
            yield at(figure, "day", channel=figure.channel, day=figure.day)


@rule("DAY004", Severity.WARNING, bad=_days(1, 3, 2), good=_days(1, 2, 3))
def dates_go_backwards(case: Case) -> Iterator[Hit]:
    """Yield days that stand below a later one of their channel."""
    for figures in _channels(case).values():
        for before, after in pairwise(figures):
            if before.day and after.day and after.day < before.day:
                yield at(after, "day", channel=after.channel, day=after.day, before=before.day)


@rule(
    "DAY005",
    Severity.ERROR,
    bad=_days(1).replace("sign_ups=10", "sign_ups=110"),
    good=_days(1),
)
def more_than_the_step_before(case: Case) -> Iterator[Hit]:
    """Yield figures that are larger than those of the step they come from."""
    for figure in case.plan.daily:
        steps = [(step, getattr(figure, step)) for step in FUNNEL if getattr(figure, step) is not None]
        for (_, before), (step, after) in pairwise(steps):
            if after > before:
                yield at(figure, step, channel=figure.channel, after=after, before=before)


@rule(
    "DAY006",
    Severity.ERROR,
    bad=_days(1, 2).replace("day=d1", "day=d1 target=20", 1).replace("day=d2", "day=d2 target=15"),
    good=_days(1, 2).replace("day=d1", "day=d1 target=8", 1).replace("day=d2", "day=d2 target=15"),
)
def target_goes_backwards(case: Case) -> Iterator[Hit]:
    """Yield cumulative targets lower than the day before's."""
    for figures in _channels(case).values():
        aimed = [figure for figure in figures if figure.target is not None]
        for before, after in pairwise(sorted(aimed, key=attrgetter("day"))):
            if (after.target or 0) < (before.target or 0):
                yield at(after, "target", channel=after.channel, target=after.target, before=before.target)


@rule("DAY007", Severity.WARNING, bad=_days(1).replace("source=公众号后台", ""), good=_days(1))
def figures_without_source(case: Case) -> Iterator[Hit]:
    """Yield channels whose figures come from nowhere, each at its first such day."""
    for figures in _channels(case).values():
        bare = [figure for figure in figures if not figure.source]
        if bare:
            yield at(bare[0], "source", channel=bare[0].channel, count=len(bare))


@rule(
    "DAY008",
    Severity.WARNING,
    bad=_days(1).replace("day=d1", "day=d1 target=40"),
    good=_days(1).replace("day=d1", "day=d1 target=40 adjustment=加投两位达人"),
)
def behind_and_nothing_done(case: Case) -> Iterator[Hit]:
    """Yield channels behind their target whose last day names no adjustment."""
    for figures in _channels(case).values():
        aimed = [figure for figure in figures if figure.target and figure.sign_ups is not None]
        if aimed:
            last = max(aimed, key=attrgetter("day"))
            total = sum((one.sign_ups or Decimal(0) for one in figures if one.day <= last.day), Decimal(0))  # type: ignore[operator]
            target = last.target or Decimal(0)
            if total < target and not last.adjustment:
                yield at(
                    last,
                    "adjustment",
                    channel=last.channel,
                    total=total,
                    target=target,
                    rate=Percent(total / target),
                )


@rule(
    "DAY009",
    Severity.WARNING,
    bad="event registration_opens=d1 registration_closes=d18\n" + _days(1, 2, 3) + "\nstatus d9",
    good="event registration_opens=d1 registration_closes=d3\n" + _days(1, 2, 3) + "\nstatus d9",
)
def figures_are_behind(case: Case) -> Iterator[Hit]:
    """Yield a daily count that stopped while people could still sign up."""
    days = [figure.day for figure in case.plan.daily if figure.day]
    closes = case.plan.event.registration_closes or case.plan.event.event_date
    if days and closes:
        last, until = max(days), min(closes, case.outcome.status_date)
        if until - last > NEXT_DAY:
            figure = next(one for one in case.plan.daily if one.day == last)
            yield at(figure, "day", last=last, days=(until - last).days)


@rule(
    "CHN001",
    Severity.NOTE,
    bad=f"channels 公众号 target=100\nchannels 抖音 target=200\n{_days(1)}",
    good=f"channels 公众号 target=100\n{_days(1)}",
)
def channel_without_figures(case: Case) -> Iterator[Hit]:
    """Yield channels with a target that no day speaks of, once others are counted."""
    counted = {fold(figure.channel) for figure in case.plan.daily if figure.channel}
    for channel in case.plan.channels:
        if counted and channel.target and channel.channel and fold(channel.channel) not in counted:
            yield at(channel, "channel", channel=channel.channel)


def _channels(case: Case) -> dict[str, list[DailyFigure]]:
    """Return the dated figures of each channel, in the order of their rows."""
    found: dict[str, list[DailyFigure]] = defaultdict(list)
    for figure in case.plan.daily:
        if figure.channel and figure.day:
            found[fold(figure.channel)].append(figure)
    return found
