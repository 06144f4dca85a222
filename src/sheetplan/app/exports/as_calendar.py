"""The dates of a plan for calendars: the event, its tasks, segments, posts and meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sheetplan.app.agenda import CalendarEntry
from sheetplan.app.exports import Export
from sheetplan.app.exports.rows import rows_of
from sheetplan.app.pipeline import Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.language import wording

ABOUT = ("event", "tasks", "run_of_show", "promotion", "meetings")
HOUR = timedelta(hours=1)


def write(house: House, found: Examined, sheets: Sequence[str]) -> Export:
    """Return the dates as an iCalendar file."""
    entries = list(agenda(found, sheets or ABOUT))
    if not entries:
        raise Refusal("nothing-to-export")
    return Export(house.exchange.calendar_file(found.parsed.plan.event.name or "", entries), len(entries))


def agenda(found: Examined, sheets: Sequence[str]) -> Iterator[CalendarEntry]:
    """Yield the entries of some sheets."""
    makers = {
        "event": _event,
        "tasks": _task,
        "run_of_show": _segment,
        "promotion": _post,
        "meetings": _meeting,
    }
    words = wording(found.language)
    for sheet in sheets:
        if sheet not in makers or sheet not in found.parsed.layout.sheets:
            continue
        for number, row in enumerate(rows_of(found, sheet)):
            made = makers[sheet](row, found)
            if made and made["title"]:
                key = f"{found.parsed.plan.event.name}/{sheet}/{row.get('code') or number}"
                yield CalendarEntry(
                    uid=f"{uuid5(NAMESPACE_URL, key)}@sheetplan",
                    stamp=found.outcome.status_date,
                    category=words.sheet(sheet),
                    **made,
                )


def _event(row: dict[str, Any], _: Examined) -> dict[str, Any] | None:
    first, last = row.get("event_date"), row.get("end_date")
    if not isinstance(first, date):
        return None
    last = max(first, last) if isinstance(last, date) else first
    begin, end = row.get("start_time"), row.get("end_time")
    start, finish = first, last
    if isinstance(begin, time) and isinstance(end, time) and (last > first or end > begin):
        start, finish = datetime.combine(first, begin), datetime.combine(last, end)
    return {
        "title": row.get("name"),
        "start": start,
        "finish": finish,
        "place": row.get("venue") or "",
        "note": row.get("goal") or "",
    }


def _task(row: dict[str, Any], found: Examined) -> dict[str, Any] | None:
    start, finish = row.get("start"), row.get("finish")
    if not isinstance(start, date) or not isinstance(finish, date):
        return None
    joint = "、" if found.language == "zh" else ", "
    return {
        "title": _named(row, "title"),
        "start": start,
        "finish": max(start, finish),
        "note": "\n".join(filter(None, (joint.join(row.get("responsible") or ()), row.get("deliverable")))),
    }


def _segment(row: dict[str, Any], found: Examined) -> dict[str, Any] | None:
    day, begin = row.get("day") or found.parsed.plan.event.event_date, row.get("start")
    if not isinstance(day, date) or not isinstance(begin, time):
        return None
    minutes = row.get("duration")
    start = datetime.combine(day, begin)
    length = timedelta(minutes=float(minutes)) if isinstance(minutes, Decimal) else timedelta()
    return {
        "title": _named(row, "segment"),
        "start": start,
        "finish": start + length,
        "place": row.get("location") or "",
        "note": "\n".join(filter(None, (row.get("responsible"), row.get("key_action")))),
    }


def _post(row: dict[str, Any], _: Examined) -> dict[str, Any] | None:
    title = " · ".join(filter(None, (row.get("channel"), row.get("content"))))
    return _moment(row, title, row.get("responsible") or "")


def _meeting(row: dict[str, Any], _: Examined) -> dict[str, Any] | None:
    made = _moment(row, row.get("topic") or "", row.get("agenda") or "")
    return made and {**made, "place": row.get("place") or ""}


def _moment(row: dict[str, Any], title: str, note: str) -> dict[str, Any] | None:
    day, at = row.get("day"), row.get("at")
    if not isinstance(day, date):
        return None
    start: date = datetime.combine(day, at) if isinstance(at, time) else day
    finish = start + HOUR if isinstance(start, datetime) else start
    return {"title": title, "start": start, "finish": finish, "note": note}


def _named(row: dict[str, Any], name: str) -> str:
    return " ".join(str(part) for part in (row.get("code"), row.get(name)) if part)
