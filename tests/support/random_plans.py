"""Random plans with what a schedule knows: links of every kind, lags, constraints, summaries, calendars."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

from sheetplan.engine.schedule import schedule
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.model.sheets.tasks import Task

START = date(2024, 3, 4)
CONSTRAINTS = (
    "start_no_earlier", "finish_no_earlier", "start_no_later", "finish_no_later", "start_on", "finish_on",
)  # fmt: skip


def random_plan(seed: int) -> tuple[tuple[Task, ...], CalendarData]:
    """Tasks without circles, and the days off and make-up days they live with."""
    chance = random.Random(seed)  # noqa: S311 - it must come out the same again
    while True:
        tasks, data = _tasks(chance), _calendar(chance)
        if not schedule(tasks, START, WorkingCalendar(data)).loops:
            return tasks, data


def _tasks(chance):
    halves = chance.random() < 0.3
    possible = [None, None, "S0", "S1"][: chance.choice([2, 2, 3, 4])]
    parents = [chance.choice(possible) for _ in range(chance.randint(2, 14))]
    tasks = [Task(code=code) for code in sorted({parent for parent in parents if parent})]
    summaries = len(tasks)
    for number, parent in enumerate(parents):
        earlier = [task.code for task in tasks[0 if chance.random() < 0.2 else summaries :]]
        waits = chance.sample(earlier, min(len(earlier), chance.choice([0, 1, 1, 2, 3])))
        values = _done(chance) if not waits and chance.random() < 0.2 else _to_do(chance, halves)
        predecessors = tuple(code + _link(chance, halves) for code in waits) or None
        tasks.append(Task(code=f"T{number}", parent=parent, predecessors=predecessors, **values))
    return tuple(tasks)


def _done(chance):
    days = chance.randint(1, 6)
    dates = {"actual_start": START, "actual_finish": WorkingCalendar().finish_of(START, days)}
    return {"duration": Decimal(days), "percent_complete": Decimal(1), **dates}


def _to_do(chance, halves):
    values = {"duration": Decimal(chance.choice([0, 1, 1, 2, 3, 4, 5, 8]))}
    if halves and chance.random() < 0.5:
        values["duration"] += Decimal(chance.choice(["0.5", "0.25"]))
    if chance.random() < 0.2:
        kind = values["constraint"] = chance.choice([*CONSTRAINTS, "as_late"])
        values["constraint_date"] = None if kind == "as_late" else START + timedelta(chance.randint(0, 25))
    if chance.random() < 0.1:
        values["deadline"] = START + timedelta(chance.randint(0, 25))
    return values


def _link(chance, halves):
    lags = ["", "", "+1", "+2", "-1", "+3", "-2", *(["+0.5"] if halves else [])]
    return chance.choice(["", "", "FS", "SS", "FF", "SF"]) + chance.choice(lags)


def _calendar(chance):
    off = {START + timedelta(chance.randint(7, 40)) for _ in range(chance.randint(0, 5))}
    days = [START + timedelta(chance.randint(0, 40)) for _ in range(6)]
    return CalendarData(frozenset(off), frozenset(day for day in days if day.weekday() > 4) - off)
