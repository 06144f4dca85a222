"""The dates of a plan as an iCalendar file, which Outlook, Apple, Google and DingTalk read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from sheetplan.app.agenda import CalendarEntry


def agenda_file(name: str, entries: Sequence[CalendarEntry]) -> bytes:
    """Return a calendar. Days have no time zone, and times are those on the clock of the place."""
    calendar = Calendar()
    calendar.add("prodid", "-//sheetplan//sheetplan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", datetime.combine(entry.stamp, time(), UTC))
    event.add("summary", entry.title)
    event.add("dtstart", entry.start)
    event.add("dtend", entry.finish if isinstance(entry.finish, datetime) else _after(entry.finish))
    for key, text in (("description", entry.note), ("location", entry.place), ("categories", entry.category)):
        if text:
            event.add(key, text)
    if not isinstance(entry.start, datetime):
        event.add("transp", "TRANSPARENT")  # a task of a week leaves its people free to meet
    return event


def _after(day: date) -> date:
    """Return the end as the format wants it: the day after the last one."""
    return day + timedelta(days=1) if day < date.max else day
