"""What came in by day and by channel, and what publications stirred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from sheetplan.engine.outcome import ChannelOutcome, DailyOutcome, PostOutcome
from sheetplan.engine.quotes import RateCards
from sheetplan.engine.sums import NOTHING, ratio, same, total
from sheetplan.model.sheets.channels import Channel
from sheetplan.model.sheets.daily import DailyFigure
from sheetplan.model.sheets.promotion import Post

ONE_DAY = timedelta(days=1)
BROUGHT = ("exposure", "visits", "sign_ups", "orders", "cost")


def daily_of(figures: Sequence[DailyFigure]) -> tuple[DailyOutcome, ...]:
    """Return the rates of each day, with the sign-ups of its channel so far and on the day before."""
    days: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for figure in figures:
        if figure.day is not None:
            days[same(figure.channel)][figure.day] += figure.sign_ups or NOTHING
    sums = {channel: _running_total(counts) for channel, counts in days.items()}
    return tuple(_daily(figure, days, sums) for figure in figures)


def _running_total(counts: Mapping[date, Decimal]) -> dict[date, Decimal]:
    days = sorted(counts)
    return dict(zip(days, accumulate(counts[day] for day in days), strict=True))


def _daily(
    figure: DailyFigure,
    days: Mapping[str, Mapping[date, Decimal]],
    sums: Mapping[str, Mapping[date, Decimal]],
) -> DailyOutcome:
    so_far = change = None
    if figure.channel and figure.day is not None and figure.sign_ups is not None:
        channel, day = same(figure.channel), figure.day
        so_far = sums[channel][day]
        before = days[channel].get(day - ONE_DAY) if day > date.min else None
        change = figure.sign_ups / before - 1 if before else None
    return DailyOutcome(
        click_rate=ratio(figure.visits, figure.exposure),
        conversion_rate=ratio(figure.sign_ups, figure.visits),
        cumulative=so_far,
        achievement_rate=ratio(so_far, figure.target),
        change=change,
    )


def channels_of(channels: Sequence[Channel], figures: Sequence[DailyFigure]) -> tuple[ChannelOutcome, ...]:
    """Return what each channel brought over all days."""
    totals = {column: total(getattr(figure, column) for figure in figures) for column in BROUGHT}
    by_channel: dict[str, list[DailyFigure]] = defaultdict(list)
    for figure in figures:
        by_channel[same(figure.channel)].append(figure)
    found = [_channel(channel, by_channel[same(channel.channel)], totals) for channel in channels]
    best = max((each.conversion_rate for each in found if each.conversion_rate is not None), default=None)
    return tuple(
        each._replace(best="yes") if best is not None and each.conversion_rate == best else each
        for each in found
    )


def _channel(channel: Channel, figures: Sequence[DailyFigure], totals: dict[str, Decimal]) -> ChannelOutcome:
    if not channel.channel:
        return ChannelOutcome()
    brought = {column: total(getattr(figure, column) for figure in figures) for column in BROUGHT}
    return ChannelOutcome(
        exposure=brought["exposure"],
        visits=brought["visits"],
        sign_ups=brought["sign_ups"],
        orders=brought["orders"],
        cost=brought["cost"],
        click_rate=ratio(brought["visits"], brought["exposure"]),
        conversion_rate=ratio(brought["sign_ups"], brought["visits"]),
        traffic_share=ratio(brought["visits"], totals["visits"]),
        contribution=ratio(brought["sign_ups"], totals["sign_ups"]),
        cost_per_sign_up=ratio(brought["cost"], brought["sign_ups"]),
        achievement_rate=ratio(brought["sign_ups"], channel.target),
    )


def posts_of(
    posts: Sequence[Post], cards: RateCards, days_before: Callable[[date | None], Decimal | None]
) -> tuple[PostOutcome, ...]:
    """Return what each publication costs by its rate card, by actual views or else by expected ones."""
    return tuple(
        PostOutcome(
            interaction_rate=ratio(post.interactions, post.exposure),
            fee=cards.fee(post.rate_card, post.expected_exposure if post.exposure is None else post.exposure),
            days_before=days_before(post.day),
        )
        for post in posts
    )
