"""Numbers and dates as people write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.language import wording
from sheetplan.model.amounts import read_amount
from sheetplan.model.kinds import Choice, Date, Days, Money, Names, Number, Quantity, Rate, Text, read_cell
from sheetplan.model.reading import Context, Reading, show_number, tidy
from sheetplan.model.values import ErrorValue
from sheetplan.table.parse import find_choice

CONTEXT = Context(find_choice, wording("zh").choice, date(2026, 6, 18))


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Text(), "王 芳", "王 芳"),
        (Text(long=True), " 先签到， ", "先签到，"),
        (Text(), 12.0, "12"),
        (Names(), "王芳、李雷,  Ann/Bob", ("王芳", "李雷", "Ann", "Bob")),
        (Choice("task_status"), "已完成", "done"),
        (Date(), datetime(2026, 3, 1, 9, 30), date(2026, 3, 1)),
        (Money(low=Decimal(0)), 1200.1, Decimal("1200.1")),
        (Rate(low=Decimal(0), high=Decimal(1)), 0.4, Decimal("0.4")),
        (Quantity(), "1.2万", Decimal(12000)),
    ],
)
def test_a_cell_is_read_by_its_columns_kind(kind, raw, value):
    assert read_cell(kind, raw, CONTEXT) == Reading(value)


@pytest.mark.parametrize(
    ("kind", "raw", "code", "suggestion"),
    [
        (Money(), "1,200元", "text-number", "1200"),
        (Days(), "3天", "text-number", "3"),
        (Money(), "待定", "not-a-number", ""),
        (Money(low=Decimal(0)), -5.0, "too-small", ""),
        (Rate(low=Decimal(0), high=Decimal(1)), 40.0, "rate-too-large", "40%"),
        (Rate(low=Decimal(0), high=Decimal(1)), 400.0, "too-large", ""),
        (Date(), 46000.0, "not-a-date", ""),
        (Money(), "约1200", "ambiguous-number", ""),
        (Money(), "500美元", "other-unit", ""),
        (Money(), "5%", "other-unit", ""),
        (Money(), "50元/人", "text-number", "50"),
        (Money(low=Decimal(0)), "-5元", "too-small", ""),
        (Days(), "3小时", "other-unit", ""),
        (Days(), "半天", "text-number", "0.5"),
        (Number(), "20张", "text-number", "20"),
        (Rate(low=Decimal(0), high=Decimal(1)), "40%", "text-number", "40%"),
        (Rate(low=Decimal(0), high=Decimal(1)), "八成", "text-number", "80%"),
        (Rate(low=Decimal(0), high=Decimal(1)), "40", "rate-too-large", "40%"),
        (Date(), 20260301, "text-date", "2026-03-01"),
        (Choice("task_status"), "几乎", "not-a-choice", ""),
        (Choice("task_status"), "Done", "synonym", "已完成"),
        (Choice("task_status"), " 已完成", "synonym", "已完成"),
        (Text(), "王芳\u200b", "untidy-text", "王芳"),
        (Text(), " 王芳　", "untidy-text", "王芳"),
        (Text(), "Ｔ０１", "untidy-text", "T01"),
        (Names(), "Ｔ０１，T02 ", "untidy-text", "T01，T02"),
        (Text(), "*经理", "unfilled", ""),
        (Text(), "例：张三", "unfilled", ""),
        (Names(), "*", "unfilled", ""),
        (Text(), ErrorValue("#REF!"), "error-value", ""),
        (Text(), "字" * 32_768, "text-too-long", ""),
    ],
)
def test_a_flaw_has_a_name_and_where_possible_a_suggestion(kind, raw, code, suggestion):
    flaw = read_cell(kind, raw, CONTEXT).flaw
    assert (flaw.code, flaw.suggestion) == (code, suggestion)


@pytest.mark.parametrize("raw", [None, "", "   ", "\u200b", "　"])
def test_a_blank_cell_means_nothing(raw):
    assert read_cell(Money(), raw, CONTEXT) == Reading(None)


@given(st.text())
def test_no_text_makes_a_reader_fail(text):
    for kind in (Text(), Names(), Choice("level"), Date(), Money(), Rate(), Quantity()):
        assert isinstance(read_cell(kind, text, CONTEXT), Reading)


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=2))
def test_a_number_shown_is_read_back(number):
    assert read_amount(show_number(number)).value == number


@given(st.text(alphabet="0123456789"))
def test_full_width_digits_are_the_same_digits(digits):
    assert tidy(digits.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})) == digits


@pytest.mark.parametrize(
    ("kind", "raw", "repair"),
    [
        (Money(), "1,200元", Decimal(1200)),
        (Money(), "￥1.2万", Decimal(12000)),
        (Money(), "１２", Decimal(12)),
        (Money(), "50元/人", None),
        (Money(), "5000+", None),
        (Money(), "场租5000元", None),
        (Days(), "3天", Decimal(3)),
        (Number(), "20", Decimal(20)),
        (Number(), "20张", None),
        (Rate(), "40%", Decimal("0.4")),
        (Rate(low=Decimal(0), high=Decimal(1)), "40", None),
        (Date(), "2026年3月1日", date(2026, 3, 1)),
        (Date(), "6.1-6.3", None),
        (Choice("task_status"), "Done", "已完成"),
        (Choice("task_status"), "几乎", None),
        (Text(), " 王芳", "王芳"),
    ],
)
def test_only_what_loses_nothing_is_repaired(kind, raw, repair):
    assert read_cell(kind, raw, CONTEXT).flaw.repair == repair


@pytest.mark.parametrize(
    ("kind", "raw", "value"), [(Text(), " 王芳", "王芳"), (Names(), "王芳 ,李雷 ", ("王芳", "李雷"))]
)
def test_an_untidy_text_is_understood_all_the_same(kind, raw, value):
    assert read_cell(kind, raw, CONTEXT).value == value
