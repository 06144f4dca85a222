"""Quotes for one purchase, and fees by the number of views."""

from decimal import Decimal

import pytest

from sheetplan.engine.quotes import RateCards, quotes_of, tiers_of
from sheetplan.model.sheets.quotes import Quote
from sheetplan.model.sheets.rate_tiers import RateTier

D = Decimal


def quotes(*prices, **last):
    asked = [Quote(purchase="舞台", price=None if price is None else D(price)) for price in prices]
    return quotes_of([*asked[:-1], asked[-1].replaced(**last)])


def test_quotes_are_ranked_by_price_and_equals_by_row():
    assert [quote.rank for quote in quotes(300, 100, 300)] == [2, 1, 3]


def test_a_supplier_without_a_price_is_not_counted_but_sees_the_others():
    assert quotes(300, 100, None)[2][:3] == (2, None, 100)


@pytest.mark.parametrize(
    ("prices", "median"), [((9,), 9), ((1, 9), 5), ((9, 1, 4), 4), ((1, 2, 3, 10), D("2.5"))]
)
def test_the_median_lies_in_the_middle(prices, median):
    assert quotes(*prices)[0].median == median


def test_the_saving_is_what_the_chosen_one_is_below_the_median():
    assert [quote.saving for quote in quotes(900, 800, 500, chosen="yes")] == [None, None, 300]


def test_other_purchases_and_their_case_do_not_matter():
    found = quotes_of(
        [Quote(purchase="AV", price=D(5)), Quote(purchase="av", price=D(7)), Quote(purchase="B")]
    )
    assert [quote.quote_count for quote in found] == [2, 2, 0]


CARD = [
    RateTier(rate_card="甲", from_exposure=D(10_000), basis="per_thousand", price=D(50)),
    RateTier(rate_card="甲", from_exposure=D(0), basis="lump_sum", price=D(2000)),
    RateTier(rate_card="乙", from_exposure=D(0), basis="lump_sum", price=D(1)),
]


def test_tiers_are_numbered_from_the_lowest_and_end_where_the_next_begins():
    assert [tuple(tier) for tier in tiers_of(CARD)] == [(2, None), (1, 10_000), (1, None)]


@pytest.mark.parametrize(
    ("card", "views", "fee"),
    [("甲", 0, 2000), ("甲", 9_999, 2000), ("甲", 10_000, 500), ("甲", 12_345, D("617.25")), ("丙", 5, None)],
)
def test_the_fee_is_that_of_the_tier_that_the_views_reach(card, views, fee):
    assert RateCards(CARD, tiers_of(CARD)).fee(card, D(views)) == fee
