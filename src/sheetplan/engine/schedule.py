"""The forecast of every task: a forward and a backward pass over the links between them.

The meaning is Microsoft Project's, where working days run from eight to five; a test holds it against an
independent scheduler of the same meaning. What is ours is marked so.

Points
    The passes compute with points of working time in minutes; see `sheetplan.engine.work_time`. The end of a
    working day and the start of the next are one point. A task of three days that begins when day 10 is over
    is shown from working day 11 to 13; half a day more, and its successor starts at noon of day 14.

Duration
    As given; else the working days of the baseline, else those of the actual dates, first to last; else one
    day. A task without duration is a milestone.

Done (an actual finish, or 100 %)
    Its dates are facts. Without an actual finish, it finished on its baseline finish where that is not after
    the status date, else on the status date. Predecessors do not move it, and it has no slack.

In progress (an actual start, or more than 0 %)
    It started on its actual start, else on its baseline start where that is not after the status date, else
    on the status date. What remains, duration × (1 − percent complete), is worked from the status date on,
    whatever its predecessors do: progress overrides logic.

Not started
    It starts no earlier than the status date, its baseline start, and what its links ask. A baseline finish
    alone stands for the start that just meets it. A task without dates and predecessors starts on the status
    date; without duration either, it has no forecast (``no-dates``).

Links
    FS, SS, FF and SF, with a lag or lead in working days or as a share of the predecessor's duration.

Constraints
    *No earlier than* waits. *No later than* and *must* win over links: the task stands on its constraint, and
    links that cannot be kept show as negative slack of its predecessors. Ours: what has not begun is not put
    before the status date even so. *As late as possible* takes all its total slack.

Milestones
    A milestone that waits for a finish stands at the *end* of the day of that finish, and its successors
    start on the next working day. One on its own date (its baseline finish, else its baseline start; not
    before the status date) stands at the *start* of that day, even of a day off, and its successors may start
    on it. So does one that was reached, on its actual finish.

Summary tasks
    A summary lasts from the first of its parts to the last. Whatever it waits for, all its parts wait for;
    whoever waits for it, waits for all of them.

Circles
    Links within a circle are ignored; its tasks carry the reason ``loop`` along with their dates. The link
    that is cheapest to cut is the one without which the circle's tasks finish earliest.

Slack
    The project finishes with its last task. A task that is not done must end by then, by its own deadline or
    constraint, and in time for each successor. Total slack is how much later it may end at the latest,
    negative where something cannot be met. Free slack is how much later it may end without moving another
    task; it is never negative, nor more than a positive total slack. A task is critical where no total slack
    is left, or no more than the settings say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from sheetplan.engine.circles import cheapest_cut
from sheetplan.engine.network import Network, network_of
from sheetplan.engine.passes import Passes, passes
from sheetplan.engine.stands import Stands, leaves_of
from sheetplan.engine.work_time import WorkTime
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets.tasks import Task
from sheetplan.model.undisturbed import undisturbed

LOOP = "loop"
NO_DATES = "no-dates"


class Forecast(NamedTuple):
    """When a task starts and finishes, and how far that may slip."""

    start: date | None = None
    finish: date | None = None
    early_start: date | None = None
    early_finish: date | None = None
    late_start: date | None = None
    late_finish: date | None = None
    total_slack: Decimal | None = None
    free_slack: Decimal | None = None
    critical: bool | None = None
    unknown: str = ""


class Schedule:
    """A network with both passes made. Days are worked out when somebody asks for them.

    Attributes:
        network: who waits for whom.
        pulls: the same, as the passes took it.
        found: where all work stands, in minutes of working time.
    """

    def __init__(self, tasks: Sequence[Task], network: Network, shown: _Shown) -> None:
        self.network = network
        self.pulls = shown.stands.work.pulls
        self.found = shown.found
        self._tasks = tasks
        self._shown = shown

    @cached_property
    def forecasts(self) -> tuple[Forecast, ...]:
        """Return the forecast of each task, in their order."""
        with undisturbed():
            return tuple(self._shown.forecasts())

    @property
    def finish(self) -> date | None:
        """Return the last day of all."""
        return max(
            (forecast.finish for forecast in self.forecasts if forecast.finish),
            default=None,
        )

    @property
    def loops(self) -> tuple[tuple[str, ...], ...]:
        """Return each circle once, as codes that each precede the next, the first repeated at the end."""
        ways = ([steps[0].predecessor, *(step.successor for step in steps)] for steps in self.network.circles)
        return tuple(tuple(self._tasks[index].code or "" for index in way) for way in ways)

    @property
    def cuts(self) -> tuple[tuple[str, str], ...]:
        """Return for each circle the link that is cheapest to cut, as predecessor and successor."""
        cuts = (cheapest_cut(steps, self._shown.stands, self.found.at) for steps in self.network.circles)
        ends = ((self._tasks[cut.predecessor], self._tasks[cut.successor]) for cut in cuts)
        return tuple((before.code or "", after.code or "") for before, after in ends)


def schedule(
    tasks: Sequence[Task],
    status_date: date,
    calendar: WorkingCalendar,
    *,
    reschedule: bool = True,
    critical_slack: Decimal | None = None,
) -> Schedule:
    """Return the forecast of every task, as this module's docstring says.

    Args:
        tasks: the plan's.
        status_date: the day on which what remains goes on; without progress, the start of the project.
        calendar: the working days.
        reschedule: keep what has not begun from starting before the status date. Without it, leads reach
            before the project's start as in Microsoft Project.
        critical_slack: the total slack up to which a task is critical; none, where nothing is said.
    """
    time = WorkTime(calendar)
    with undisturbed():
        network = network_of(tasks)
        stands = Stands(tasks, network, time, status_date, reschedule=reschedule)
        found = passes(stands.work, network.order)
        early = found.at
        if stands.as_late:
            _postpone(stands, found, even_before=not reschedule)
            found = passes(stands.work, network.order, found.finish)
    limit = 0 if critical_slack is None else time.minutes(critical_slack)
    return Schedule(tasks, network, _Shown(stands, network, found, early, limit=limit))


def _postpone(stands: Stands, found: Passes, *, even_before: bool) -> None:
    """Let tasks that are to be done as late as possible stand on their late dates.

    Args:
        stands: where tasks stand by themselves.
        found: the passes with all as early as possible.
        even_before: even where the late dates are before the early ones, as in Microsoft Project.
    """
    for index in stands.as_late:
        latest = found.late[index] - stands.work.length[index]
        if even_before or latest >= found.at[2 * index]:
            stands.work.fixed[index] = latest


class _Shown:
    """The passes as people see them: days, and slack in days."""

    def __init__(
        self,
        stands: Stands,
        network: Network,
        found: Passes,
        early: list[int],
        *,
        limit: int,
    ) -> None:
        self.stands = stands
        self._network = network
        self._time = stands.time
        self.found = found
        self._early = early
        self._limit = limit

    def forecasts(self) -> Sequence[Forecast]:
        """Return what both passes found, task by task."""
        made = [Forecast(unknown=NO_DATES)] * len(self.stands.work.length)
        for index in self._network.order:
            if index in self.stands.unplaced:
                continue
            parts = self._network.parts.get(index)
            if parts is not None:
                made[index] = self._summary(index, [made[part] for part in parts if made[part].start])
            else:
                made[index] = self._task(index)
        return made

    def _task(self, index: int) -> Forecast:
        work, time, (at, late, spare, _, _) = self.stands.work, self._time, self.found
        begin, end, latest = at[2 * index], at[2 * index + 1], late[index]
        unknown = LOOP if index in self._network.in_loop else ""
        start, finish = self._days(index, begin, end)
        if not work.open[index]:
            return Forecast(start, finish, start, finish, critical=False, unknown=unknown)
        total = latest - end
        early = (start, finish)
        if self._early is not at:
            early = self._days(index, self._early[2 * index], self._early[2 * index + 1])
        late_start, late_finish = start, finish
        if total:
            late_finish = time.last_day(latest)
            if begin == end:
                late_start = late_finish
            elif not work.begun[index]:
                late_start = time.first_day(begin + total)
        total_slack, free_slack = time.days[total], time.days[spare[index]]
        return Forecast(
            start,
            finish,
            *early,
            late_start,
            late_finish,
            total_slack,
            free_slack,
            total <= self._limit,
            unknown,
        )

    def _days(self, index: int, begin: int, end: int) -> tuple[date, date]:
        """Return the days of a task that stands between two points."""
        if index in self.stands.starts:
            finish = self.stands.finishes.get(index)
            return self.stands.starts[index], self._time.last_day(end) if finish is None else finish
        if begin < end:
            return self._time.first_day(begin), self._time.last_day(end)
        day = self._milestone_day(index, begin)
        return day, day

    def _milestone_day(self, index: int, point: int) -> date:
        own = self.stands.own_day.get(index)
        at_dawn = self._at_dawn(index)
        if own is not None and point == (self._time.dawn(own) if at_dawn else self._time.dusk(own)):
            return own
        return self._time.first_day(point) if at_dawn else self._time.last_day(point)

    def _at_dawn(self, index: int) -> bool:
        """Return whether a milestone stands where a day begins: on its own date, or with a start."""
        slot = self.found.driver[index]
        while slot >= 0:
            index, at_end = divmod(slot, 2)
            if self.stands.work.length[index]:
                return not at_end
            slot = self.found.driver[index]
        return index not in self.stands.at_dusk

    def _summary(self, index: int, parts: Sequence[Forecast]) -> Forecast:
        """Return a summary as long as its parts, with the smaller slack of its start and its finish."""
        start, finish = (
            _first(part.start for part in parts),
            _last(part.finish for part in parts),
        )
        unknown = LOOP if index in self._network.in_loop else ""
        if all(part.total_slack is None for part in parts):
            return Forecast(start, finish, start, finish, critical=False, unknown=unknown)
        begin, end = self.found.at[2 * index : 2 * index + 2]
        late_begin, late_end = self._latest(index)
        total = late_end - end
        if not any(self.stands.work.begun[part] for part in self._network.parts[index]):
            total = min(total, late_begin - begin)
        return Forecast(
            start,
            finish,
            _first(part.early_start for part in parts),
            _last(part.early_finish for part in parts),
            _first(part.late_start or part.start for part in parts),
            _last(part.late_finish or part.finish for part in parts),
            self._time.days[total],
            self._time.days[max(0, min(self.found.spare[index], total))],
            total <= self._limit,
            unknown,
        )

    def _latest(self, index: int) -> tuple[int, int]:
        """Return how late a summary may begin and end: the first and the last of its parts."""
        at, late = self.found.at, self.found.late
        leaves = [leaf for leaf in leaves_of(index, self._network.parts) if leaf not in self.stands.unplaced]
        shifts = [late[leaf] - at[2 * leaf + 1] if self.stands.work.open[leaf] else 0 for leaf in leaves]
        begins = (at[2 * leaf] + shift for leaf, shift in zip(leaves, shifts, strict=True))
        ends = (at[2 * leaf + 1] + shift for leaf, shift in zip(leaves, shifts, strict=True))
        return min(begins), max(ends)


def _first(days: Iterable[date | None]) -> date:
    return min(day for day in days if day is not None)


def _last(days: Iterable[date | None]) -> date:
    return max(day for day in days if day is not None)
