"""Days as people write them: 2024年3月1日, 3月1日, 1 March 2024, T-7, 活动前两周.

A text that leaves open which day it means is refused: 3.1 may be a number, 01/03/2024 is two days, 下周三 is
another one each week. Spans of days have their own module.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from sheetplan.model.numerals import chinese_number
from sheetplan.model.reading import Context, Flaw, Reading, narrowed, tidy


class Unclear(Exception):  # noqa: N818 - an answer, not a mishap
    """A text that is nearly a day, with the code of what keeps it from being one."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_day(text: str, context: Context) -> Reading:
    """Return the day that a text states; unless it counts from T, a flaw says that a date belongs there."""
    bare = plain(text)
    try:
        day = offset_day(bare, context)
        if day is not None:
            return Reading(day)
        day = calendar_day(bare, context)
        if day is not None:
            return Reading(day, Flaw("text-date", suggestion=day.isoformat(), repair=day))
        return Reading(None, _flaw(bare, context))
    except Unclear as unclear:
        return Reading(None, Flaw(unclear.code))


def plain(text: str) -> str:
    """Return a text without blanks and times of day, its Chinese numerals as figures."""
    return _NUMERALS.sub(_figures, tidy(_TIME.sub("", narrowed(text).strip()))).replace("號", "号")


def offset_day(bare: str, context: Context) -> date | None:
    """Return a day counted from the day of the event; None where it is none."""
    found = _FROM_T.fullmatch(bare) or _FROM_EVENT.fullmatch(bare)
    if found is None:
        return event_day(context) if bare in _EVENT_DAY else None
    days = int(found["number"]) * (7 if found["unit"] in _WEEK else 1)
    return shifted(event_day(context), days if found["sign"] in {"+", "后"} else -days)


def calendar_day(bare: str, context: Context) -> date | None:
    """Return the one day that a text names, which a weekday behind it must confirm; None where it is none."""
    weekday = _WEEKDAY.search(bare)
    day = _named(bare[: weekday.start()] if weekday else bare, context)
    if day and weekday and "一二三四五六日天".index(weekday[1]) % 7 != day.weekday() % 7:
        raise Unclear("wrong-weekday")
    return day


def event_day(context: Context) -> date:
    """Return T.

    Raises:
        Unclear: the event has no date yet.
    """
    if context.event_date is None:
        raise Unclear("no-event-date")
    return context.event_date


def shifted(day: date, days: int) -> date:
    """Return a day some days away.

    Raises:
        Unclear: the calendar does not reach that far.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise Unclear("no-such-day") from error


def day_of(year: int, month: int, day: int) -> date:
    """Return a day of the calendar.

    Raises:
        Unclear: there is none such, or Excel knows none.
    """
    try:
        return date(max(year, 1900), month, day) if year >= 1900 else date(0, 0, 0)
    except ValueError as error:
        raise Unclear("no-such-day") from error


def near_event(month: int, day: int, context: Context) -> date:
    """Return the day without a year that belongs to the event.

    In the event's own year it may lie nine months before and three months after it, in the years beside it
    four months away. Further off, the year is anybody's guess.

    Raises:
        Unclear: there is no event date to go by, or it does not settle the year.
    """
    if context.first_day:
        return _day_from(context.first_day, month, day)
    event = context.event_date
    if event is None:
        raise Unclear("no-year")
    own = day_of(event.year, month, day)
    if _OWN_YEAR[0] <= own - event <= _OWN_YEAR[1]:
        return own
    for year in (event.year - 1, event.year + 1):
        beside = day_of(year, month, day)
        if abs(beside - event) <= _BESIDE:
            return beside
    raise Unclear("no-year")


def _day_from(first: date, month: int, day: int) -> date:
    """Return the first day of that name from a day on."""
    turned = (month, day) < (first.month, first.day)
    return day_of(first.year + turned, month, day)


def in_order(first: str, second: str, context: Context) -> tuple[int, int]:
    """Return month and day of 3/1."""
    return (int(second), int(first)) if context.day_first else (int(first), int(second))


def _flaw(bare: str, context: Context) -> Flaw:
    """Return what keeps a text from being a day."""
    from sheetplan.model.spans import span_of  # noqa: PLC0415 - spans are made of days

    span = span_of(bare, context)
    if span is not None:
        facts = {"start": span.start.isoformat(), "finish": span.finish.isoformat()}
        return Flaw("date-range", facts)
    return Flaw("relative-date" if _RELATIVE.search(bare.lower()) else "not-a-date")


def _named(head: str, context: Context) -> date | None:
    found = _YMD.fullmatch(head) or _COMPACT.fullmatch(head) or _SHORT_YMD.fullmatch(head)
    if found:
        century = 2000 if len(found["year"]) == 2 else 0
        return day_of(century + int(found["year"]), int(found["month"]), int(found["day"]))
    found = _MD.fullmatch(head)
    if found:
        return near_event(int(found["month"]), int(found["day"]), context)
    found = _SLASHED.fullmatch(head)
    if found:
        return _either_way(int(found["first"]), int(found["second"]), int(found["year"]))
    found = _NUMBERS.fullmatch(head)
    if found and (found["third"] or "-" in head or context.day_first is None):
        raise Unclear("ambiguous-date")
    if found:
        return near_event(*in_order(found["first"], found["second"], context), context)
    return _english(head.lower(), context)


def _english(head: str, context: Context) -> date | None:
    found = _DAY_MONTH.fullmatch(head) or _MONTH_DAY.fullmatch(head)
    if found is None:
        return None
    month, day, year = _MONTHS.index(found["month"][:3]) // 3 + 1, int(found["day"]), found["year"]
    return day_of(int(year), month, day) if year else near_event(month, day, context)


def _either_way(first: int, second: int, year: int) -> date:
    """Return the day of 25/03/2024, which only one of the world's two orders allows."""
    if first != second and max(first, second) <= 12:
        raise Unclear("ambiguous-date")
    return day_of(year, second, first) if first > 12 else day_of(year, first, second)


def _figures(numeral: re.Match[str]) -> str:
    """Return 三 as a figure; a year is read digit by digit."""
    marks = numeral[0]
    if len(marks) == 4 and not set(marks) - set(_DIGITS):
        return "".join(str(_DIGITS.index(mark) % 10) for mark in marks)
    number = chinese_number(marks)
    return marks if number is None else str(number)


_OWN_YEAR = timedelta(days=-270), timedelta(days=90)
_BESIDE = timedelta(days=120)
_DIGITS = "〇一二三四五六七八九零"
_EVENT_DAY = frozenset({"T", "t", "T日", "t日", "活动当天", "活动当日", "活动日"})
_WEEK = frozenset({"周", "星期", "个星期", "w"})
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NUMERALS = re.compile("[零〇一二两三四五六七八九十]+(?=个?[年月日号季周天星])")
_TIME = re.compile(
    r"(?<=[0-9日号天)）])(?:[T\s]|[上下中]午|早上|晚上|晚)\s*[0-9]{1,2}(?::[0-9]{2}){1,2}Z?$"
    r"|(?<=[日号])\s*(?:[上下中]午|早上|晚上|晚)?\s*[0-9]{1,2}[点时](?:半|整|[0-9]{1,2}分?)?$"
)
_FROM_T = re.compile("[Tt]日?(?P<sign>[-+])(?P<number>[0-9]{1,3})(?P<unit>[天日周dw]|星期)?")
_FROM_EVENT = re.compile(
    "(?:提|(?:活动|会议|会|活动开始|活动结束)(?=[前后]))(?P<sign>[前后])(?P<number>[0-9]{1,3})(?P<unit>[天日周]|个?星期)"
)
_WEEKDAY = re.compile(r"(?<=[0-9日号])[,(]?(?:周|星期|礼拜)([一二三四五六日天])\)?$")
_YMD = re.compile("(?P<year>[0-9]{4})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})[日号]?")
_SHORT_YMD = re.compile("(?P<year>[0-9]{2})年(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]?")
_COMPACT = re.compile("(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_MD = re.compile("(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]?")
_SLASHED = re.compile("(?P<first>[0-9]{1,2})[-/.](?P<second>[0-9]{1,2})[-/.](?P<year>(?:19|20)[0-9]{2})")
_NUMBERS = re.compile("(?P<first>[0-9]{1,2})[-/.](?P<second>[0-9]{1,2})(?P<third>[-/.][0-9]{1,2})?[日号]?")
_DAY_MONTH = re.compile(
    f"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:of)?[-.]?{_MONTH}[-,.]?(?P<year>[0-9]{{4}})?"
)
_MONTH_DAY = re.compile(f"{_MONTH}[-.]?(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?(?P<year>[0-9]{{4}})?")
_RELATIVE = re.compile(
    "[今明后昨][天日晚年]|[下上本这]个?(?:周|星期|礼拜|月|季度)|^(?:周|星期|礼拜)[一二三四五六日天]|[0-9]+[天日周]个?月?[后内前]"
    "|[月年]底|[月年]初$|月末|尽快|尽早|立即|马上|随时|today|tomorrow|yesterday|next|asap|soon|"
    "^(?:mon|tues|wednes|thurs|fri|satur|sun)day$"
)
