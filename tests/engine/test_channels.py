"""Figures by day and channel."""

from datetime import date
from decimal import Decimal

from sheetplan.engine.channels import channels_of, daily_of, posts_of
from sheetplan.engine.quotes import RateCards, tiers_of
from sheetplan.model.sheets.channels import Channel
from sheetplan.model.sheets.daily import DailyFigure
from sheetplan.model.sheets.promotion import Post
from sheetplan.model.sheets.rate_tiers import RateTier

D = Decimal


def figure(day, channel, sign_ups, **more):
    return DailyFigure(day=date(2026, 6, day), channel=channel, sign_ups=D(sign_ups), **more)


DAYS = [
    figure(2, "抖音", 30, visits=D(100), target=D(100)),
    figure(1, "抖音", 20, visits=D(200)),
    figure(1, "公众号", 40, visits=D(100), cost=D(800)),
]


def test_sign_ups_are_summed_up_by_channel_in_whatever_order_the_days_stand():
    assert [day.cumulative for day in daily_of(DAYS)] == [50, 20, 40]


def test_a_day_is_held_against_the_day_before():
    assert [day.change for day in daily_of(DAYS)] == [D("0.5"), None, None]


def test_what_came_in_so_far_is_held_against_the_target():
    assert daily_of(DAYS)[0].achievement_rate == D("0.5")


def test_a_channel_sums_up_its_days():
    douyin, wechat = channels_of([Channel(channel="抖音"), Channel(channel="公众号")], DAYS)
    assert (douyin.sign_ups, douyin.visits, douyin.traffic_share) == (50, 300, D("0.75"))
    assert (wechat.cost_per_sign_up, wechat.conversion_rate) == (20, D("0.4"))


def test_contributions_add_up_to_the_whole():
    found = channels_of([Channel(channel="抖音"), Channel(channel="公众号")], DAYS)
    assert sum(channel.contribution or 0 for channel in found) == 1


def test_the_best_conversion_is_marked():
    found = channels_of([Channel(channel="抖音"), Channel(channel="公众号"), Channel(channel="邮件")], DAYS)
    assert [channel.best for channel in found] == [None, "yes", None]


def test_a_fee_goes_by_actual_views_once_they_are_known():
    tiers = [RateTier(rate_card="甲", from_exposure=D(0), basis="per_thousand", price=D(10))]
    posts = [
        Post(rate_card="甲", expected_exposure=D(5000)),
        Post(rate_card="甲", expected_exposure=D(5000), exposure=D(8000), interactions=D(400)),
    ]
    found = posts_of(posts, RateCards(tiers, tiers_of(tiers)), lambda _: None)
    assert [(post.fee, post.interaction_rate) for post in found] == [(50, None), (80, D("0.05"))]
