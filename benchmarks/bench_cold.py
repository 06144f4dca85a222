"""Whole cold processes on a workbook of 1,000 tasks: check and recalc against openpyxl's load and save.

The first recalc writes every computed cell; the day after, only what a day changes.

Each round runs all three, so that a slow moment of the machine strikes them alike; the medians are compared.
"""

from __future__ import annotations

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import sheetplan
from plans import STATUS_DATE, large_workbook

ROUNDS = 7
TASKS = 1000
WELL = (0, 1)
"""Exit codes of a run that came to its end: clean, and with findings."""
LOAD_AND_SAVE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"


def main() -> None:
    """Print the medians and the ratios."""
    # As an installation does: every library measured here has its compiled modules beside it.
    compileall.compile_dir(Path(sheetplan.__file__).parent, quiet=1)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        original = Path(folder, "plan.xlsx")
        original.write_bytes(large_workbook(TASKS))
        copy, saved = Path(folder, "copy.xlsx"), Path(folder, "saved.xlsx")
        command = (sys.executable, "-m", "sheetplan")
        runs = {
            "openpyxl load + save": (sys.executable, "-W", "ignore", "-c", LOAD_AND_SAVE, original, saved),
            "sheetplan check": (*command, "check", original, "--status-date", STATUS_DATE),
            "sheetplan recalc": (*command, "recalc", copy, "--status-date", STATUS_DATE),
            "… the day after": (*command, "recalc", copy, "--status-date", STATUS_DATE + timedelta(days=1)),
            "… nothing to do": (*command, "recalc", copy, "--status-date", STATUS_DATE + timedelta(days=1)),
        }
        seconds: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            shutil.copy(original, copy)
            for name, run in runs.items():
                started = time.perf_counter()
                done = subprocess.run(
                    [str(part) for part in run], stdout=subprocess.DEVNULL, check=False, env=environment
                )
                seconds[name].append(time.perf_counter() - started)
                if done.returncode not in WELL:
                    raise SystemExit(f"{name} failed with exit code {done.returncode}")
        peer = statistics.median(seconds["openpyxl load + save"])
        for name, taken in seconds.items():
            median = statistics.median(taken)
            print(f"{name:22} {median * 1000:6.0f} ms   {peer / median:4.1f}x")


if __name__ == "__main__":
    main()
