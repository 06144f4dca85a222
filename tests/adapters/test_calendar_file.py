"""Reminders as a calendar, read by another program's eyes."""

from datetime import date
from decimal import Decimal

import pytest
from icalendar import Calendar

from sheetplan.adapters.calendar_file import calendar_file, is_ours
from sheetplan.engine.reminders import Reminder
from sheetplan.language import LANGUAGES, wording

DAY = date(2026, 6, 1)
ONE = Reminder(
    "王芳", "执行组", "发布会", date(2026, 6, 18), "T12", "印刷；节目单,", "节目单",
    "due", date(2026, 6, 5), Decimal(0),
)  # fmt: skip


def entries(data):
    return Calendar.from_ical(data).walk("VEVENT")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_task_is_a_day_with_an_alarm(language):
    (entry,) = entries(calendar_file("王芳", [ONE], DAY, wording(language)))
    assert (entry["summary"], entry.decoded("dtstart"), len(entry.walk("VALARM"))) == (
        "印刷；节目单, · 发布会",
        date(2026, 6, 5),
        1,
    )


def test_the_next_calendar_moves_an_entry_instead_of_adding_one():
    moved = ONE._replace(day=date(2026, 6, 9), title="印刷")
    first, second = (calendar_file("王芳", [one], DAY, wording("zh")) for one in (ONE, moved))
    assert entries(first)[0]["uid"] == entries(second)[0]["uid"]


def test_the_same_makes_the_same_bytes():
    words = wording("zh")
    assert calendar_file("王芳", [ONE], DAY, words) == calendar_file("王芳", [ONE], DAY, words)


def test_calendars_of_others_are_not_ours():
    assert (is_ours(calendar_file("王芳", [], DAY, wording("zh"))), is_ours(b"BEGIN:VCALENDAR")) == (
        True,
        False,
    )
