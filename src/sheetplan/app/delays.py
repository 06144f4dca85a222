"""Use cases on delays: why a task is late, and what has moved against a baseline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.baselines import chosen_baseline
from sheetplan.app.pipeline import Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House, check_file
from sheetplan.engine.baselines import Baseline, Movement, movements, own_baseline
from sheetplan.engine.causes import Cause, Why
from sheetplan.engine.outcome import TaskOutcome
from sheetplan.language import fold


class Explained(NamedTuple):
    """A task with the causes of its delay, nearest first; none where it is on time."""

    task: TaskOutcome
    causes: tuple[Cause, ...]


class Moved(NamedTuple):
    """What has moved against a baseline, and why.

    Attributes:
        late: each late task with the causes of its delay.
        finish: the last day by the baseline; `finish_now` by the forecast.
    """

    baseline: Baseline
    movements: tuple[Movement, ...]
    late: tuple[Explained, ...]
    finish: date | None
    finish_now: date | None


def explain_task(
    house: House, path: Path, code: str, status_date: date | None, baseline: str | None = None
) -> Explained:
    """Return why a task of a workbook is late.

    Raises:
        Refusal: no task bears the code, or no baseline the name.
    """
    return explained(check_file(house, path, status_date), code, baseline)


def explained(found: Examined, code: str, baseline: str | None = None) -> Explained:
    """Return why a task is late in a workbook that was examined.

    Raises:
        Refusal: no task bears the code, or no baseline the name.
    """
    task = next((task for task in found.outcome.tasks if fold(task.code) == fold(code)), None)
    if task is None:
        raise Refusal("no-such-task", task=code, near=", ".join(_nearest(code, found.outcome.tasks)) or "–")
    why = Why(
        found.parsed.plan,
        found.outcome.status_date,
        found.calendar,
        chosen_baseline(found, baseline),
    )
    return Explained(task, why.of(code))


def _nearest(code: str, tasks: Sequence[TaskOutcome]) -> list[str]:
    """Return the three IDs that are most like another, whatever zeros stand before their numbers."""
    codes = {_ZEROS.sub("", fold(task.code)): task.code for task in tasks if task.code}
    return [codes[near] for near in get_close_matches(_ZEROS.sub("", fold(code)), codes, cutoff=0)]


_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def compare_with_baseline(house: House, path: Path, status_date: date | None, name: str | None) -> Moved:
    """Return what has moved in a workbook since a baseline was set.

    Without a name it is the one that the settings choose, else what the tasks' own columns say.

    Raises:
        Refusal: there is no such baseline.
    """
    found = check_file(house, path, status_date)
    plan, outcome, calendar = found.parsed.plan, found.outcome, found.calendar
    baseline = chosen_baseline(found, name) or own_baseline(plan.tasks, calendar)
    why = Why(plan, outcome.status_date, calendar, baseline)
    moved = movements(baseline, outcome.tasks, calendar)
    tasks = {task.code: task for task in outcome.tasks}
    late = (Explained(tasks[move.code], why.of(move.code)) for move in moved if move.kind == "later")
    return Moved(baseline, moved, tuple(late), _last(baseline), outcome.event.forecast_finish)


def _last(baseline: Baseline) -> date | None:
    return max((agreed.finish for agreed in baseline.tasks.values() if agreed.finish), default=None)
