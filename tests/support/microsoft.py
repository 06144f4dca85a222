"""An independent scheduler with Microsoft Project's meaning: MPXJ's, where it and Java are installed.

Plans are drawn as tasks of ours, handed over to it, and what it says comes back in working minutes.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

import pytest

from sheetplan.engine.links import read_link
from sheetplan.engine.work_time import DAY, WorkTime
from sheetplan.engine.working_calendar import CalendarData

KINDS = {"FS": "FINISH_START", "SS": "START_START", "FF": "FINISH_FINISH", "SF": "START_FINISH"}
CONSTRAINTS = {
    "as_late": "AS_LATE_AS_POSSIBLE",
    "start_no_earlier": "START_NO_EARLIER_THAN",
    "start_no_later": "START_NO_LATER_THAN",
    "start_on": "MUST_START_ON",
    "finish_no_earlier": "FINISH_NO_EARLIER_THAN",
    "finish_no_later": "FINISH_NO_LATER_THAN",
    "finish_on": "MUST_FINISH_ON",
}
MORNING, EVENING = time(8), time(17)


class Verdict(NamedTuple):
    """What the other scheduler says of a task, in working minutes; slack in days."""

    start: int
    finish: int
    late_start: int
    late_finish: int
    total_slack: Decimal
    free_slack: Decimal
    critical: bool


def microsoft():
    """The scheduler, or a skip with the reason."""
    try:
        start_java()
    except Exception as error:  # noqa: BLE001 - whatever is missing, or keeps Java from starting
        pytest.skip(f"needs MPXJ, JPype and Java, which are no dependencies: {error}")
    return Microsoft()


def start_java():
    """Start the virtual machine that MPXJ runs in, unless it runs already."""
    import jpype
    import mpxj

    if not jpype.isJVMStarted():
        mpxj.startJVM()


class Microsoft:
    def __init__(self):
        import jpype

        self._class = jpype.JClass
        self._scheduler = self._class("org.mpxj.cpm.MicrosoftScheduler")()

    def schedule(self, tasks, start: date, data: CalendarData, time_of: WorkTime) -> list[Verdict]:
        """What it says of each task."""
        project, handed_over = self._project(tasks, data)
        self._scheduler.schedule(project, self._moment(start, MORNING))
        return [self._verdict(handed_over[task.code], time_of) for task in tasks]

    def project(self, tasks, data: CalendarData):
        """The plan as a project of its own."""
        return self._project(tasks, data)[0]

    def run(self, project, start: date):
        self._scheduler.schedule(project, self._moment(start, MORNING))

    def _project(self, tasks, data):
        project = self._class("org.mpxj.ProjectFile")()
        calendar = project.addDefaultBaseCalendar()
        project.setDefaultCalendar(calendar)
        for day in data.days_off:
            calendar.addCalendarException(self._day(day))
        hours = self._class("org.mpxj.LocalTimeRange")
        clock = self._class("java.time.LocalTime").of
        for day in data.working_weekends - data.days_off:
            exception = calendar.addCalendarException(self._day(day))
            exception.add(hours(clock(8, 0), clock(12, 0)))
            exception.add(hours(clock(13, 0), clock(17, 0)))
        made = {}
        for task in tasks:
            made[task.code] = self._task(task, made.get(task.parent, project))
        for task in tasks:
            for text in task.predecessors or ():
                code, link = read_link(text)
                made[task.code].addPredecessor(self._relation(made[code.upper()], link))
        return project, made

    def _task(self, task, parent):
        made = parent.addTask()
        made.setName(task.code)
        if task.duration is not None:
            done = task.percent_complete or Decimal(0)
            made.setDuration(self._days(task.duration))
            made.setActualDuration(self._days(task.duration * done))
            made.setRemainingDuration(self._days(task.duration * (1 - done)))
            made.setPercentageComplete(float(done * 100))
        if task.actual_start:
            made.setActualStart(self._moment(task.actual_start, MORNING))
        if task.actual_finish:
            made.setActualFinish(self._moment(task.actual_finish, EVENING))
        if task.deadline:
            made.setDeadline(self._moment(task.deadline, EVENING))
        if task.constraint:
            made.setConstraintType(
                getattr(self._class("org.mpxj.ConstraintType"), CONSTRAINTS[task.constraint])
            )
        if task.constraint_date:
            at = MORNING if task.constraint.startswith("start") else EVENING
            made.setConstraintDate(self._moment(task.constraint_date, at))
        return made

    def _relation(self, predecessor, link):
        kind = getattr(self._class("org.mpxj.RelationType"), KINDS[link.kind])
        builder = self._class("org.mpxj.Relation").Builder()
        return builder.predecessorTask(predecessor).type(kind).lag(self._days(link.lag))

    def _days(self, number):
        return self._class("org.mpxj.Duration").getInstance(
            float(number), self._class("org.mpxj.TimeUnit").DAYS
        )

    def _day(self, day):
        return self._class("java.time.LocalDate").of(day.year, day.month, day.day)

    def _moment(self, day, at):
        return self._class("java.time.LocalDateTime").of(day.year, day.month, day.day, at.hour, at.minute)

    def _verdict(self, task, time_of):
        def point(moment):
            return _point(datetime.fromisoformat(str(moment)), time_of)

        return Verdict(
            point(task.getStart()),
            point(task.getFinish()),
            point(task.getLateStart()),
            point(task.getLateFinish()),
            _in_days(task.getTotalSlack()),
            _in_days(task.getFreeSlack()),
            bool(task.getCritical()),
        )


def _point(moment: datetime, time_of: WorkTime) -> int:
    """The working minutes up to a moment; work is done from 8 to 12 and from 13 to 17."""
    dawn, dusk = time_of.dawn(moment.date()), time_of.dusk(moment.date())
    minutes = moment.hour * 60 + moment.minute
    worked = min(max(minutes - 8 * 60, 0), 240) + min(max(minutes - 13 * 60, 0), 240)
    return dawn if dawn == dusk else dawn + min(worked, DAY)


def _in_days(duration) -> Decimal:
    hours = {"d": 1, "h": 1 / 8, "m": 1 / 480, "w": 5}[str(duration.getUnits())]
    return Decimal(str(round(float(duration.getDuration()) * hours, 4)))
