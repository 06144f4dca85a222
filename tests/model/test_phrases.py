"""What people write for numbers and days, held against tables of phrases: read rightly or refused by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sheetplan.model.amounts import read_amount
from sheetplan.model.days import read_day
from sheetplan.model.reading import Context, Flaw
from sheetplan.model.spans import Span, read_span
from sheetplan.table.parse import find_choice

CONTEXT = Context(find_choice, lambda _choices, key: key, date(2026, 6, 18))
NO_EVENT = CONTEXT._replace(event_date=None)


def phrases(name):
    """Yield each phrase of a table with what is said about it."""
    table = Path(__file__).with_name("phrases") / f"{name}.txt"
    for line in table.read_text(encoding="utf-8").splitlines():
        phrase, mark, said = line.rpartition(" = ") if " ! " not in line else line.rpartition(" ! ")
        if not line.startswith("# "):
            yield pytest.param(phrase, said, id=f"{phrase}{mark}{said}")


def reading(phrase):
    amount = read_amount(phrase)
    return amount.code if isinstance(amount, Flaw) else amount.value


def day(phrase):
    found = read_day(phrase, CONTEXT)
    if found.value is not None:
        return str(found.value)
    span = read_span(phrase, CONTEXT) if found.flaw.code == "date-range" else None
    return f"{span.start}..{span.finish}" if span else found.flaw.code


@pytest.mark.parametrize(("phrase", "said"), [*phrases("numbers")])
def test_a_number_is_read_as_it_is_meant(phrase, said):
    assert reading(phrase) == (said if said[0].isalpha() else Decimal(said))


@pytest.mark.parametrize(("phrase", "said"), [*phrases("days")])
def test_a_day_is_read_as_it_is_meant(phrase, said):
    assert day(phrase) == said


def test_there_are_hundreds_of_phrases():
    assert len([*phrases("numbers"), *phrases("days")]) >= 300


@pytest.mark.parametrize("phrase", ["T-7", "T", "提前3天", "T-14~T-7", "提前1-2周"])
def test_what_counts_from_the_event_waits_for_its_date(phrase):
    assert read_day(phrase, NO_EVENT).flaw.code == "no-event-date"


@pytest.mark.parametrize("phrase", ["3月1日", "6.1-6.3", "Q3", "3月", "Mar 1"])
def test_a_day_without_year_needs_the_events(phrase):
    assert read_day(phrase, NO_EVENT).flaw.code == "no-year"


@pytest.mark.parametrize(
    ("event", "phrase", "said"),
    [
        (date(2027, 1, 10), "12月20日", "2026-12-20"),
        (date(2026, 12, 20), "1月10日", "2027-01-10"),
        (date(2027, 1, 10), "9月1日", "None"),
        (date(2026, 12, 20), "12.30-1.2", "None"),
    ],
)
def test_over_the_turn_of_the_year_the_nearer_day_is_meant(event, phrase, said):
    assert str(read_day(phrase, CONTEXT._replace(event_date=event)).value) == said


def test_a_span_over_the_turn_of_the_year_ends_in_the_next():
    span = read_span("12.30-1.2", CONTEXT._replace(event_date=date(2026, 12, 31)))
    assert span == Span(date(2026, 12, 30), date(2027, 1, 2))


def test_a_span_names_its_days_for_the_columns_they_belong_into():
    flaw = read_day("6.1-6.3", CONTEXT).flaw
    assert flaw.facts == {"start": "2026-06-01", "finish": "2026-06-03"}


@pytest.mark.parametrize(
    ("phrase", "unit", "exact"),
    [
        ("1,200元", "元", True),
        ("￥1,200", "￥", True),
        ("50元/人", "元/人", True),
        ("5%", "%", True),
        ("500条线索", "条线索", True),
        ("500+", "", False),
        ("线索500条", "条", False),
        ("500条（含线上）", "条", False),
    ],
)
def test_what_stands_around_a_number_is_not_lost(phrase, unit, exact):
    amount = read_amount(phrase)
    assert (amount.unit, amount.exact) == (unit, exact)
