"""MSPDI read: tasks, links, people and the calendar. Fields that we have no use for are passed over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lxml import etree

from sheetplan.changes.project import Left, Project, Recorded
from sheetplan.engine.working_calendar import MONDAY_TO_FRIDAY, CalendarData, WorkingCalendar
from sheetplan.model.reading import show_number
from sheetplan.model.sheets.people import Person
from sheetplan.model.sheets.tasks import Task

from . import codes

ZERO, HUNDRED = Decimal(0), Decimal(100)
LONGEST_EXCEPTION = 1000
"""Days that one exception of a calendar may last; a longer one is a slip."""
MOST_TASKS = 100_000


class NotAProject(Exception):  # noqa: N818 - a fact about a file
    """Bytes that hold no project, with the reason."""


class _Calendar(NamedTuple):
    weekmask: tuple[bool, ...]
    days: CalendarData


def read_project(data: bytes) -> Project:
    """Return the plan that a file holds.

    Raises:
        NotAProject: it is not well-formed, declares entities, or is XML of another kind.
    """
    root = _root(data)
    minutes = _number(root, "MinutesPerDay") or Decimal(codes.MINUTES_A_DAY)
    alias = root.find(f"ExtendedAttributes/ExtendedAttribute[FieldID='{codes.CODE_FIELD}']")
    ours = alias is not None and _text(alias, "Alias") == codes.CODE_ALIAS
    people = {
        _text(resource, "UID"): _text(resource, "Name")
        for resource in root.iterfind("Resources/Resource")
        if _text(resource, "Name") and _text(resource, "Type") in {"", str(codes.WORK)}
    }
    calendar = _calendar(root)
    reader = _Tasks(root, people, minutes, _Clock(root, calendar), ours=ours)
    left = list(reader.left)
    if calendar.weekmask != MONDAY_TO_FRIDAY:
        left.append(Left("other-week"))
    return Project(
        name=reader.name or _text(root, "Title") or _text(root, "Name").removesuffix(".xml"),
        start=_day(root, "StartDate"),
        status_date=_day(root, "StatusDate"),
        tasks=tuple(reader.tasks),
        recorded=reader.recorded,
        by_hand=frozenset(reader.by_hand),
        people=tuple(Person(name=name) for name in dict.fromkeys(people.values())),
        days=calendar.days,
        weekmask=calendar.weekmask,
        currency=_text(root, "CurrencyCode"),
        ours=ours,
        left=tuple(left),
    )


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotAProject("malformed") from error
    if root.getroottree().docinfo.internalDTD is not None or b"<!DOCTYPE" in data[:2048]:
        raise NotAProject("doctype")
    if etree.QName(root).localname != "Project" or root.find("{*}Tasks") is None:
        raise NotAProject("other-xml")
    if len(root.findall("{*}Tasks/{*}Task")) > MOST_TASKS:
        raise NotAProject("too-many")
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


class _Clock:
    """Moments as days. Where one day's work ends and the next begins is one moment, written in either way."""

    def __init__(self, root: etree._Element, calendar: _Calendar) -> None:
        self._dawn = _text(root, "DefaultStartTime") or "08:00:00"
        self._dusk = _text(root, "DefaultFinishTime") or "17:00:00"
        self._calendar = WorkingCalendar(calendar.days, calendar.weekmask)

    def recorded(self, element: etree._Element) -> Recorded:
        """Return the dates of a task."""
        dates: list[date | None] = []
        for kind in ("", "Early", "Late"):
            start, finish = _text(element, f"{kind}Start"), _text(element, f"{kind}Finish")
            first, last = _day(element, f"{kind}Start"), _day(element, f"{kind}Finish")
            if start != finish:
                if first and start[11:] >= self._dusk:
                    first = self._calendar.roll_forward(first + timedelta(days=1))
                if last and start[11:] and finish[11:] <= self._dawn:
                    last = self._calendar.roll_back(last - timedelta(days=1))
            dates += [first, last]
        return Recorded(*dates)


class _Tasks:
    """The tasks of a project, in their order, as rows of ours."""

    def __init__(
        self,
        root: etree._Element,
        people: Mapping[str, str],
        minutes: Decimal,
        clock: _Clock,
        *,
        ours: bool,
    ) -> None:
        self.name = ""
        self.tasks: list[Task] = []
        self.recorded: dict[str, Recorded] = {}
        self.by_hand: set[str] = set()
        self.left: list[Left] = []
        self._minutes, self._ours, self._clock = minutes, ours, clock
        self._doers = _doers(root, people)
        elements = [element for element in root.iterfind("Tasks/Task") if _text(element, "UID")]
        self._codes = {_text(element, "UID"): self._code(element) for element in elements}
        above: list[tuple[int, str]] = []
        for element in elements:
            uid, level = _text(element, "UID"), int(_number(element, "OutlineLevel") or 0)
            if uid == "0" or _text(element, "IsNull") == "1":
                self.name = self.name or (_text(element, "Name") if uid == "0" else "")
                continue
            if _text(element, "Active") == "0":
                self.left.append(Left("inactive", _text(element, "Name")))
                continue
            while above and above[-1][0] >= level:
                above.pop()
            self._take(element, above[-1][1] if above else None)
            above.append((level, self._codes[uid]))

    def _code(self, element: etree._Element) -> str:
        """Return our id of a task; one born elsewhere gets the number that it never loses there."""
        for attribute in element.iterfind("ExtendedAttribute"):
            if self._ours and _text(attribute, "FieldID") == codes.CODE_FIELD and _text(attribute, "Value"):
                return _text(attribute, "Value")
        return f"P{_text(element, 'UID')}"

    def _take(self, element: etree._Element, parent: str | None) -> None:
        code = self._codes[_text(element, "UID")]
        recorded = self._clock.recorded(element)
        self.recorded[code] = recorded
        if _text(element, "Manual") == "1":
            self.by_hand.add(code)
        self.tasks.append(self._task(element, code, parent, recorded))

    def _task(self, element: etree._Element, code: str, parent: str | None, recorded: Recorded) -> Task:
        summary = _text(element, "Summary") == "1"
        planned = self._planned(element, recorded)
        constraint, constraint_date = _constraint(element)
        if constraint == "start_no_earlier" and constraint_date == planned[0]:
            constraint = constraint_date = None  # which a planned start says by itself
        done = (_number(element, "PercentComplete") or ZERO) / HUNDRED
        cost = _number(element, "Cost") or ZERO
        spent = _number(element, "ActualCost") or ZERO
        effort = _length(_text(element, "Work"), self._minutes)
        return Task(
            code=code,
            title=_text(element, "Name") or None,
            parent=parent,
            duration=None if summary else self._duration(element),
            predecessors=tuple(self._links(element)) or None,
            baseline_start=planned[0],
            baseline_finish=planned[1],
            deadline=_day(element, "Deadline"),
            percent_complete=None if summary or not done else done,
            actual_start=None if summary else _day(element, "ActualStart"),
            actual_finish=None if summary else _day(element, "ActualFinish"),
            constraint=constraint,
            constraint_date=constraint_date,
            responsible=self._doers.get(_text(element, "UID")),
            effort=None if summary else effort or None,
            planned_cost=None if summary else cost / HUNDRED or None,
            actual_cost=None if summary else spent / HUNDRED or None,
            priority=_priority(element),
            note=_text(element, "Notes") or None,
        )

    def _planned(self, element: etree._Element, recorded: Recorded) -> tuple[date | None, date | None]:
        """Return the agreed dates; where none were set down, the dates of the plan itself."""
        for baseline in element.iterfind("Baseline"):
            if _text(baseline, "Number") == "0":
                return _day(baseline, "Start"), _day(baseline, "Finish")
        return (None, None) if self._ours else (recorded.start, recorded.finish)

    def _duration(self, element: etree._Element) -> Decimal | None:
        length = _length(_text(element, "Duration"), self._minutes)
        if int(_number(element, "DurationFormat") or 0) in codes.ELAPSED and length:
            self.left.append(Left("elapsed", _text(element, "Name")))
        return length

    def _links(self, element: etree._Element) -> Iterator[str]:
        for link in element.iterfind("PredecessorLink"):
            code = self._codes.get(_text(link, "PredecessorUID"))
            if code is None or _text(link, "CrossProject") == "1":
                self.left.append(Left("foreign-link", _text(element, "Name")))
                continue
            kind, lag = int(_number(link, "Type") or 0), _number(link, "LinkLag") or ZERO
            unit = int(_number(link, "LagFormat") or codes.IN_DAYS)
            if unit in codes.ELAPSED and lag:
                self.left.append(Left("elapsed-lag", _text(element, "Name")))
            kind = kind if kind in range(len(codes.LINKS)) else codes.LINKS.index("FS")
            yield code + _way(codes.LINKS[kind], lag, self._minutes, percent=unit in codes.PERCENT_LAGS)


def _way(kind: str, lag: Decimal, minutes: Decimal, *, percent: bool) -> str:
    """Return how one task waits for another, as people write it behind its code: ``SS+2``."""
    if not lag:
        return "" if kind == "FS" else kind
    number = lag if percent else _rounded(lag / 10 / minutes)
    return f"{kind}{'+' if number > 0 else '-'}{show_number(abs(number))}{'%' if percent else ''}"


def _doers(root: etree._Element, people: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    doers: dict[str, list[str]] = defaultdict(list)
    for assignment in root.iterfind("Assignments/Assignment"):
        name = people.get(_text(assignment, "ResourceUID"))
        if name and name not in doers[_text(assignment, "TaskUID")]:
            doers[_text(assignment, "TaskUID")].append(name)
    return {uid: tuple(names) for uid, names in doers.items() if names}


def _constraint(element: etree._Element) -> tuple[str | None, date | None]:
    number = int(_number(element, "ConstraintType") or 0)
    word = codes.CONSTRAINTS[number] if number in range(len(codes.CONSTRAINTS)) else None
    return word, None if word in (None, "as_late") else _day(element, "ConstraintDate")


def _priority(element: etree._Element) -> str | None:
    number = _number(element, "Priority")
    if number is None or number == codes.USUAL_PRIORITY:
        return None
    return "high" if number > codes.USUAL_PRIORITY else "low"


def _calendar(root: etree._Element) -> _Calendar:
    """Return the project's own calendar: its week, and the days that differ from it."""
    wanted = _text(root, "CalendarUID")
    calendars = {_text(calendar, "UID"): calendar for calendar in root.iterfind("Calendars/Calendar")}
    calendar = calendars.get(wanted, next(iter(calendars.values()), None))
    if calendar is None:
        return _Calendar(MONDAY_TO_FRIDAY, CalendarData())
    week = list(MONDAY_TO_FRIDAY)
    off, worked = set[date](), set[date]()
    for weekday in calendar.iterfind("WeekDays/WeekDay"):
        number, works = int(_number(weekday, "DayType") or 0), _text(weekday, "DayWorking") == "1"
        if number in range(1, 8):
            week[(number - 2) % 7] = works
        else:
            (worked if works else off).update(_span(weekday.find("TimePeriod")))
    for exception in calendar.iterfind("Exceptions/Exception"):
        days = _span(exception.find("TimePeriod"))
        (worked if _text(exception, "DayWorking") == "1" else off).update(days)
    mask = tuple(week) if any(week) else MONDAY_TO_FRIDAY
    return _Calendar(mask, CalendarData(frozenset(off - worked), frozenset(worked)))


def _span(period: etree._Element | None) -> Iterator[date]:
    first = _day(period, "FromDate") if period is not None else None
    last = _day(period, "ToDate") if period is not None else None
    if first and last:
        for number in range(min((last - first).days + 1, LONGEST_EXCEPTION)):
            yield first + timedelta(days=number)


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _number(element: etree._Element, name: str) -> Decimal | None:
    try:
        number = Decimal(_text(element, name))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(element: etree._Element, name: str) -> date | None:
    """Return a day; programs write far years for dates that nobody has set."""
    try:
        day = date.fromisoformat(_text(element, name)[:10])
    except ValueError:
        return None
    return day if 1984 < day.year < 2149 else None


def _length(text: str, minutes: Decimal) -> Decimal | None:
    """Return an ISO span of working time in days."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    hours, mins, seconds = (Decimal(part or 0) for part in found.groups())
    return _rounded((hours * 60 + mins + seconds / 60) / minutes)


def _rounded(days: Decimal) -> Decimal:
    return Decimal(show_number(round(days, 4)))


_SPAN = re.compile(r"PT(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?")
