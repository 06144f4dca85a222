"""Folders of many events for the benchmarks: no two with the same words, days and prices."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import repeat
from pathlib import Path
from typing import Any

from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.cli.terms import FINDINGS
from sheetplan.model.values import Raw
from sheetplan.table.layout import locate

SAID = "said.txt"


def fill(folder: Path, original: bytes, count: int, *, alike: bool = False) -> None:
    """Make a folder of workbooks; alike means that not even their names tell them apart."""
    folder.mkdir(parents=True)
    with ProcessPoolExecutor() as pool:
        made = repeat(original, count) if alike else pool.map(partial(_another, original), range(count))
        for number, data in enumerate(made):
            (folder / f"{number:05}.xlsx").write_bytes(data)


def _another(original: bytes, number: int) -> bytes:
    """Return a workbook of another event: its name and day, the tasks' names and days, the prices differ."""
    snapshot, patch = read_workbook(original), WorkbookPatch(original)
    layout = locate(snapshot)
    grids = {grid.name: grid for grid in snapshot.grids}

    def change(sheet: str, column: str, differently: Callable[[Any], Raw]) -> None:
        where = layout.sheets[sheet]
        for row in where.rows:
            place = where.cell(row, column)
            before = grids[where.name].cell(*place)
            if before is not None:
                patch.set_value(where.name, *place, differently(before))

    later = timedelta(days=7 * (number % 3))
    change("event", "name", lambda _: f"活动 {number:05}")
    change("event", "event_date", lambda day: day + timedelta(days=number % 200))
    change("tasks", "title", lambda title: f"{title} {number}")
    change("budget", "unit_price", lambda price: price + number)
    for column in ("baseline_start", "baseline_finish", "actual_start", "actual_finish"):
        change("tasks", column, lambda day: day - later)
    return patch.to_bytes()


def sheetplan(folder: Path, *arguments: object) -> subprocess.Popen[str]:
    """Return a run of the command line in a folder, speaking English."""
    with (folder / SAID).open("w", encoding="utf-8") as told:
        return subprocess.Popen(
            [sys.executable, "-m", "sheetplan", *map(str, arguments)],
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
            stdout=told,
            stderr=subprocess.STDOUT,
            text=True,
        )


def ended(run: subprocess.Popen[str], folder: Path) -> None:
    """Wait for a run; one that failed ends the benchmark with what it said."""
    if run.wait() > FINDINGS:
        raise SystemExit((folder / SAID).read_text(encoding="utf-8"))


def conditions(what: str) -> str:
    """Return the line over the figures of a benchmark."""
    return f"{what}, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors"
