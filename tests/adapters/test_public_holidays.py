from datetime import date

import pytest

from sheetplan.adapters.public_holidays import calendar_data, official_days, published_until
from sheetplan.engine.working_calendar import WorkingCalendar

# From the yearly notices of the State Council (国务院办公厅关于部分节假日安排的通知).
WORKED = [
    (2024, 2, 4), (2024, 2, 18), (2024, 4, 7), (2024, 4, 28), (2024, 5, 11), (2024, 9, 14), (2024, 9, 29),
    (2024, 10, 12), (2025, 1, 26), (2025, 2, 8), (2025, 4, 27), (2025, 9, 28), (2025, 10, 11),
    (2026, 1, 4), (2026, 2, 14), (2026, 2, 28), (2026, 5, 9), (2026, 9, 20), (2026, 10, 10),
]  # fmt: skip
OFF = [
    (2024, 2, 12), (2024, 2, 15), (2024, 2, 16), (2024, 4, 5), (2024, 5, 3), (2024, 10, 7), (2025, 1, 28),
    (2025, 2, 4), (2025, 10, 8), (2026, 1, 2), (2026, 2, 16), (2026, 2, 23), (2026, 10, 7),
]  # fmt: skip
CALENDAR = WorkingCalendar(calendar_data("CN", [2024, 2025, 2026]))


@pytest.mark.parametrize("day", WORKED)
def test_make_up_days_are_worked(day):
    assert CALENDAR.is_working(date(*day))


@pytest.mark.parametrize("day", OFF)
def test_days_off_are_not(day):
    assert not CALENDAR.is_working(date(*day))


def test_the_eve_of_the_spring_festival_of_2024_was_worked():
    assert CALENDAR.is_working(date(2024, 2, 9))


def test_2025_had_248_working_days():
    assert CALENDAR.working_days_between_inclusive(date(2025, 1, 1), date(2025, 12, 31)) == 248


def test_days_off_have_chinese_names():
    names = {day.day: day.name for day in official_days("CN", [2024])}
    assert names[date(2024, 2, 10)] == "春节"


def test_days_come_in_order_and_only_for_the_years_asked_for():
    days = [day.day for day in official_days("CN", [2024])]
    assert days == sorted(days)
    assert {day.year for day in days} == {2024}


def test_a_make_up_day_belongs_to_its_own_year_though_the_next_notice_states_it():
    assert [day.day for day in official_days("CN", [2007]) if day.kind == "work"][-1] == date(2007, 12, 29)


@pytest.mark.parametrize("country", ["XX", "中国", "", "HolidayBase", "*"])
def test_an_unknown_country_has_no_days(country):
    assert official_days(country, [2024]) == []


def test_the_country_may_be_written_in_any_case():
    assert official_days(" cn ", [2024]) == official_days("CN", [2024])


def test_china_is_known_until_the_end_of_the_last_year_with_a_notice():
    until = published_until("CN")
    assert until >= date(2025, 12, 31)
    assert (until.month, until.day) == (12, 31)
    assert not [day for day in official_days("CN", [until.year + 1]) if day.kind == "work"]


def test_other_countries_can_be_calculated():
    assert published_until("DE") is None
    assert date(2024, 10, 3) in {day.day for day in official_days("DE", [2024])}


@pytest.mark.parametrize("year", [1, 1900, 2200, 9999])
def test_years_out_of_reach_have_no_days(year):
    assert official_days("CN", [year]) == []


EXPLAINED = {
    # A make-up day by the notice for 2006, of which chinesecalendar knows the days of 2006 only.
    date(2005, 12, 31): True,
}


def test_every_day_since_2004_is_as_the_chinesecalendar_package_knows_it():
    chinese_calendar = pytest.importorskip("chinese_calendar")
    known = WorkingCalendar(calendar_data("CN", range(2004, 2027)))
    days = (
        date.fromordinal(day) for day in range(date(2004, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    )
    differing = {
        day: known.is_working(day)
        for day in days
        if known.is_working(day) != chinese_calendar.is_workday(day)
    }
    assert differing == EXPLAINED
