"""Folders of many events for the benchmarks: one built workbook, with another name and date in each copy."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from plans import EVENT
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.cli.terms import FINDINGS
from sheetplan.table.layout import locate

SAID = "said.txt"


def fill(folder: Path, original: bytes, count: int, *, alike: bool = False) -> None:
    """Make a folder of workbooks; alike means that not even their names tell them apart."""
    folder.mkdir(parents=True)
    event = locate(read_workbook(original)).sheets["event"]
    for number in range(count):
        data = original
        if not alike:
            patch = WorkbookPatch(original)
            patch.set_value(event.name, *event.cell(0, "name"), f"活动 {number:04}")
            patch.set_value(event.name, *event.cell(0, "event_date"), _day(number))
            data = patch.to_bytes()
        (folder / f"{number:05}.xlsx").write_bytes(data)


def _day(number: int) -> date:
    return EVENT + timedelta(days=number % 200)


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
