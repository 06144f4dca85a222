"""Our schedule against an independent scheduler with Microsoft Project's meaning, on random plans.

Two of its habits are not followed, and are levelled before comparing:

- Its free slack may exceed its total slack, where a task may slip without moving a successor but not without
  moving the end. Ours is never more than a positive total slack.
- It knows no free slack through a summary: a part may slip, it says, although whoever waits for its summary
  would be moved. Where a plan has summaries, free slack is not compared.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheetplan.engine.schedule import schedule
from sheetplan.engine.work_time import WorkTime
from sheetplan.engine.working_calendar import WorkingCalendar
from support.microsoft import Verdict, microsoft
from support.random_plans import START, random_plan

PLANS = 600


@pytest.fixture(scope="module")
def other():
    return microsoft()


@pytest.mark.parametrize("chunk", range(6))
def test_random_plans_come_out_as_there(other, chunk):
    for seed in range(chunk * PLANS // 6, (chunk + 1) * PLANS // 6):
        tasks, data = random_plan(seed)
        time = WorkTime(WorkingCalendar(data))
        theirs = other.schedule(tasks, START, data, time)
        assert ours(tasks, time) == levelled(theirs, tasks), f"seed {seed}"


def ours(tasks, time):
    """Return what we say of each task."""
    found = schedule(tasks, START, time.calendar, reschedule=False)
    assert not found.loops
    summaries = {task.parent for task in tasks if task.parent}
    said = []
    for index, (task, forecast) in enumerate(zip(tasks, found.forecasts, strict=True)):
        start, finish = found.found.at[2 * index : 2 * index + 2]
        late = (0, 0)
        if task.code not in summaries and not task.actual_finish:
            late = (found.found.late[index] - finish + start, found.found.late[index])
        slack = (
            forecast.total_slack or Decimal(0),
            Decimal(0) if summaries else forecast.free_slack or Decimal(0),
        )
        said.append(Verdict(start, finish, *late, *slack, bool(forecast.critical)))
    return said


def levelled(verdicts, tasks):
    """Return what the other says, where both can say it."""
    summaries = {task.parent for task in tasks if task.parent}
    said = []
    for task, verdict in zip(tasks, verdicts, strict=True):
        free = min(verdict.free_slack, max(verdict.total_slack, Decimal(0)))
        kept = verdict._replace(free_slack=Decimal(0) if summaries else free)
        if task.code in summaries or task.actual_finish:
            kept = kept._replace(late_start=0, late_finish=0)
        elif task.actual_start:
            kept = kept._replace(late_start=verdict.late_finish - verdict.finish + verdict.start)
        said.append(kept)
    return said
