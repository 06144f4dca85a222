from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.engine.budget import budget_of
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory


def line(price=None, quantity=None, actual=None, category="宣传"):
    return BudgetLine(
        unit_price=None if price is None else Decimal(price),
        quantity=None if quantity is None else Decimal(quantity),
        actual=None if actual is None else Decimal(actual),
        category=category,
    )


def first(*lines):
    return budget_of(lines, ()).lines[0]


def category(name, *lines, nature=None):
    return budget_of(lines, (BudgetCategory(category=name, nature=nature),)).categories[0]


PLANNED = {
    "price × quantity": ("12.50", "3", "37.50"),
    "halves go up": ("0.005", "1", "0.01"),
    "as Excel rounds 1.005, not as floats would": ("1.005", "1", "1.01"),
    "halves go away from zero": ("-0.005", "1", "-0.01"),
    "nothing of it": ("5", "0", "0"),
    "no price": (None, "3", None),
    "no quantity": ("5", None, None),
    "more than anybody has": ("1e300", "1.5e300", "1.5e600"),
}


@pytest.mark.parametrize(("price", "quantity", "planned"), PLANNED.values(), ids=PLANNED)
def test_planned(price, quantity, planned):
    assert first(line(price, quantity)).planned == (None if planned is None else Decimal(planned))


SPENT = {
    "less": ("100", "80", "-20", "0.8"),
    "more": ("100", "120", "20", "1.2"),
    "nothing planned": ("0", "5", "5", None),
    "a refund planned": ("-10", "5", "15", None),
    "nothing spent yet": ("100", None, None, None),
}


@pytest.mark.parametrize(("price", "actual", "variance", "rate"), SPENT.values(), ids=SPENT)
def test_spent(price, actual, variance, rate):
    found = first(line(price, "1", actual))
    assert found.variance == (None if variance is None else Decimal(variance))
    assert found.spend_rate == (None if rate is None else Decimal(rate))


def test_spent_without_plan_has_no_variance():
    assert first(line(actual="5")).variance is None


def test_a_category_sums_its_lines():
    found = category("宣传", line("10", "2", "15"), line("5", "1"), line("75", "1", category="场地"))
    assert (found.planned, found.actual, found.variance) == (25, 15, -10)
    assert (found.share, found.spend_rate) == (Decimal("0.25"), Decimal("0.6"))


def test_a_category_without_lines_is_nothing():
    found = category("宣传", line("10", "1", category="场地"))
    assert (found.planned, found.actual, found.share, found.spend_rate) == (0, 0, 0, None)


def test_without_a_budget_there_are_no_shares():
    assert category("宣传").share is None


def test_what_is_spent_without_plan_counts_for_its_category():
    assert category("宣传", line(actual="5")).actual == 5


MATCHES = {
    "case": ("KOL", "kol", True),
    "part": ("宣传", "宣传费", False),
    "any characters": ("宣传*", "宣传费", True),
    "one character": ("宣传?", "宣传费", True),
    "not two": ("宣传?", "宣传费用", False),
    "a star meant": ("宣传~*", "宣传*", True),
    "only a star meant": ("宣传~*", "宣传费", False),
    "a tilde meant": ("a~~b", "a~b", True),
    "brackets are no pattern": ("[ab]*", "[AB]c", True),
    "brackets mean themselves": ("[ab]", "a", False),
    "no text is no category": ("*", None, False),
}


@pytest.mark.parametrize(("name", "text", "matched"), MATCHES.values(), ids=MATCHES)
def test_lines_are_found_as_sumifs_finds_them(name, text, matched):
    assert category(name, line("10", "1", category=text)).planned == (10 if matched else 0)


def test_a_row_that_names_no_category_has_no_sums():
    assert category(None, line("10", "1", category=None)).planned is None


def test_what_is_to_come_is_what_was_spent_or_agreed_on_or_planned():
    found = budget_of(
        (line("10", "3", "20"), line("10", "3").replaced(committed=Decimal(25)), line("10", "3")), ()
    )
    assert [each.forecast for each in found.lines] == [20, 25, 30]
    assert (found.committed, found.forecast) == (25, 75)


def test_totals():
    found = budget_of((line("10", "3", "20"), line("5", "4"), line(actual="1")), ())
    assert (found.planned, found.actual, found.variance) == (50, 21, -29)
    assert found.spend_rate == Decimal("0.42")


def test_an_empty_budget():
    found = budget_of((), ())
    assert (found.planned, found.spend_rate, found.reserve_share) == (0, None, None)


def test_the_reserve_is_the_share_of_the_categories_called_so():
    lines = (line("85", "1"), line("15", "1", category="备用金"))
    categories = (BudgetCategory(category="宣传"), BudgetCategory(category="备用金", nature="reserve"))
    assert budget_of(lines, categories).reserve_share == Decimal("0.15")


money = st.decimals(min_value=0, max_value=10**7, places=2)


@given(st.lists(st.tuples(money, st.integers(0, 1000), st.sampled_from(["宣传", "场地", "礼品"]))))
def test_categories_add_up_to_the_total_without_a_fen_lost(lines):
    rows = [line(price, number, category=name) for price, number, name in lines]
    found = budget_of(rows, [BudgetCategory(category=name) for name in ("宣传", "场地", "礼品")])
    assert sum(entry.planned for entry in found.categories) == found.planned
    assert found.planned == sum(price * number for price, number, _ in lines)
