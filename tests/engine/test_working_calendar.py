from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar, whole_days

PLAIN = WorkingCalendar()
# 2024-02-12…16 off, the Sundays 02-04 and 02-18 worked: the Spring Festival of 2024.
FESTIVAL = WorkingCalendar(
    CalendarData(
        days_off=frozenset(date(2024, 2, day) for day in (10, 11, 12, 13, 14, 15, 16)),
        working_weekends=frozenset({date(2024, 2, 4), date(2024, 2, 18)}),
    )
)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2024, 3, day) for day in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2024, 2, 4), True),
        (date(2024, 2, 9), True),
        (date(2024, 2, 10), False),
        (date(2024, 2, 16), False),
        (date(2024, 2, 17), False),
        (date(2024, 2, 18), True),
        (date(2024, 2, 24), False),
    ],
)
def test_days_off_and_make_up_days_override_the_weekday(day, worked):
    assert FESTIVAL.is_working(day) is worked


def test_a_day_off_wins_over_a_make_up_day():
    both = frozenset({SUNDAY, MONDAY})
    calendar = WorkingCalendar(CalendarData(both, both))
    assert [calendar.is_working(day) for day in (SUNDAY, MONDAY)] == [False, False]


def test_a_make_up_day_on_a_weekday_changes_nothing():
    calendar = WorkingCalendar(CalendarData(working_weekends=frozenset({MONDAY})))
    assert calendar.count(FRIDAY, MONDAY) == 1


def test_calendar_days_count_every_day():
    calendar = WorkingCalendar(CalendarData(days_off=frozenset({SATURDAY})), calendar_days=True)
    assert calendar.count(FRIDAY, MONDAY) == 3


def test_calendar_days_are_never_provisional():
    assert WorkingCalendar(CalendarData(known_until=FRIDAY), calendar_days=True).known_until is None


def test_another_weekmask():
    calendar = WorkingCalendar(weekmask=(False, True, True, True, True, True, True))
    assert calendar.add(SATURDAY, 2) == date(2024, 3, 5)


@pytest.mark.parametrize("weekmask", [(False,) * 7, (True,) * 6])
def test_a_week_without_work_is_refused(weekmask):
    with pytest.raises(ValueError, match="weekmask"):
        WorkingCalendar(weekmask=weekmask)


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (FRIDAY, 1, MONDAY),
        (FRIDAY, 0, FRIDAY),
        (SATURDAY, 0, SATURDAY),
        (SATURDAY, 1, MONDAY),
        (SATURDAY, -1, FRIDAY),
        (MONDAY, -1, FRIDAY),
        (FRIDAY, 10, date(2024, 3, 15)),
        (FRIDAY, -10, date(2024, 2, 16)),
    ],
)
def test_add_is_workday(day, number, expected):
    assert PLAIN.add(day, number) == expected


def test_add_passes_over_the_festival_and_stops_at_make_up_days():
    friday = date(2024, 2, 9)
    assert [FESTIVAL.add(friday, number) for number in (1, 2)] == [date(2024, 2, 18), date(2024, 2, 19)]
    assert FESTIVAL.add(date(2024, 2, 19), -2) == friday


def test_roll():
    assert (PLAIN.roll_forward(SATURDAY), PLAIN.roll_back(SUNDAY)) == (MONDAY, FRIDAY)
    assert (PLAIN.roll_forward(FRIDAY), PLAIN.roll_back(FRIDAY)) == (FRIDAY, FRIDAY)


@pytest.mark.parametrize(
    ("duration", "finish"),
    [(1, FRIDAY), (2, MONDAY), (Decimal("1.5"), MONDAY), (Decimal("0.1"), FRIDAY), (0, FRIDAY), (-3, FRIDAY)],
)
def test_finish_of(duration, finish):
    assert PLAIN.finish_of(FRIDAY, duration) == finish


def test_work_that_starts_on_a_day_off_starts_on_the_next_working_day():
    assert PLAIN.finish_of(SATURDAY, 1) == MONDAY


def test_work_that_should_finish_on_a_day_off_finishes_on_the_working_day_before():
    assert PLAIN.start_of(SUNDAY, 1) == FRIDAY


def test_milestones_stay_where_they_are():
    assert (PLAIN.finish_of(SATURDAY, 0), PLAIN.start_of(SATURDAY, 0)) == (SATURDAY, SATURDAY)


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, MONDAY, 1),
        (MONDAY, FRIDAY, -1),
        (FRIDAY, SUNDAY, 0),
        (SUNDAY, MONDAY, 1),
    ],
)
def test_count_is_a_variance(earlier, later, days):
    assert PLAIN.count(earlier, later) == days


@pytest.mark.parametrize(
    ("start", "finish", "days"),
    [(FRIDAY, MONDAY, 2), (FRIDAY, FRIDAY, 1), (SATURDAY, SUNDAY, 0), (MONDAY, FRIDAY, 0)],
)
def test_working_days_between_inclusive(start, finish, days):
    assert PLAIN.working_days_between_inclusive(start, finish) == days


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("number", [-(10**9), -1, 0, 1, 10**9])
def test_far_dates_are_clamped(day, number):
    assert date.min <= FESTIVAL.add(day, number) <= date.max


def test_endless_durations_are_clamped():
    assert PLAIN.finish_of(FRIDAY, Decimal("1e300")) == date.max


@pytest.mark.parametrize(
    ("duration", "days"), [(Decimal("2.01"), 3), (Decimal(2), 2), (Decimal(-1), 0), (7, 7)]
)
def test_whole_days(duration, days):
    assert whole_days(duration) == days


days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
near = st.dates(date(2024, 1, 1), date(2024, 4, 30))
numbers = st.integers(-3000, 3000)
masks = st.lists(st.booleans(), min_size=7, max_size=7).filter(any).map(tuple)
calendars = st.builds(
    WorkingCalendar,
    st.builds(CalendarData, st.frozensets(near, max_size=30), st.frozensets(near, max_size=30)),
    masks,
)


@given(calendars, near)
def test_working_days_are_those_of_weekday_and_exceptions_counted_one_by_one(calendar, start):
    span = [start + timedelta(days=offset) for offset in range(60)]
    walked = [day for day in span if calendar.is_working(day)]
    assert calendar.working_days_between_inclusive(span[0], span[-1]) == len(walked)
    assert [calendar.add(span[0] - timedelta(days=1), number + 1) for number in range(len(walked))] == walked


@given(calendars, days, numbers)
def test_add_and_count_are_inverse(calendar, day, number):
    start = calendar.roll_forward(day)
    assert calendar.count(start, calendar.add(start, number)) == number


@given(calendars, days, st.integers(1, 3000))
def test_start_of_and_finish_of_are_inverse(calendar, day, duration):
    start = calendar.roll_forward(day)
    assert calendar.start_of(calendar.finish_of(start, duration), duration) == start


@given(calendars, days, days, days)
def test_counts_add_up(calendar, first, second, third):
    assert calendar.count(first, second) + calendar.count(second, third) == calendar.count(first, third)


@given(calendars, st.dates())
def test_rolling_moves_only_days_off(calendar, day):
    if calendar.is_working(day):
        assert calendar.roll_back(day) == day == calendar.roll_forward(day)
