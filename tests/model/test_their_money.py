"""Amounts in a stranger's column."""

from decimal import Decimal

import pytest

from sheetplan.model.kinds import read_cell
from sheetplan.model.reading import Context, Flaw, Reading
from sheetplan.model.their_money import TheirMoney

NOWHERE = Context(lambda *_: None, lambda *_: "")
WAN = TheirMoney(per=10_000)
DOLLARS = TheirMoney(currency="USD")


def test_a_number_is_worth_what_its_unit_says():
    assert read_cell(WAN, 12.5, NOWHERE) == Reading(Decimal(125_000))


@pytest.mark.parametrize("text", ["3.5", "3.5万", "3.5万元"])
def test_a_text_is_mended_into_the_unit_of_its_column(text):
    flaw = read_cell(WAN, text, NOWHERE).flaw
    assert (flaw.code, flaw.suggestion, flaw.repair) == ("text-number", "3.5", Decimal("3.5"))


def test_whole_yuan_among_ten_thousands_are_for_a_person_to_convert():
    assert read_cell(WAN, "9000元", NOWHERE) == Reading(None, Flaw("other-unit", {"unit": "元"}))


def test_a_sign_of_the_own_currency_says_nothing_new():
    assert read_cell(DOLLARS, "$3,000", NOWHERE).flaw.repair == Decimal(3000)


def test_another_currency_is_not_taken_for_the_own_one():
    assert read_cell(DOLLARS, "¥3,000", NOWHERE).flaw.code == "other-unit"


def test_limits_count_in_whole_units():
    assert read_cell(TheirMoney(low=Decimal(0), per=1000), -1, NOWHERE).flaw.code == "too-small"
