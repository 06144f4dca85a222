"""The night shift over a folder of workbooks of 60 tasks: per second, with two documents each, and unchanged.

No two workbooks are alike. The first time, all that is computed is written; the day after, what the day
changes; ``--force`` then does all again, and finds nothing to write. The whole of a run is timed, with the
start of its processes. ``python bench_batch.py 1000`` takes so many workbooks. With a second argument,
``dask://HOST:PORT``, the same is done on a cluster and compared.

For comparison, as many processes only load and save: a workbook with openpyxl and its two documents with
python-docx. That computes nothing and writes no word, but is how one would begin with these libraries.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path

import docx
import openpyxl
from departments import fill

from plans import STATUS_DATE, large_workbook

WORKBOOKS, TASKS = 200, 60
PEER_WORKBOOKS = 60
RUNS = (("first", 0), ("the day after", 1), ("once more that day", 1, "--force"), ("unchanged", 1))
DOCUMENTS = ("--doc", "weekly", "--doc", "plan")
TOTAL = re.compile(r"(\d+) done, (\d+) unchanged, (\d+) failed")


def main() -> None:
    """Print how many workbooks a second each run does, and the memory that the largest process took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WORKBOOKS
    engines = ("local", *sys.argv[2:])
    print(f"{count} workbooks of {TASKS} tasks, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    original = large_workbook(TASKS)
    for engine in engines:
        with tempfile.TemporaryDirectory() as folder:
            fill(Path(folder, "plans"), original, count)
            for name, day, *force in RUNS:
                seconds, said = _run(Path(folder), engine, STATUS_DATE + timedelta(days=day), *force)
                print(f"{engine:24} {name:20} {seconds:7.1f} s {count / seconds:8.1f} a second   {said}")
            if engine == "local":
                _peer(Path(folder), min(count, PEER_WORKBOOKS))
                _portfolio(Path(folder), count)


def _run(folder: Path, engine: str, day: object, *force: str) -> tuple[float, str]:
    options = (*force, "--status-date", day, "--out", "out", "--store", "done.sqlite", "--engine", engine)
    began = time.perf_counter()
    done = _sheetplan(folder, "batch", "plans", *DOCUMENTS, *options)
    found = TOTAL.search(done)
    if found is None:
        raise SystemExit(f"the batch failed: {done}")
    return time.perf_counter() - began, found[0]


def _peer(folder: Path, count: int) -> None:
    documents = sorted((folder / "out").rglob("*.docx"))[:2]
    workbooks = sorted((folder / "plans").glob("*.xlsx"))[:count]
    began = time.perf_counter()
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_loaded_and_saved, ([workbook, *documents] for workbook in workbooks)))
    seconds = time.perf_counter() - began
    print(
        f"{'openpyxl, python-docx':24} {'load and save':20} {seconds:7.1f} s {count / seconds:8.1f} a second"
    )


def _loaded_and_saved(paths: list[Path]) -> None:
    warnings.simplefilter("ignore")  # of what openpyxl drops
    workbook, *documents = paths
    openpyxl.load_workbook(workbook).save(io.BytesIO())
    for path in documents:
        docx.Document(str(path)).save(io.BytesIO())


def _portfolio(folder: Path, count: int) -> None:
    for name in ("first", "known"):
        began = time.perf_counter()
        _sheetplan(
            folder,
            "portfolio",
            "plans",
            "-o",
            "all.html",
            "--store",
            "done.sqlite",
            "--status-date",
            STATUS_DATE,
        )
        seconds = time.perf_counter() - began
        print(f"{'portfolio':24} {name:20} {seconds:7.1f} s {count / seconds:8.1f} a second")


def _sheetplan(folder: Path, *arguments: object) -> str:
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "sheetplan", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
