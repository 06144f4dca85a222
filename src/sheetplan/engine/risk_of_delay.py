"""How sure a date is: the plan run through thousands of times with durations that differ each time.

Tasks that have begun keep their start; what remains of them varies in proportion. Done tasks are facts. All
else is as in the forecast: links, constraints, calendar, status date. The same seed gives the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Literal

from sheetplan.engine.network import Network, network_of
from sheetplan.engine.passes import NEVER, UNKNOWN
from sheetplan.engine.stands import Stands
from sheetplan.engine.work_time import WorkTime
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets.tasks import Task

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Minutes = NDArray[np.int64]

RUNS, SEED = 10_000, 20_260_101
PERCENTILES = (50, 80, 95)
Shape = Literal["pert", "triangular"]
"""How durations spread between the optimistic and the pessimistic: ``pert`` keeps closer to the likely one."""


@dataclass(frozen=True)
class Simulation:
    """What many runs of a plan said. Tasks go by their index in the plan.

    Attributes:
        runs: how many.
        finishes: the point of working time at which each task ended, by task and run.
        critical: in how many runs each task had no slack.
    """

    runs: int
    finishes: Minutes
    critical: Minutes
    _time: WorkTime

    def finish(self, percent: int, tasks: Sequence[int] = ()) -> date | None:
        """Return the day by which tasks were finished in so many of a hundred runs; all tasks where none is named.

        Of the days that came out, it is the earliest that is late enough (the nearest rank).
        """
        ends = self._ends(tasks)
        if ends is None:
            return None
        ends.sort()
        return self._time.last_day(int(ends[max(0, ceil(self.runs * percent / 100) - 1)]))

    def chance_of(self, day: date, tasks: Sequence[int] = ()) -> Decimal | None:
        """Return the share of runs in which tasks were finished by the end of a day."""
        ends = self._ends(tasks)
        if ends is None:
            return None
        return Decimal(int((ends <= self._time.dusk(day)).sum())) / self.runs

    def criticality(self, task: int) -> Decimal:
        """Return the share of runs in which a task was critical."""
        return Decimal(int(self.critical[task])) / self.runs

    def _ends(self, tasks: Sequence[int]) -> Minutes | None:
        """Return the end of the last of some tasks, run by run; None where nothing places them."""
        chosen = self.finishes[list(tasks)] if tasks else self.finishes
        ends: Minutes = chosen.max(axis=0)
        return ends if ends[0] > UNKNOWN // 2 else None


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
    import numpy as np  # noqa: PLC0415 - a check starts without it

    network, time = network_of(tasks), WorkTime(calendar)
    stands = Stands(tasks, network, time, status_date)
    lengths = _lengths(tasks, stands, time, np.random.default_rng(seed), runs, shape)
    begins, ends = _forward(stands, network, time, lengths)
    return Simulation(runs, ends, _critical(stands, network, time, begins, ends), time)
