"""A mini-language for networks of tasks: one line of text is one plan.

``"A 3d; B 2d after A; M 0d after B by d9"``: code, duration, then any of

- ``after A,B``: predecessors;
- ``from d2``, ``to d4``: baseline start and finish; ``by d9``: deadline;
- ``began d2``, ``ended d4``: actual start and finish;
- ``50%``: percent complete;
- ``in S``: part of a summary;
- ``start>= d3``, ``start<=``, ``start=``, the same of ``finish``, and ``late``: constraints.

``d1`` is the first working day, Monday 2024-03-04; ``d6`` is the Monday after,
``d5+1`` the Saturday before it. Forecasts come back in the same days: ``d1-d3``.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from sheetplan.engine.outcome import Outcome, TaskOutcome
from sheetplan.engine.recalculate import recalculate
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.tasks import Task
from support.rows import row_of

FIRST = date(2024, 3, 4)
PLAIN = WorkingCalendar()
_CONSTRAINTS = {">=": "no_earlier", "<=": "no_later", "=": "on"}
_DATES = {
    "from": "baseline_start",
    "to": "baseline_finish",
    "by": "deadline",
    "began": "actual_start",
    "ended": "actual_finish",
}


def d(name: str) -> date:
    """Return the day of a name such as ``d3`` or ``d5+1``."""
    number, _, more = name[1:].partition("+")
    return PLAIN.add(FIRST, int(number) - 1) + timedelta(days=int(more or 0))


def network(text: str) -> tuple[Task, ...]:
    """Return the tasks of a sketch."""
    return tuple(_task(line.split(), row) for row, line in enumerate(text.split(";"), start=2))


def forecast(text: str, status: str = "d1", **settings: Decimal) -> Outcome:
    """Return the outcome of a sketch at a status date."""
    plan = Plan(tasks=network(text))
    plan = Plan(tasks=plan.tasks, settings=plan.settings.replaced(**settings))
    return recalculate(plan, d(status), PLAIN)


def task(text: str, status: str = "d1", **settings: Decimal) -> TaskOutcome:
    """Return the outcome of the last task of a sketch."""
    return forecast(text, status, **settings).tasks[-1]


def shown(outcome: TaskOutcome) -> str:
    """Return start and finish as ``d1-d3``."""
    return f"{day(outcome.start)}-{day(outcome.finish)}"


def day(when: date | None) -> str:
    """Return the name of a day, the inverse of `d`."""
    if when is None:
        return "?"
    before = PLAIN.roll_back(when)
    more = (when - before).days
    return f"d{PLAIN.count(FIRST, before) + 1}" + (f"+{more}" if more else "")


def _task(words: list[str], row: int) -> Task:
    values: dict[str, object] = {"code": words[0], "title": words[0]}
    rest = iter(words[1:])
    for word in rest:
        if re.fullmatch(r"[\d.]+d", word):
            values["duration"] = Decimal(word[:-1])
        elif word.endswith("%"):
            values["percent_complete"] = Decimal(word[:-1]) / 100
        elif word == "after":
            values["predecessors"] = tuple(next(rest).split(","))
        elif word == "in":
            values["parent"] = next(rest)
        elif word == "late":
            values["constraint"] = "as_late"
        elif match := re.fullmatch(r"(start|finish)([<>]?=)", word):
            values["constraint"] = f"{match[1]}_{_CONSTRAINTS[match[2]]}"
            values["constraint_date"] = d(next(rest))
        else:
            values[_DATES[word]] = d(next(rest))
    return row_of(Task, row, **values)
