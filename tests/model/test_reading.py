"""Numbers and dates as people write them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.model.kinds import Choice, Date, Days, Money, Names, Quantity, Rate, Text, read_cell
from sheetplan.model.reading import Context, Reading, read_date, read_number, show_number, tidy
from sheetplan.model.values import ErrorValue
from sheetplan.table.parse import find_choice

CONTEXT = Context(choice=find_choice, event_date=date(2026, 6, 18))
NO_EVENT = Context(choice=find_choice)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("500", "500"),
        ("500条", "500"),
        ("１２３", "123"),
        ("1,200元", "1200"),
        ("¥1,200.50", "1200.50"),
        ("1.2万", "12000"),
        ("10万次曝光", "100000"),
        ("10万+", "100000"),
        ("2万+", "20000"),
        ("破万", "10000"),
        ("3亿", "300000000"),
        ("5%", "0.05"),
        ("提升20%", "0.20"),
        ("200+", "200"),
        ("-3", "-3"),
        (" 50\u200b万 ", "500000"),
        ("1.2k", "1200"),
        ("5000人报名", "5000"),
    ],
)
def test_a_number_is_read_as_people_write_it(text, number):
    assert read_number(text, CONTEXT).value == Decimal(number)


@pytest.mark.parametrize("text", ["约100", "100-200", "100～200人", "about 5", "3至5"])
def test_what_could_mean_two_numbers_is_refused(text):
    assert read_number(text, CONTEXT).flaw.code == "ambiguous-number"


@pytest.mark.parametrize("text", ["待定", "abc", "①", "12:30"])
def test_what_is_no_number_is_said_to_be_none(text):
    assert read_number(text, CONTEXT).flaw.code == "not-a-number"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("2024年3月1日", date(2024, 3, 1)),
        ("2024/3/1", date(2024, 3, 1)),
        ("２０２４．３．１", date(2024, 3, 1)),
        ("3月1日", date(2026, 3, 1)),
    ],
)
def test_a_date_in_text_is_understood_but_flagged(text, day):
    reading = read_date(text, CONTEXT)
    assert (reading.value, reading.flaw.code) == (day, "text-date")


@pytest.mark.parametrize(
    ("text", "day"), [("T-7", date(2026, 6, 11)), ("T", date(2026, 6, 18)), ("T+3", date(2026, 6, 21))]
)
def test_t_is_the_day_of_the_event(text, day):
    assert read_date(text, CONTEXT) == Reading(day)


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("T-7", NO_EVENT, "no-event-date"),
        ("3月1日", NO_EVENT, "no-year"),
        ("2026-02-31", CONTEXT, "no-such-day"),
        ("6.1-6.3", CONTEXT, "date-range"),
        ("下周三", CONTEXT, "not-a-date"),
        ("3.1", CONTEXT, "not-a-date"),
    ],
)
def test_a_date_that_is_none_says_why(text, context, code):
    assert read_date(text, context).flaw.code == code


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Text(), "  王芳 ", "王芳"),
        (Text(), 12.0, "12"),
        (Names(), "王芳、李雷,  Ann/Bob", ("王芳", "李雷", "Ann", "Bob")),
        (Choice("task_status"), "Done", "done"),
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
        (Choice("task_status"), "几乎", "not-a-choice", ""),
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
    assert read_number(show_number(number), CONTEXT).value == number


@given(st.text(alphabet="0123456789"))
def test_full_width_digits_are_the_same_digits(digits):
    assert tidy(digits.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})) == digits
