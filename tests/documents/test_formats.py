"""The named formats, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.documents.capital_rmb import capital_rmb
from sheetplan.documents.formats import (
    FORMAT_NAMES,
    UnknownToneError,
    fill_colour,
    plain,
    show,
    words_of,
)


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "零元整"),
        (Decimal("0.00"), "零元整"),
        (Decimal("0.004"), "零元整"),
        (Decimal("0.05"), "伍分"),
        (Decimal("0.5"), "伍角整"),
        (Decimal("0.55"), "伍角伍分"),
        (Decimal("1409.50"), "壹仟肆佰零玖元伍角整"),
        (Decimal("6007.14"), "陆仟零柒元壹角肆分"),
        (Decimal("16409.02"), "壹万陆仟肆佰零玖元零贰分"),
        (Decimal("325.04"), "叁佰贰拾伍元零肆分"),
        (10, "壹拾元整"),
        (10_000, "壹万元整"),
        (10_001, "壹万零壹元整"),
        (107_000, "壹拾万柒仟元整"),
        (1_200_500, "壹佰贰拾万零伍佰元整"),
        (100_000_000, "壹亿元整"),
        (100_000_001, "壹亿零壹元整"),
        (100_010_000, "壹亿零壹万元整"),
        (1_000_000_000_000, "壹万亿元整"),
        (Decimal("316720.50"), "叁拾壹万陆仟柒佰贰拾元伍角整"),
        (Decimal("-8.10"), "负捌元壹角整"),
        (Decimal("-0.001"), "零元整"),
        (Decimal("1.005"), "壹元零壹分"),
    ],
)
def test_an_amount_in_capitals_follows_the_rules_of_payment_and_settlement(amount, said):
    assert capital_rmb(amount) == said


@given(st.decimals(min_value=0, max_value=10**14, places=2))
def test_two_amounts_never_read_the_same(amount):
    assert capital_rmb(amount) != capital_rmb(amount + Decimal("0.01"))


@pytest.mark.parametrize(
    ("value", "name", "zh", "en"),
    [
        (Decimal(42000), "千分位", "42,000", "42,000"),
        (Decimal("42000.5"), "thousands", "42,000.50", "42,000.50"),
        (-1800, "正负", "-1,800", "-1,800"),
        (Decimal("1720.5"), "signed", "+1,720.50", "+1,720.50"),
        (0, "signed", "0", "0"),
        (Decimal("1.0055"), "percent", "100.6%", "100.6%"),
        (Decimal("0.785"), "百分比0", "79%", "79%"),
        (Decimal("-0.0001"), "整数", "0", "0"),
        (Decimal("2.25"), "小数1", "2.3", "2.3"),
        (5, "money", "5.00", "5.00"),
        (316_700, "万元", "31.67万元", "31.67 wan"),
        (date(2024, 3, 20), "日期", "2024年3月20日", "20 March 2024"),
        (date(2024, 3, 20), "Short Date", "2024-03-20", "2024-03-20"),
        (date(2024, 3, 20), "day", "3月20日", "20 Mar"),
        (500, "大写", "伍佰元整", "伍佰元整"),
    ],
)
def test_a_format_shows_a_value(value, name, zh, en):
    assert (show(value, name, words_of("zh")), show(value, name, words_of("en"))) == (zh, en)


@pytest.mark.parametrize("name", FORMAT_NAMES)
@pytest.mark.parametrize("value", ["待定", None, True, 7, Decimal("NaN"), Decimal("1E+40"), date(2024, 1, 1)])
def test_no_format_loses_a_value_it_cannot_show(name, value):
    assert bool(show(value, name, words_of("zh"))) == (value is not None)


@pytest.mark.parametrize(
    ("value", "text"), [(True, "是"), (Decimal("1.50"), "1.5"), (Decimal("1E+3"), "1000"), (None, "")]
)
def test_a_value_without_a_format_is_shown_plainly(value, text):
    assert plain(value, words_of("zh")) == text


@pytest.mark.parametrize(("value", "colour"), [("good", "DDEFD9"), ("#ff0000", "FF0000"), (None, "auto")])
def test_a_fill_is_a_tone_or_a_colour(value, colour):
    assert fill_colour(value) == colour


def test_a_fill_that_is_neither_says_so():
    with pytest.raises(UnknownToneError, match="greenish"):
        fill_colour("greenish")
