"""Spans of days as people write them in one cell: 6.1-6.3, 6月1日至3日, T-14~T-7, 提前1-2周, Q3, 3月下旬."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from sheetplan.model.days import (
    Unclear,
    calendar_day,
    day_of,
    event_day,
    in_order,
    near_event,
    offset_day,
    plain,
    shifted,
)
from sheetplan.model.reading import Context


class Span(NamedTuple):
    """A first and a last day."""

    start: date
    finish: date


def read_span(text: str, context: Context) -> Span | None:
    """Return the first and the last day of a span; None where a text is none, or not clearly one."""
    try:
        return span_of(plain(text), context)
    except Unclear:
        return None


def span_of(bare: str, context: Context) -> Span | None:
    """Return the same for a text that is already plain.

    Raises:
        Unclear: it is a span, but which days it holds is open.
    """
    return _period(bare, context) or _ahead(bare, context) or _ends(bare, context)


def _ends(bare: str, context: Context) -> Span | None:
    """Return the span between two days."""
    for parted in _PARTED.finditer(bare):
        start = _end(bare[: parted.start()], context)
        finish = start and _last(bare[parted.end() :], start, context)
        if start and finish:
            if finish < start and bare[0] not in "Tt":
                raise Unclear("not-a-date")
            return Span(min(start, finish), max(start, finish))  # T-3…T-5 is said as often as T-5…T-3
    return None


def _end(text: str, context: Context) -> date | None:
    """Return one end of a span, where 6.1 can only be the first of June."""
    found = _MONTH_DAY.fullmatch(text)
    if found:
        return near_event(*_in_order(found, context), context)
    return offset_day(text, context) or calendar_day(text, context)


def _in_order(found: re.Match[str], context: Context) -> tuple[int, int]:
    known = context._replace(day_first=False) if "月" in found[0] else context
    return in_order(found["month"], found["day"], known)


def _last(text: str, start: date, context: Context) -> date | None:
    """Return the last day of a span, which may leave out what its first day has said."""
    found = _DAY.fullmatch(text)
    if found:
        return day_of(start.year, start.month, int(found["day"]))
    found = _MONTH_DAY.fullmatch(text)
    if found:
        month, day = _in_order(found, context)
        turned = month < start.month - 6  # over the turn of the year
        return day_of(start.year + turned, month, day)
    return _end(text, context)


def _ahead(bare: str, context: Context) -> Span | None:
    """Return the days of 提前1-2周."""
    found = _AHEAD.fullmatch(bare)
    if found is None:
        return None
    step = 7 if found["unit"] != "天" else 1
    near, far = sorted((int(found["near"]) * step, int(found["far"]) * step))
    event = event_day(context)
    if found["sign"] == "后":
        return Span(shifted(event, near), shifted(event, far))
    return Span(shifted(event, -far), shifted(event, -near))


def _period(bare: str, context: Context) -> Span | None:
    """Return the days of a quarter, half year, month or third of a month."""
    for pattern in (_QUARTER, _HALF, _MONTH, _YEAR_MONTH):
        found = pattern.fullmatch(bare)
        if found:
            first, last = _months(found.groupdict())
            if not 1 <= first <= last <= 12:
                raise Unclear("not-a-date")
            year = int(found["year"]) if found["year"] else _year_of(last, context)
            return _third(
                Span(day_of(year, first, 1), _end_of_month(year, last)), found.groupdict().get("third")
            )
    return None


def _months(found: dict[str, str | None]) -> tuple[int, int]:
    quarter = found.get("quarter") or found.get("quarter_of")
    if quarter:
        return 3 * int(quarter) - 2, 3 * int(quarter)
    if found.get("half"):
        return (1, 6) if found["half"] == "上" else (7, 12)
    return int(found["month"] or 0), int(found["month"] or 0)


def _third(month: Span, third: str | None) -> Span:
    if not third:
        return month
    first, last = {"上": (1, 10), "中": (11, 20), "下": (21, month.finish.day)}[third]
    return Span(month.start.replace(day=first), month.start.replace(day=last))


def _end_of_month(year: int, month: int) -> date:
    return day_of(year, month, monthrange(year, month)[1])


def _year_of(month: int, context: Context) -> int:
    if context.first_day:
        return context.first_day.year + (month < context.first_day.month)
    if context.event_date is None:
        raise Unclear("no-year")
    return context.event_date.year


_PARTED = re.compile("[~～至到—–…]+|\\.{2,}|-+")
_YEAR = "(?:(?P<year>[0-9]{4})[-/.年]?)?"
_MONTH_DAY = re.compile("(?P<month>[0-9]{1,2})[./月-](?P<day>[0-9]{1,2})[日号]?")
_DAY = re.compile("(?P<day>[0-9]{1,2})[日号]")
_AHEAD = re.compile(
    "(?:提|活动|会议|会)(?P<sign>[前后])(?P<near>[0-9]{1,3})[-~至到—–](?P<far>[0-9]{1,3})个?(?P<unit>天|周|星期)"
)
_QUARTER = re.compile(f"{_YEAR}(?:[Qq](?P<quarter>[1-4])|第?(?P<quarter_of>[1-4])季度)")
_HALF = re.compile(f"{_YEAR}(?P<half>[上下])半年")
_MONTH = re.compile("(?:(?P<year>[0-9]{4})年)?(?P<month>[0-9]{1,2})月份?(?:(?P<third>[上中下])旬)?")
_YEAR_MONTH = re.compile("(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})")
