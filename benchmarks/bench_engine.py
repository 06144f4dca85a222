"""The engine alone: schedules of growing size, against MPXJ's scheduler, a full recalculation, a simulation.

Each figure is the best of some rounds in one run, in processor time of the thread that computes: other work
of the machine does not count, nor do the helpers that Java's virtual machine keeps beside it.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from plans import STATUS_DATE, large_workbook
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.pipeline import working_calendar
from sheetplan.engine.network import network_of
from sheetplan.engine.recalculate import recalculate
from sheetplan.engine.risk_of_delay import RUNS, simulate
from sheetplan.engine.schedule import schedule
from sheetplan.engine.working_calendar import CalendarData, WorkingCalendar
from sheetplan.model.sheets.tasks import Task
from sheetplan.table.parse import parse
from sheetplan.wiring import Holidays

START = date(2026, 3, 2)
SIZES = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS = 3
LINKS = ("",) * 16 + ("SS", "FF", "+2", "-1")
"""Kinds as they occur: most links are plain."""
SPRING_FESTIVAL = CalendarData(
    frozenset(date(2027, 2, day) for day in range(5, 13)), frozenset({date(2027, 2, 14)})
)


def main() -> None:
    """Print the figures."""
    gc.freeze()
    scheduling()
    against_mpxj()
    recalculation()
    simulation()


def scheduling() -> None:
    """Forward pass, backward pass and slack: the time for each task stays the same."""
    for size in SIZES:
        work = partial(schedule, linked_tasks(size), START, WorkingCalendar(SPRING_FESTIVAL))
        seconds = best(work, rounds=ROUNDS if size < SIZES[-1] else 1)
        print(f"schedule {size:>9,} tasks  {seconds * 1000:8.0f} ms   {seconds / size * 1e6:5.1f} µs each")


def against_mpxj(size: int = 5_000) -> None:
    """The same plan in MPXJ's scheduler, which is handed its links ready made; ours are texts."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    try:
        from support.microsoft import Microsoft, start_java  # noqa: PLC0415

        start_java()
    except Exception as error:  # noqa: BLE001 - a machine without Java, or without MPXJ
        print(f"MPXJ: left out ({error})")
        return
    tasks = linked_tasks(size)
    calendar, other = WorkingCalendar(SPRING_FESTIVAL), Microsoft()
    project = other.project(tasks, SPRING_FESTIVAL)
    theirs = best(lambda: other.run(project, START))
    ours = best(lambda: schedule(tasks, START, calendar))
    linked = ours - best(lambda: network_of(tasks))
    print(
        f"MPXJ     {size:>9,} tasks  {theirs * 1000:8.0f} ms   sheetplan {ours * 1000:.0f} ms from texts: "
        f"{theirs / ours:.1f}x, {linked * 1000:.0f} ms from links: {theirs / linked:.1f}x"
    )


def recalculation(tasks: int = 1_000) -> None:
    """Everything that is computed from a workbook of 1,000 tasks, once it is read."""
    plan = parse(read_workbook(large_workbook(tasks))).plan
    calendar = working_calendar(plan, STATUS_DATE, Holidays())
    seconds = best(lambda: recalculate(plan, STATUS_DATE, calendar), rounds=10)
    print(f"recalculate {tasks:,} tasks       {seconds * 1000:8.1f} ms")


def simulation(tasks: int = 300) -> None:
    """Ten thousand runs of a plan in which every duration varies."""
    varied = tuple(
        task.replaced(optimistic=task.duration / 2, pessimistic=task.duration * 2)
        for task in linked_tasks(tasks)
        if task.duration
    )
    seconds = best(lambda: simulate(varied, START, WorkingCalendar()))
    print(f"simulate {RUNS:,} × {len(varied)} tasks {seconds * 1000:8.0f} ms")


def linked_tasks(size: int) -> tuple[Task, ...]:
    """Return tasks of which each waits for two earlier ones, through links of every kind."""
    chance = random.Random(size)  # noqa: S311 - the same plan in every run
    reach = max(20, size // 50)
    return tuple(_task(number, chance, reach) for number in range(size))


def _task(number: int, chance: random.Random, reach: int) -> Task:
    waits = {chance.randrange(max(0, number - reach), number) for _ in range(2)} if number else set()
    return Task(
        code=f"T{number}",
        duration=Decimal(chance.randint(1, 9)),
        predecessors=tuple(f"T{other}{chance.choice(LINKS)}" for other in sorted(waits)) or None,
    )


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the seconds of the quickest round."""
    taken = []
    for _ in range(rounds):
        started = time.thread_time()
        work()
        taken.append(time.thread_time() - started)
    return min(taken)


if __name__ == "__main__":
    main()
