"""Why a task is late: from predecessor to predecessor back to where the delay began.

A task is late against what was agreed on: its row in the chosen baseline, else its own baseline columns. Part
of that is its own (it takes longer), the rest came in with its start. What came in is followed to the task
that holds it up, or, where nothing does, named for what it is. Every step is data;
`sheetplan.app.delay_text` words it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from sheetplan.engine.baselines import Agreed, Baseline
from sheetplan.engine.links import PLAIN, Link
from sheetplan.engine.progress import agreed_dates, planned_percent
from sheetplan.engine.schedule import Schedule, schedule
from sheetplan.engine.stands import anchored_tasks, has_begun, is_done
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import fold
from sheetplan.model.plan import Plan

NONE = Decimal(0)
SATURDAY = 5
LONGEST = 400
"""Days in which weekdays off are looked for; delays of years have other causes."""

Kind = Literal["waited", "took_longer", "behind", "started_late", "not_begun", "constraint", "moved"]
"""What made a task late.

``waited``: it started late, as it waits for another task. ``took_longer``: it takes more days than agreed.
``behind``: it is under way, with less done than was due. ``started_late``: it began late, though nothing it
waits for was late. ``not_begun``: it could have begun and has not. ``constraint``: a constraint holds it.
``moved``: its own dates were changed since the baseline was set.
"""


class Cause(NamedTuple):
    """One step back on the way to the root of a delay.

    Attributes:
        code, title: the task that this is about.
        days: the working days it explains.
        agreed: the day that was agreed on: the start, or the finish for what went on longer.
        now: that day as it is or will be.
        by, by_title, link: the task that it waits for, and how, where it waited.
        percent, due: how much is done, and how much was due, where it is behind.
        days_off: the weekdays off between the two days, which no working day counts.
    """

    code: str
    title: str
    kind: Kind
    days: Decimal
    agreed: date
    now: date
    by: str = ""
    by_title: str = ""
    link: Link | None = None
    percent: Decimal | None = None
    due: Decimal | None = None
    days_off: tuple[date, ...] = ()


class _Edge(NamedTuple):
    """The start or the end of a task."""

    task: int
    at_end: bool


class _Dates(NamedTuple):
    start: date
    finish: date
    start_now: date
    finish_now: date


class Why:
    """The answers for one plan at one status date."""

    def __init__(
        self, plan: Plan, status_date: date, calendar: WorkingCalendar, baseline: Baseline | None = None
    ) -> None:
        self._tasks = tuple(anchored_tasks(plan.tasks, plan.event.event_date, calendar))
        self._status = status_date
        self._calendar = calendar
        self._agreed: Mapping[str, Agreed] = baseline.tasks if baseline else {}
        self._schedule: Schedule = schedule(self._tasks, status_date, calendar)
        self._index: dict[str, int] = {}
        for index, task in enumerate(plan.tasks):
            self._index.setdefault(fold(task.code or ""), index)

    def knows(self, code: str) -> bool:
        """Return whether the plan has a task of that code."""
        return fold(code) in self._index

    def of(self, code: str) -> tuple[Cause, ...]:
        """Return the causes of a task's late finish, nearest first; none where it is not late."""
        found: list[Cause] = []
        seen: set[_Edge] = set()
        edge: _Edge | None = _Edge(self._index[fold(code)], at_end=True) if self.knows(code) else None
        while edge is not None and edge not in seen:
            seen.add(edge)
            edge = self._explain(edge, found)
        return tuple(found)

    def _explain(self, edge: _Edge, found: list[Cause]) -> _Edge | None:
        """Add what made the start or finish of a task late; return what the rest came from."""
        parts = self._schedule.network.parts.get(edge.task)
        if parts:
            return self._part(parts, edge)
        dates = self._dates(edge.task)
        if dates is None:
            return None
        came_in = self._calendar.count(dates.start, dates.start_now)
        if edge.at_end:
            late = self._calendar.count(dates.finish, dates.finish_now)
            if late > max(came_in, 0):
                found.append(self._own(edge.task, dates, late - max(came_in, 0)))
            if late <= 0:
                return None
        return self._start(edge.task, dates, came_in, found) if came_in > 0 else None

    def _part(self, parts: Sequence[int], edge: _Edge) -> _Edge:
        """Return the part that a summary starts or finishes with."""
        at = self._schedule.found.at
        if edge.at_end:
            return _Edge(max(parts, key=lambda part: at[2 * part + 1]), at_end=True)
        return _Edge(min(parts, key=lambda part: at[2 * part]), at_end=False)

    def _own(self, index: int, dates: _Dates, days: int) -> Cause:
        """Return the cause that lies in the task itself."""
        task = self._tasks[index]
        due = planned_percent(task, self._status, self._calendar)
        behind = has_begun(task) and not is_done(task) and due is not None
        percent = task.percent_complete or NONE
        if behind and due is not None and percent < due:
            return self._cause(index, "behind", days, dates.finish, dates.finish_now)._replace(
                percent=percent, due=due
            )
        return self._cause(index, "took_longer", days, dates.finish, dates.finish_now)

    def _start(self, index: int, dates: _Dates, days: int, found: list[Cause]) -> _Edge | None:
        """Add what made a task start late; return the task that it waits for, if it does."""
        held_up = self._held_up(index, dates)
        if held_up is None:
            found.append(self._cause(index, self._alone(index, dates), days, dates.start, dates.start_now))
            return None
        other, link = held_up
        by = self._tasks[other]
        cause = self._cause(index, "waited", days, dates.start, dates.start_now)
        found.append(cause._replace(by=by.code or "", by_title=by.title or "", link=link))
        return _Edge(other, at_end=link.kind in ("FS", "FF"))

    def _held_up(self, index: int, dates: _Dates) -> tuple[int, Link] | None:
        """Return what a task waits for, or waited for when it began; None where nothing kept it."""
        ties = self._schedule.network.ties[index]
        slot = self._schedule.found.driver[index]
        if slot >= 0:
            return next((tie for tie in ties if tie[0] == slot // 2), (slot // 2, PLAIN))
        if not has_begun(self._tasks[index]):
            return None
        ready = [(self._ready(other, link), -other, link) for other, link in ties]
        late = [(day, other, link) for day, other, link in ready if day is not None and day > dates.start]
        if not late:
            return None
        _, other, link = max(late)
        return -other, link

    def _ready(self, other: int, link: Link) -> date | None:
        """Return the day on which a task may begin that waits for another, if the link says one."""
        forecast = self._schedule.forecasts[other]
        lag = int(link.lag)
        if link.kind == "FS" and forecast.finish is not None:
            return self._calendar.add(forecast.finish, 1 + lag)
        if link.kind == "SS" and forecast.start is not None:
            return self._calendar.add(forecast.start, lag)
        return None

    def _alone(self, index: int, dates: _Dates) -> Kind:
        """Return why a task starts late that nothing holds up."""
        task = self._tasks[index]
        if has_begun(task):
            return "started_late"
        if task.constraint and task.constraint_date and dates.start_now >= task.constraint_date:
            return "constraint"
        return "not_begun" if dates.start_now == self._calendar.roll_forward(self._status) else "moved"

    def _cause(self, index: int, kind: Kind, days: int, agreed: date, now: date) -> Cause:
        task = self._tasks[index]
        off = tuple(self._weekdays_off(agreed, now))
        return Cause(task.code or "", task.title or "", kind, Decimal(days), agreed, now, days_off=off)

    def _weekdays_off(self, agreed: date, now: date) -> Iterator[date]:
        days = (agreed + timedelta(days=number) for number in range(1, min((now - agreed).days, LONGEST) + 1))
        return (day for day in days if day.weekday() < SATURDAY and not self._calendar.is_working(day))

    def _dates(self, index: int) -> _Dates | None:
        """Return a task's dates as agreed on and as they are; None where it lacks one of them."""
        task, forecast = self._tasks[index], self._schedule.forecasts[index]
        known = self._agreed.get(fold(task.code or "")) if self._agreed else None
        if known is not None and known.finish is not None:
            agreed: tuple[date, date] | None = (known.start or known.finish, known.finish)
        else:
            agreed = None if self._agreed else agreed_dates(task, self._calendar)
        if agreed is None or forecast.start is None or forecast.finish is None:
            return None
        return _Dates(*agreed, forecast.start, forecast.finish)
