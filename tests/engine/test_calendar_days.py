"""Days before the event, counted as the workbook counts them."""

from datetime import date
from decimal import Decimal

import pytest

from sheetplan.engine.recalculate import recalculate
from sheetplan.engine.working_calendar import NO_EXCEPTIONS, WorkingCalendar
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.materials import Material
from sheetplan.model.sheets.settings import Settings

D = Decimal

SUNDAY, MONDAY, THURSDAY, SATURDAY = (date(2024, 4, day) for day in (7, 8, 4, 13))
QINGMING = [
    CalendarDay(day=THURSDAY, kind="off", origin="official"),
    CalendarDay(day=date(2024, 4, 5), kind="off", origin="official"),
    CalendarDay(day=SUNDAY, kind="work", origin="official"),
]


def outcome(due, event_date=MONDAY, calendar=(), day_count=None):
    plan = Plan(
        event=Event(event_date=event_date),
        settings=Settings(day_count=day_count),
        materials=(Material(item="海报", due=due),),
        calendar=tuple(calendar),
    )
    return recalculate(plan, MONDAY, WorkingCalendar(NO_EXCEPTIONS))


def test_make_up_days_count_and_days_off_do_not():
    assert outcome(date(2024, 4, 3), calendar=QINGMING).materials[0].days_before == 2


def test_calendar_days_count_them_all():
    assert outcome(date(2024, 4, 3), calendar=QINGMING, day_count="calendar").materials[0].days_before == 5


def test_after_the_event_they_are_negative():
    assert outcome(date(2024, 4, 10)).materials[0].days_before == -2


def test_an_event_on_a_weekend_is_worked():
    assert outcome(date(2024, 4, 12), event_date=SATURDAY).materials[0].days_before == 1


def test_each_row_says_what_its_day_is_beyond_the_weekday():
    assert [day.effect for day in outcome(MONDAY, calendar=QINGMING).calendar] == [-1, -1, 1]


@pytest.mark.parametrize(("own", "effect"), [("work", 0), ("off", D("-0.5"))])
def test_rows_about_one_day_share_what_it_is(own, effect):
    days = [QINGMING[0], CalendarDay(day=THURSDAY, kind=own, origin="own")]
    assert [day.effect for day in outcome(MONDAY, calendar=days).calendar] == [effect, effect]
