"""MSPDI written: what Microsoft Project needs to show the plan as it stands, and to go on with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree

from sheetplan.changes.project import Project, Recorded
from sheetplan.engine.links import Link, read_link
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import fold
from sheetplan.model.reading import show_number
from sheetplan.model.sheets.tasks import Task

from . import codes

DAWN, DUSK = "08:00:00", "17:00:00"
HALVES = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
CALENDAR = "1"
_NAMESPACES: Any = {None: codes.NAMESPACE}


def write_project(project: Project) -> bytes:
    """Return a plan as a file. Its tasks come parents first, each followed by its parts."""
    root = etree.Element("Project", nsmap=_NAMESPACES)
    tasks = _in_order(project.tasks)
    starts = [dates.start for dates in project.recorded.values() if dates.start]
    start = project.start or min(starts, default=project.status_date or date(2000, 1, 1))
    _add(root, SaveVersion=14, Name=project.name, Title=project.name, ScheduleFromStart=1)
    _add(root, StartDate=_at(start, DAWN), CurrencyCode=project.currency or None, CalendarUID=CALENDAR)
    _add(root, DefaultStartTime=DAWN, DefaultFinishTime=DUSK, MinutesPerDay=codes.MINUTES_A_DAY)
    _add(root, MinutesPerWeek=5 * codes.MINUTES_A_DAY, DaysPerMonth=20, DurationFormat=codes.IN_DAYS)
    _add(root, StatusDate=project.status_date and _at(project.status_date, DUSK))
    alias = _add(_add(root, ExtendedAttributes=""), ExtendedAttribute="")
    _add(alias, FieldID=codes.CODE_FIELD, FieldName="Text1", Alias=codes.CODE_ALIAS)
    _calendar(root, project)
    uids = {fold(task.code or ""): str(number) for number, (task, _) in enumerate(tasks, 1)}
    names = _names(project)
    _tasks(root, tasks, uids, project, start)
    resources = _add(root, Resources="")
    for number, name in enumerate(names, 1):
        _add(_add(resources, Resource=""), UID=number, ID=number, Name=name, Type=codes.WORK)
    _assignments(root, tasks, names)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _in_order(tasks: Sequence[Task]) -> list[tuple[Task, int]]:
    """Return the tasks as an outline, each with its level; who is his own ancestor stands on the first."""
    known = {fold(task.code or "") for task in tasks}
    parts: dict[str, list[Task]] = {}
    for task in tasks:
        parent = fold(task.parent or "")
        parts.setdefault(parent if parent in known and parent != fold(task.code or "") else "", []).append(
            task
        )
    found: list[tuple[Task, int]] = []
    placed: set[int] = set()

    def place(parent: str) -> None:
        waiting = [(task, 1) for task in reversed(parts.get(parent, ()))]
        while waiting:
            task, level = waiting.pop()
            if id(task) not in placed:
                placed.add(id(task))
                found.append((task, level))
                code = fold(task.code or "")
                waiting += [(part, level + 1) for part in reversed(parts.get(code, ()) if code else ())]

    place("")
    for task in tasks:  # circles of parents
        if id(task) not in placed:
            placed.add(id(task))
            found.append((task, 1))
    return found


def _calendar(root: etree._Element, project: Project) -> None:
    calendar = _add(_add(root, Calendars=""), Calendar="")
    _add(calendar, UID=CALENDAR, Name="Standard", IsBaseCalendar=1, BaseCalendarUID=-1)
    week = _add(calendar, WeekDays="")
    for number in range(1, 8):
        day = _add(week, WeekDay="")
        works = project.weekmask[(number - 2) % 7]
        _add(day, DayType=number, DayWorking=int(works))
        if works:
            _hours(day)
    days = [(day, False) for day in project.days.days_off]
    days += [(day, True) for day in project.days.working_weekends - project.days.days_off]
    exceptions = _add(calendar, Exceptions="") if days else None
    for exceptional, works in sorted(days):
        exception = _add(exceptions, Exception="")
        _add(exception, EnteredByOccurrences=0)
        _add(
            _add(exception, TimePeriod=""),
            FromDate=_at(exceptional, "00:00:00"),
            ToDate=_at(exceptional, "23:59:00"),
        )
        _add(exception, Occurrences=1, Type=1, DayWorking=int(works))
        if works:
            _hours(exception)


def _hours(element: etree._Element) -> None:
    times = _add(element, WorkingTimes="")
    for begin, end in HALVES:
        _add(_add(times, WorkingTime=""), FromTime=begin, ToTime=end)


def _tasks(
    root: etree._Element,
    tasks: Sequence[tuple[Task, int]],
    uids: Mapping[str, str],
    project: Project,
    start: date,
) -> None:
    parents = {fold(task.parent) for task, _ in tasks if task.parent}
    calendar = WorkingCalendar(project.days, project.weekmask)
    parent = _add(root, Tasks="")
    for number, (task, level) in enumerate(tasks, 1):
        element = _add(parent, Task="")
        dates = project.recorded.get(task.code or "", Recorded())
        summary = fold(task.code or "") in parents
        length = _length(task, dates, calendar)
        _add(element, UID=number, ID=number, Name=task.title or "", Type=0, IsNull=0, OutlineLevel=level)
        _add(element, Priority=codes.PRIORITIES.get(task.priority or "", codes.USUAL_PRIORITY))
        _add(
            element, Start=_moment(dates.start, DAWN), Finish=_moment(dates.finish, DUSK if length else DAWN)
        )
        _add(element, Duration=_span(length), DurationFormat=codes.IN_DAYS)
        _add(element, Work=_span(task.effort) if task.effort else None)
        _add(element, Milestone=int(not length and not summary), Summary=int(summary))
        _add(element, EarlyStart=_moment(dates.early_start, DAWN))
        _add(element, EarlyFinish=_moment(dates.early_finish, DUSK if length else DAWN))
        _add(element, LateStart=_moment(dates.late_start, DAWN))
        _add(element, LateFinish=_moment(dates.late_finish, DUSK if length else DAWN))
        _add(element, PercentComplete=_percent(task), Cost=_fen(task.planned_cost))
        _add(element, ActualStart=_moment(task.actual_start, DAWN))
        _add(element, ActualFinish=_moment(task.actual_finish, DUSK), ActualCost=_fen(task.actual_cost))
        _constrain(element, task, dates, start, begun=bool(task.actual_start or task.percent_complete))
        _add(element, Deadline=_moment(task.deadline, DUSK), Notes=task.note)
        _link(element, task, uids)
        _add(_add(element, ExtendedAttribute=""), FieldID=codes.CODE_FIELD, Value=task.code or "")
        if task.baseline_start or task.baseline_finish:
            baseline = _add(element, Baseline="")
            _add(baseline, Number=0, Start=_moment(task.baseline_start, DAWN))
            _add(baseline, Finish=_moment(task.baseline_finish, DUSK))


def _constrain(element: etree._Element, task: Task, dates: Recorded, start: date, *, begun: bool) -> None:
    """Add what holds a task back. A start of its own is, to Project, one no earlier than that day."""
    word, day = task.constraint, task.constraint_date
    own = task.baseline_start or (None if task.predecessors else dates.start)
    if word is None and own and own > start and not begun:
        word, day = "start_no_earlier", own
    at = DUSK if word and word.startswith("finish") else DAWN
    _add(element, ConstraintType=codes.CONSTRAINTS.index(word))
    _add(element, CalendarUID=-1, ConstraintDate=_moment(day, at) if word else None)


def _link(element: etree._Element, task: Task, uids: Mapping[str, str]) -> None:
    for text in task.predecessors or ():
        whole = fold(text)
        code, way = (whole, Link()) if whole in uids else read_link(text)
        if code not in uids or uids[code] == uids.get(fold(task.code or "")):
            continue
        link = _add(element, PredecessorLink="")
        _add(link, PredecessorUID=uids[code], Type=codes.LINKS.index(way.kind), CrossProject=0)
        if way.share:
            _add(link, LinkLag=show_number(way.share * 100), LagFormat=19)
        else:
            _add(link, LinkLag=int(way.lag * 10 * codes.MINUTES_A_DAY), LagFormat=codes.IN_DAYS)


def _assignments(root: etree._Element, tasks: Sequence[tuple[Task, int]], names: Sequence[str]) -> None:
    assignments = _add(root, Assignments="")
    numbers = {name: number for number, name in enumerate(names, 1)}
    pairs = ((row, name) for row, (task, _) in enumerate(tasks, 1) for name in task.responsible or ())
    for number, (row, name) in enumerate(pairs, 1):
        _add(_add(assignments, Assignment=""), UID=number, TaskUID=row, ResourceUID=numbers[name], Units=1)


def _names(project: Project) -> list[str]:
    def every() -> Iterator[str]:
        yield from (person.name for person in project.people if person.name)
        yield from (name for task in project.tasks for name in task.responsible or ())

    return list(dict.fromkeys(every()))


def _length(task: Task, dates: Recorded, calendar: WorkingCalendar) -> Decimal:
    """Return the working days of a task: as it says, else from its first day to its last."""
    if task.duration is not None:
        return task.duration
    if dates.start is None or dates.finish is None:
        return Decimal(1)
    return Decimal(max(calendar.working_days_between_inclusive(dates.start, dates.finish), 1))


def _percent(task: Task) -> int:
    done = Decimal(1) if task.actual_finish else task.percent_complete or Decimal(0)
    return int(done * 100)


def _fen(amount: Decimal | None) -> str | None:
    return None if amount is None else show_number(amount * 100)


def _span(days: Decimal | None) -> str | None:
    if days is None:
        return None
    hours, minutes = divmod(int(days * codes.MINUTES_A_DAY), 60)
    return f"PT{hours}H{minutes}M0S"


def _moment(day: date | None, time: str) -> str | None:
    return None if day is None else _at(day, time)


def _at(day: date, time: str) -> str:
    return f"{day.isoformat()}T{time}"


def _add(parent: etree._Element | None, **children: object) -> etree._Element:
    """Add elements with their texts, none for None; return the last one."""
    assert parent is not None  # noqa: S101 - an element is only left out where nothing is put into it
    last = parent
    for name, value in children.items():
        if value is not None:
            last = etree.SubElement(parent, name)
            last.text = _plain(str(value)) or None
    return last


def _plain(text: str) -> str:
    """Return a text without characters that XML cannot hold."""
    return "".join(
        mark
        for mark in text
        if mark in "\t\n\r"
        or (mark >= " " and mark not in "\ufffe\uffff" and not "\ud800" <= mark <= "\udfff")
    )
