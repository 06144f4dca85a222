"""The forecast of every task: a forward and a backward pass over finish-to-start links.

Points
    The passes compute with *points*: numbers of elapsed working days (`WorkingCalendar.elapsed`). A point is
    both the end of a working day and the start of the next. A task of three days that begins at point 10
    ends at point 13; it is shown from working day 11 to 13. Its successor may begin at 13: on day 14.

Duration
    As given; else the working days of the baseline, else those of the actual dates, first to last; else
    one day. Fractions round up. A task without duration is a milestone.

Done (an actual finish, or 100 %)
    Its dates are facts. Without an actual finish, it finished on its baseline finish where that is not after
    the status date, else on the status date. Predecessors do not move it, and it has no slack.

In progress (an actual start, or more than 0 %)
    It started on its actual start, else on its baseline start where that is not after the status date, else
    on the status date. What remains, duration × (1 − percent complete), is worked from the status date on,
    and not before its predecessors have finished.

Not started
    It starts no earlier than its baseline start, the status date, and the working day after its last
    predecessor's finish. A baseline finish alone stands for the start that just meets it. A task without
    dates and predecessors starts on the status date; without duration either, it has no forecast
    (``no-dates``).

Milestones
    As in Microsoft Project, where working days run from eight to five: a milestone that waits for a
    predecessor stands at the *end* of the day on which the last one finishes, and its successors start on
    the next working day. One that stands on its own date (its baseline finish, else its baseline start; not
    before the status date) stands at the *start* of that day, even of a day off, and its successors may start
    on it. So does one that was reached, on its actual finish.

Circles
    Links within a circle are ignored; its tasks carry the reason ``loop`` along with their dates.

Slack
    The project finishes with its last task. A task that is not done must finish by then, by its own deadline,
    and before each successor must start. Total slack is the working days from the early to the late finish,
    negative where a deadline cannot be met. Free slack is the working days until the first successor starts,
    or the project finishes; it is never more than total slack. A task is critical where no slack is left.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.network import Network, network_of
from sheetplan.engine.working_calendar import WorkingCalendar, whole_days
from sheetplan.model.sheets.tasks import Task

LOOP = "loop"
NO_DATES = "no-dates"


class Forecast(NamedTuple):
    """When a task starts and finishes, and how far that may slip."""

    start: date | None = None
    finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None
    total_slack: int | None = None
    free_slack: int | None = None
    critical: bool | None = None
    unknown: str = ""


class Schedule(NamedTuple):
    """The forecasts in the order of the tasks, and the circles among the tasks."""

    forecasts: tuple[Forecast, ...]
    finish: date | None
    loops: tuple[tuple[str, ...], ...]


def schedule(tasks: Sequence[Task], status_date: date, calendar: WorkingCalendar) -> Schedule:
    """Return the forecast of every task, as this module's docstring says."""
    network = network_of(tasks)
    passes = _Passes(tasks, network, calendar, status_date)
    passes.forward()
    passes.backward()
    forecasts = tuple(passes.forecast(index) for index in range(len(tasks)))
    return Schedule(forecasts, passes.finish, network.loops)


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


class _Stand(NamedTuple):
    """Where the forward pass puts a task: its dates, and the points between which its open work lies."""

    start: date
    finish: date
    begin: int
    end: int
    done: bool = False
    at_dawn: bool = False
    """A milestone at the start of its day."""


class _Clock(NamedTuple):
    calendar: WorkingCalendar
    status: date
    now: int
    """The point at which the status date starts."""


class _Passes:
    """The two passes and what they leave behind, task by task."""

    def __init__(
        self, tasks: Sequence[Task], network: Network, calendar: WorkingCalendar, status: date
    ) -> None:
        self.finish: date | None = None
        self._tasks = tasks
        self._network = network
        self._calendar = calendar
        self._clock = _Clock(calendar, status, calendar.before(status))
        self._stands: list[_Stand | None] = [None] * len(tasks)
        self._latest: list[int | None] = [None] * len(tasks)
        self._free = [0] * len(tasks)

    def forward(self) -> None:
        """Place every task as early as it can be."""
        for index in self._network.order:
            before = (self._stands[other] for other in self._network.predecessors[index])
            ready = max((stand.end for stand in before if stand is not None), default=None)
            self._stands[index] = _stand(self._tasks[index], ready, self._clock)
        self.finish = max((stand.finish for stand in self._stands if stand is not None), default=None)

    def backward(self) -> None:
        """Find how late every task may end that is neither done nor without forecast."""
        for index in reversed(self._network.order):
            stand = self._stands[index]
            if stand is not None and not stand.done:
                self._latest[index], self._free[index] = self._ends(index, stand)

    def forecast(self, index: int) -> Forecast:
        """Return what both passes found for a task."""
        unknown = LOOP if index in self._network.in_loop else ""
        stand, late = self._stands[index], self._latest[index]
        if stand is None:
            return Forecast(unknown=NO_DATES)
        if late is None:
            return Forecast(stand.start, stand.finish, critical=False, unknown=unknown)
        total = late - stand.end
        free = min(self._free[index] - stand.end, total)
        late_start, late_finish = self._late_dates(index, stand, late)
        return Forecast(stand.start, stand.finish, late_start, late_finish, total, free, total <= 0, unknown)

    def _ends(self, index: int, stand: _Stand) -> tuple[int, int]:
        """Return the latest points at which a task may end: without harm, and without moving another."""
        late = free = self._limit(stand, self.finish or stand.finish)
        for other in self._network.successors[index]:
            successor, end = self._stands[other], self._latest[other]
            if successor is not None and end is not None:
                late = min(late, end - (successor.end - successor.begin))
                free = min(free, successor.begin)
        deadline = self._tasks[index].deadline
        return late if deadline is None else min(late, self._limit(stand, deadline)), free

    def _limit(self, stand: _Stand, day: date) -> int:
        """Return the last point at which a task may end and still show no later date than this one."""
        point = self._calendar.elapsed(day)
        if not stand.at_dawn:
            return point
        return max(point - 1, stand.end) if stand.finish <= day else point - 1

    def _late_dates(self, index: int, stand: _Stand, late: int) -> tuple[date, date]:
        if late == stand.end:
            return stand.start, stand.finish
        finish = self._calendar.day(late + 1 if stand.at_dawn else late)
        if stand.begin == stand.end:
            return finish, finish
        if has_begun(self._tasks[index]):
            return stand.start, finish
        return self._calendar.day(late - (stand.end - stand.begin) + 1), finish


def _stand(task: Task, ready: int | None, clock: _Clock) -> _Stand | None:
    """Return where a task stands whose predecessors have ended at a point; None where nothing tells."""
    duration = duration_of(task, clock.calendar)
    if is_done(task):
        return _done(task, duration, clock)
    if duration is None and ready is None and not _has_dates(task):
        return None
    duration = Decimal(1) if duration is None else duration
    days = whole_days(duration)
    if not days:
        return _milestone(task, ready, clock)
    begin = clock.now if ready is None else max(clock.now, ready)
    if has_begun(task):
        left = whole_days(duration * (1 - (task.percent_complete or 0)))
        return _in_progress(task, left, begin, clock)
    return _not_started(task, days, begin, clock)


def _has_dates(task: Task) -> bool:
    dates = (task.baseline_start, task.baseline_finish, task.deadline)
    return has_begun(task) or any(day is not None for day in dates)


def _done(task: Task, duration: Decimal | None, clock: _Clock) -> _Stand:
    days = 1 if duration is None else whole_days(duration)
    finish = task.actual_finish
    if finish is None:
        finish = max(_unless_later(task.baseline_finish, clock.status), task.actual_start or date.min)
    start = task.actual_start
    if start is None:
        start = min(task.baseline_start or date.max, finish)
        start = clock.calendar.start_of(finish, days) if start == finish else start
    end = clock.calendar.elapsed(finish) if days else clock.calendar.before(finish)
    return _Stand(start, finish, end, end, done=True)


def _milestone(task: Task, ready: int | None, clock: _Clock) -> _Stand:
    own = task.baseline_finish or task.baseline_start
    if own is None or own < clock.status:
        own = clock.calendar.roll_forward(clock.status)
    begin = clock.calendar.before(own)
    if ready is not None and ready > begin:
        day = clock.calendar.day(ready)
        return _Stand(day, day, ready, ready)
    return _Stand(own, own, begin, begin, at_dawn=True)


def _in_progress(task: Task, left: int, begin: int, clock: _Clock) -> _Stand:
    start = task.actual_start or _unless_later(task.baseline_start, clock.status)
    begin = max(begin, clock.calendar.before(start))
    return _Stand(start, clock.calendar.day(begin + left), begin, begin + left)


def _not_started(task: Task, days: int, begin: int, clock: _Clock) -> _Stand:
    if task.baseline_start is not None:
        begin = max(begin, clock.calendar.before(task.baseline_start))
    elif task.baseline_finish is not None:
        begin = max(begin, clock.calendar.elapsed(task.baseline_finish) - days)
    return _Stand(clock.calendar.day(begin + 1), clock.calendar.day(begin + days), begin, begin + days)


def _unless_later(day: date | None, status: date) -> date:
    return status if day is None or day > status else day
