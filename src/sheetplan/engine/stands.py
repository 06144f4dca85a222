"""Where facts and own dates put each task, before any link is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from sheetplan.engine.links import PLAIN, Link
from sheetplan.engine.network import Network
from sheetplan.engine.passes import NEVER, UNKNOWN, Pull, Work
from sheetplan.engine.work_time import DAY, Found, WorkTime
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets.tasks import Task

ONE_DAY = Decimal(1)


def is_done(task: Task) -> bool:
    """Return whether a task is finished: it says when, or that all of it is done."""
    return task.actual_finish is not None or (task.percent_complete or 0) >= 1


def has_begun(task: Task) -> bool:
    """Return whether work on a task has begun."""
    return task.actual_start is not None or (task.percent_complete or 0) > 0 or is_done(task)


def duration_of(task: Task, calendar: WorkingCalendar) -> Decimal | None:
    """Return a task's duration as given or as its dates tell, None where nothing tells."""
    if task.duration is not None:
        return task.duration
    for start, finish in (
        (task.baseline_start, task.baseline_finish),
        (task.actual_start, task.actual_finish),
    ):
        if start is not None and finish is not None and start <= finish:
            return Decimal(calendar.working_days_between_inclusive(start, finish))
    return None


def anchored_tasks(
    tasks: Iterable[Task], event_date: date | None, calendar: WorkingCalendar
) -> Iterator[Task]:
    """Yield the tasks with their anchors to the event as dates.

    ``T-7`` says that a task is to be finished seven days before the event, counted as the calendar counts. It
    is a deadline, and where the task has no date of its own, the finish it is planned for.
    """
    for task in tasks:
        if task.offset is None or event_date is None:
            yield task
            continue
        day = calendar.add(event_date, int(task.offset))
        due = day if task.deadline is None else min(day, task.deadline)
        dated = task.baseline_start is not None or task.baseline_finish is not None
        yield task.replaced(deadline=due, baseline_finish=task.baseline_finish if dated else day)


class Stands:
    """The work of a plan, placed by what its tasks say themselves.

    Attributes:
        time: the points of the calendar.
        work: what the passes take.
        starts: the start of each task that has begun.
        finishes: the finish of each task that is done.
        own_day: the day on which a milestone stands unless a link moves it.
        at_dusk: milestones whose own date means the end of that day.
        as_late: tasks that are to be done as late as possible.
        unplaced: tasks of which nothing says when.
    """

    def __init__(
        self,
        tasks: Sequence[Task],
        network: Network,
        time: WorkTime,
        status: date,
        *,
        reschedule: bool,
    ) -> None:
        self.work = Work(len(tasks))
        self.starts: dict[int, date] = {}
        self.finishes: dict[int, date] = {}
        self.own_day: dict[int, date] = {}
        self.at_dusk: set[int] = set()
        self.as_late: list[int] = []
        self.unplaced: set[int] = set()
        self._ties = network.ties
        self.time = time
        self._status = status
        self._now = time.dawn(status)
        self._reschedule = reschedule
        self._ways = Found(partial(_way, time))
        self.work.parts.update(network.parts)
        if reschedule:
            self.work.earliest = [self._now] * len(tasks)
        for index in network.order:
            task = tasks[index]
            duration = task.duration
            if index in network.parts:
                if all(part in self.unplaced for part in network.parts[index]):
                    self.unplaced.add(index)
            elif duration is not None and duration > 0 and reschedule and not task.fills(_SPEAKING):
                self.work.length[index] = time.minutes(duration)
            else:
                self._place(index, task)
        for index in self.unplaced:
            self.work.earliest[index] = UNKNOWN
        for summary in network.parts:
            self._hand_down(list(leaves_of(summary, network.parts)), tasks[summary])
        self._pull()

    def _place(self, index: int, task: Task) -> None:
        duration = duration_of(task, self.time.calendar)
        if is_done(task):
            self._done(index, task, duration)
            return
        if duration is None and not _has_dates(task) and self._waits_for_nothing(index):
            self.unplaced.add(index)
            return
        minutes = DAY if duration is None else self.time.minutes(duration) if duration > 0 else 0
        self.work.length[index] = minutes
        if minutes and has_begun(task):
            self._begun(index, task, minutes)
        else:
            self._to_come(index, task, minutes)
        if task.deadline is not None:
            limit = self.time.dusk(task.deadline)
            self.work.last[index] = min(self.work.last.get(index, limit), limit)

    def _waits_for_nothing(self, index: int) -> bool:
        return all(other in self.unplaced for other, _ in self._ties[index])

    def _done(self, index: int, task: Task, duration: Decimal | None) -> None:
        time, work = self.time, self.work
        finish = task.actual_finish
        if finish is None:
            finish = max(
                _unless_later(task.baseline_finish, self._status),
                task.actual_start or date.min,
            )
        start = task.actual_start
        if start is None:
            start = min(task.baseline_start or date.max, finish)
            if start == finish:
                start = time.calendar.start_of(finish, ONE_DAY if duration is None else duration)
        end = time.dawn(finish) if duration is not None and duration <= 0 else time.dusk(finish)
        begin = min(time.dawn(start), end)
        self.starts[index], self.finishes[index] = start, finish
        work.earliest[index], work.length[index] = begin, end - begin
        work.open[index], work.begun[index] = 0, 1

    def _begun(self, index: int, task: Task, minutes: int) -> None:
        start = task.actual_start or _unless_later(task.baseline_start, self._status)
        begin = self.time.dawn(start)
        left = max(1, round(minutes * (1 - (task.percent_complete or 0))))
        self.starts[index] = start
        self.work.earliest[index] = begin
        self.work.length[index] = max(self._now, begin) + left - begin
        self.work.begun[index] = 1

    def _to_come(self, index: int, task: Task, minutes: int) -> None:
        time = self.time
        floor = self._floor(index)
        if not minutes:
            own = task.baseline_finish or task.baseline_start
            if own is None or own < self._status:
                own = time.calendar.roll_forward(self._status)
                floor = max(floor, self._now) if task.baseline_finish or task.baseline_start else floor
            else:
                floor = time.dawn(own)
            self.own_day[index] = own
        elif task.baseline_start is not None:
            floor = max(floor, time.dawn(task.baseline_start))
        elif task.baseline_finish is not None:
            floor = max(floor, time.dusk(task.baseline_finish) - minutes)
        self.work.earliest[index] = floor
        if task.constraint is not None:
            self._constrain(index, task.constraint, task.constraint_date)

    def _floor(self, index: int) -> int:
        """Return where work that has not begun may begin: now, or where its links lead.

        As in Microsoft Project, a lead may lead into the past where work is not rescheduled, but
        finish-to-finish links do not.
        """
        if self._reschedule:
            return self._now
        ties = self._ties[index]
        if not ties or any(link.kind == "FF" for _, link in ties):
            return self._now
        return UNKNOWN

    def _constrain(self, index: int, kind: str, day: date | None) -> None:
        """Apply a constraint as Microsoft Project does: *must* and *no later* win over links."""
        work, length = self.work, self.work.length[index]
        if kind == "as_late":
            self.as_late.append(index)
        if day is None or kind not in _EDGES:
            return
        at_start, edge = _EDGES[kind]
        begin = self.time.dawn(day) if at_start else self.time.dusk(day) - length
        if edge == "earliest":
            if begin > work.earliest[index] or self._may_precede(index):
                work.earliest[index] = begin
                self._stand_on(index, day, at_start=at_start)
            return
        work.last[index] = begin + length
        kept = max(begin, self._now) if self._reschedule else begin
        if edge == "fixed":
            work.fixed[index] = kept
            self._stand_on(index, day if kept == begin else self._status, at_start=at_start)
        else:
            work.ceiling[index] = kept

    def _may_precede(self, index: int) -> bool:
        """Return whether a date of its own may put a task before the start, as in Microsoft Project."""
        return not self._reschedule and not self._ties[index]

    def _stand_on(self, index: int, day: date, *, at_start: bool) -> None:
        if not self.work.length[index]:
            self.own_day[index] = day
            if not at_start:
                self.at_dusk.add(index)

    def _hand_down(self, leaves: Sequence[int], task: Task) -> None:
        """Give the dates that bind a summary to its parts: only they can keep them."""
        time, work, day = self.time, self.work, task.constraint_date
        if day is not None and task.constraint in ("start_no_earlier", "start_on"):
            for leaf in leaves:
                if not work.begun[leaf]:
                    work.earliest[leaf] = max(work.earliest[leaf], time.dawn(day))
        limits = [task.deadline]
        if task.constraint in ("finish_no_later", "finish_on"):
            limits.append(day)
        for limit in filter(None, limits):
            for leaf in leaves:
                work.last[leaf] = min(work.last.get(leaf, NEVER), time.dusk(limit))

    def pull(self, index: int, other: int, link: Link) -> Pull:
        """Return the slot of another task that one waits for, and how long after it this one may begin."""
        from_end, to_end, lag = self._ways[link]
        length = self.work.length
        if link.share:
            lag += round(link.share * length[other])
        return 2 * other + from_end, lag - length[index] if to_end else lag

    def _pull(self) -> None:
        begun, pulls, unplaced = self.work.begun, self.work.pulls, self.unplaced
        for index, ties in enumerate(self._ties):
            if not ties or begun[index]:
                continue
            found = pulls[index] = []
            for other, link in ties:
                if link is PLAIN and other not in unplaced:
                    found.append((2 * other + 1, 0))
                elif other not in unplaced:
                    found.append(self.pull(index, other, link))


_SPEAKING = frozenset(
    ["percent_complete", "actual_start", "actual_finish", "baseline_start", "baseline_finish"]
).union(["deadline", "constraint", "constraint_date"])
"""Columns that say something about a task's dates; without them, it has a duration and nothing else."""
SIDES = {"FS": (1, 0), "SS": (0, 0), "FF": (1, 1), "SF": (0, 1)}
"""For each kind of link, whether it leads from the predecessor's end, and to the successor's."""
_EDGES = {
    "start_no_earlier": (True, "earliest"),
    "finish_no_earlier": (False, "earliest"),
    "start_no_later": (True, "ceiling"),
    "finish_no_later": (False, "ceiling"),
    "start_on": (True, "fixed"),
    "finish_on": (False, "fixed"),
}
"""Whether a constraint speaks of the start, and what it does."""


def leaves_of(summary: int, parts: dict[int, list[int]]) -> Iterator[int]:
    """Yield the tasks that a summary is made of, down to the last."""
    for part in parts[summary]:
        if part in parts:
            yield from leaves_of(part, parts)
        else:
            yield part


def _way(time: WorkTime, link: Link) -> tuple[int, int, int]:
    """Return whether a link leads from an end, whether to one, and its lag in minutes."""
    return *SIDES[link.kind], time.minutes(link.lag)


def _has_dates(task: Task) -> bool:
    return (
        task.baseline_start is not None
        or task.baseline_finish is not None
        or task.deadline is not None
        or task.constraint_date is not None
        or has_begun(task)
    )


def _unless_later(day: date | None, status: date) -> date:
    return status if day is None or day > status else day
