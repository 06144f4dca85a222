"""Reminders as a calendar that any calendar program reads (.ics): a day each, with an alarm."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from sheetplan.engine.reminders import Reminder
from sheetplan.language import Wording

PRODUCT = "-//sheetplan//reminders//"
_MORNING = timedelta(hours=-15)
"""The alarm rings at nine in the morning of the day before."""


def calendar_file(to: str, reminders: Iterable[Reminder], day: date, words: Wording) -> bytes:
    """Return a calendar for one person or team; the same plan on the same day makes the same bytes.

    Importing the next one moves entries instead of adding them: each keeps its name for as long as its task
    keeps its id.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT + words.language.upper())
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.text("reminders", "calendar", to=to))
    for one in reminders:
        calendar.add_component(_entry(one, day, words))
    return bytes(calendar.to_ical())


def is_ours(data: bytes) -> bool:
    """Return whether a file is such a calendar."""
    return PRODUCT.encode() in data[:500]


def _entry(one: Reminder, day: date, words: Wording) -> Event:
    entry = Event()
    summary = words.text("reminders", "entry", title=one.title, event=one.event)
    name = "\0".join((one.event, one.code or one.title, one.person))
    entry.add("uid", f"{sha256(name.encode()).hexdigest()[:32]}@sheetplan")
    entry.add("dtstamp", datetime.combine(day, time(), UTC))
    entry.add("sequence", day.toordinal())
    entry.add("dtstart", one.day)
    entry.add("dtend", one.day + timedelta(days=1))
    entry.add("summary", summary)
    told = (words.text("reminders", "kinds", one.kind), one.code, one.deliverable, one.person)
    entry.add("description", "\n".join(filter(None, told)))
    entry.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", _MORNING)
    entry.add_component(alarm)
    return entry
