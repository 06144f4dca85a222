"""Whether the memory of a run grows with the number of files: peaks of the parent and of its workers.

``python bench_memory.py 500 2000`` compares those numbers of files.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

from departments import conditions, ended, fill, sheetplan

from plans import STATUS_DATE, large_workbook

COUNTS = (1000, 10_000)
TASKS = 10
LOOK = 0.1
RUNS = {
    "batch": ("batch", "plans", "--store", "done.sqlite"),
    "batch, unchanged": ("batch", "plans", "--store", "done.sqlite"),
    "check": ("check", "plans", "--jobs", "2", "--severity", "error"),
    "portfolio, known": ("portfolio", "plans", "--store", "done.sqlite", "-o", "all.html"),
}


def main() -> None:
    """Print the peaks at each number of files, and how much of them came with the number."""
    counts = tuple(map(int, sys.argv[1:])) or COUNTS
    print(conditions(f"memory over {counts} small workbooks"))
    peaks: dict[str, list[tuple[float, float]]] = {name: [] for name in RUNS}
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            fill(folder / "plans", large_workbook(TASKS), count, alike=True)
            for run, arguments in RUNS.items():
                began = time.perf_counter()
                parent, workers = _peaks(folder, *arguments)
                seconds = time.perf_counter() - began
                peaks[run].append((parent, workers))
                sizes = f"parent {parent:5.0f} MB  worker {workers:5.0f} MB"
                print(f"{run:18} {count:6} files {seconds:7.1f} s  {sizes}")
    for run, found in peaks.items():
        ratio = [
            f"{last / first:.2f}" if first else "–" for first, last in zip(found[0], found[-1], strict=True)
        ]
        print(f"{run:18} parent × {ratio[0]}, worker × {ratio[1]}")


def _peaks(folder: Path, *arguments: object) -> tuple[float, float]:
    """Return the most memory, in MB, that a run and the largest of its workers took."""
    run = sheetplan(folder, *arguments, "--status-date", STATUS_DATE)
    parent = workers = 0.0
    while run.poll() is None:
        parent = max(parent, _peak(run.pid))
        workers = max([workers, *map(_peak, _children(run.pid))])
        time.sleep(LOOK)
    ended(run, folder)
    return parent, workers


def _children(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []


def _peak(pid: int) -> float:
    try:
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0


if __name__ == "__main__":
    main()
