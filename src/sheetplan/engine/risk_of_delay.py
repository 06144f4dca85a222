"""How sure a date is: the plan run through thousands of times, with durations that differ each time.

Tasks that have begun keep their start; what remains of them varies in proportion. Done tasks are facts. All
else is as in the forecast: links, constraints, calendar, status date; but what is to be done as late as
possible is done as soon as possible, where it is no risk. The same seed gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple

from sheetplan.engine.network import Network, network_of
from sheetplan.engine.passes import NEVER, UNKNOWN
from sheetplan.engine.stands import SIDES, Stands
from sheetplan.engine.work_time import WorkTime
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets.tasks import Task

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Minutes = NDArray[np.int64]
    """By task and run, or by run."""

RUNS, SEED = 10_000, 20_260_101
BLOCK = 2_000
"""Runs that are computed at once: their numbers fit into the processor's cache."""
PERCENTILES = (50, 80, 95)
Shape = Literal["pert", "triangular"]
"""How durations spread between optimistic and pessimistic; ``pert`` keeps closer to the likely one."""


@dataclass(frozen=True)
class Simulation:
    """What many runs of a plan said. Tasks go by their index in the plan.

    Attributes:
        runs: how many.
        ends: the point of working time at which each task ended, by task and run.
        critical: in how many runs each task had no slack.
    """

    runs: int
    ends: Minutes
    critical: NDArray[np.int64]
    _time: WorkTime

    def finish(self, percent: int, tasks: Sequence[int] = ()) -> date | None:
        """Return the day by which tasks were finished in so many of a hundred runs; all, where none is named.

        Of the days that came out, it is the first that is late enough (the nearest rank).
        """
        ends = self._last(tasks)
        if ends is None:
            return None
        ends.sort()
        return self._time.last_day(int(ends[max(0, ceil(self.runs * percent / 100) - 1)]))

    def chance_by(self, day: date, tasks: Sequence[int] = ()) -> Decimal | None:
        """Return the share of runs in which tasks were finished by the end of a day."""
        ends = self._last(tasks)
        return None if ends is None else Decimal(int((ends <= self._time.dusk(day)).sum())) / self.runs

    def criticality(self, task: int) -> Decimal:
        """Return the share of runs in which a task was critical."""
        return Decimal(int(self.critical[task])) / self.runs

    def _last(self, tasks: Sequence[int]) -> Minutes | None:
        """Return the end of the last of some tasks, run by run; None where nothing places them."""
        chosen = self.ends[list(tasks)] if tasks else self.ends
        if not len(chosen):
            return None
        last: Minutes = chosen.max(axis=0)
        return last if last[0] > UNKNOWN // 2 else None


def simulate(
    tasks: Sequence[Task],
    status_date: date,
    calendar: WorkingCalendar,
    *,
    runs: int = RUNS,
    seed: int = SEED,
    shape: Shape = "pert",
) -> Simulation:
    """Return what many runs of a plan say about its dates."""
    import numpy as np  # noqa: PLC0415 - whoever simulates nothing starts without it

    network, time = network_of(tasks), WorkTime(calendar)
    stands = Stands(tasks, network, time, status_date, reschedule=True)
    spreads = [_spread(task, index, stands, time) for index, task in enumerate(tasks)]
    chance = np.random.default_rng(seed)
    blocks = [
        _Block(stands, network, time, [_lengths(spread, chance, size, shape) for spread in spreads], size)
        for size in _sizes(runs)
    ]
    return Simulation(
        runs,
        np.concatenate([block.ends for block in blocks], axis=1),
        np.sum([block.critical for block in blocks], axis=0),
        time,
    )


class _Spread(NamedTuple):
    """How long a task lasts: what is behind it, and what is ahead at least, likely and at most."""

    behind: int
    low: float
    likely: float
    high: float


def _sizes(runs: int) -> Iterator[int]:
    for start in range(0, runs, BLOCK):
        yield min(BLOCK, runs - start)


def _spread(task: Task, index: int, stands: Stands, time: WorkTime) -> _Spread:
    length = stands.work.length[index]
    given = task.duration if task.likely is None else task.likely
    low, high = task.optimistic, task.pessimistic
    varies = stands.work.open[index] and length and (low is not None or high is not None)
    if not varies or given is None:
        return _Spread(length, 0, 0, 0)
    left = 1 - (task.percent_complete or 0)
    likely = time.minutes(given)
    least = min(likely, likely if low is None else time.minutes(low))
    most = max(likely, likely if high is None else time.minutes(high))
    ahead = round(time.minutes(given if task.duration is None else task.duration) * left)
    share = float(left)
    return _Spread(length - ahead, least * share, likely * share, most * share)


def _lengths(spread: _Spread, chance: np.random.Generator, runs: int, shape: Shape) -> Minutes | int:
    """Return how long a task lasts, run by run; one number where it never varies."""
    behind, low, likely, high = spread
    if low >= high:
        return behind + round(likely)
    if shape == "triangular":
        ahead = chance.triangular(low, likely, high, runs)
    else:
        weight = 4 / (high - low)
        ahead = chance.beta(1 + weight * (likely - low), 1 + weight * (high - likely), runs)
        ahead = low + (high - low) * ahead
    return behind + ahead.round().astype("int64")


class _Block:
    """Some runs at once: the two passes of `sheetplan.engine.passes` with a number for each run."""

    def __init__(
        self, stands: Stands, network: Network, time: WorkTime, lengths: list[Minutes | int], runs: int
    ) -> None:
        import numpy as np  # noqa: PLC0415 - see above

        size = len(lengths)
        self._np = np
        self._work, self._network, self._stands = stands.work, network, stands
        self._lengths, self._time = lengths, time
        self._begins = np.full((size, runs), UNKNOWN, dtype=np.int64)
        self.ends = np.full((size, runs), UNKNOWN, dtype=np.int64)
        self.critical = np.zeros(size, dtype=np.int64)
        self._forward()
        self._backward()

    def _forward(self) -> None:
        np, work, lengths = self._np, self._work, self._lengths
        for index in self._network.order:
            begin, end = self._begins[index], self.ends[index]
            parts = work.parts.get(index)
            if parts is not None:
                known = [part for part in parts if part not in self._stands.unplaced]
                if known:
                    self._begins[known].min(axis=0, out=begin)
                    self.ends[known].max(axis=0, out=end)
                continue
            begin[:] = work.earliest[index]
            for other, from_end, lag in self._pulls(index):
                source = (self.ends if from_end else self._begins)[other]
                np.maximum(begin, source + lag, out=begin)
            if index in work.fixed:
                begin[:] = work.fixed[index]
            elif index in work.ceiling:
                np.minimum(begin, work.ceiling[index], out=begin)
            np.add(begin, lengths[index], out=end)

    def _backward(self) -> None:
        np, work, lengths = self._np, self._work, self._lengths
        finish = self.ends.max(axis=0, initial=UNKNOWN)
        late_ends = np.full_like(self.ends, NEVER)
        late_begins = np.full_like(self.ends, NEVER)
        for index in reversed(self._network.order):
            if not work.open[index] or index in self._stands.unplaced:
                continue
            end = np.minimum(late_ends[index], finish)
            if not work.begun[index] and index not in work.parts:
                np.minimum(end, late_begins[index] + lengths[index], out=end)
            if index in work.fixed:
                end[:] = work.fixed[index] + lengths[index]
            np.minimum(end, work.last.get(index, NEVER), out=end)
            self.critical[index] = (end <= self.ends[index]).sum()
            for part in work.parts.get(index, ()):
                np.minimum(late_ends[part], late_ends[index], out=late_ends[part])
                first = self._begins[part] == self._begins[index]
                np.minimum(late_begins[part], late_begins[index], out=late_begins[part], where=first)
            for other, from_end, lag in self._pulls(index):
                limit = (late_ends if from_end else late_begins)[other]
                np.minimum(limit, end - lengths[index] - lag, out=limit)

    def _pulls(self, index: int) -> Iterator[tuple[int, int, Minutes | int]]:
        """Yield what a task waits for: another, whether for its end, and how long after that it may begin."""
        if self._work.begun[index]:
            return
        for other, link in self._network.ties[index]:
            if other not in self._stands.unplaced:
                from_end, to_end = SIDES[link.kind]
                lag: Minutes | int = self._time.minutes(link.lag)
                if link.share:
                    lag = lag + (float(link.share) * self._np.asarray(self._lengths[other])).astype("int64")
                yield other, from_end, lag - to_end * self._lengths[index]
