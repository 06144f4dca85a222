"""The rules alone, a check of 50,000 rows, and a cold check against two validators of tables.

The validators look at four sheets only, and only at types, presence and unique ids: less than a check does.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from plans import EVENT, STATUS_DATE, large_content, large_workbook
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.pipeline import working_calendar
from sheetplan.build.demo import demo_entries, filled_in
from sheetplan.build.workbook import build_workbook
from sheetplan.engine.recalculate import recalculate
from sheetplan.rules.check import check
from sheetplan.rules.rule import RULES
from sheetplan.table.parse import parse
from sheetplan.wiring import Holidays, shipped

TASKS, ROWS, ROUNDS = 1_000, 50_000, 7
SHEETS = ("任务", "指标", "预算", "团队")
LARGE = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from plans import large_workbook
open(sys.argv[1], "wb").write(large_workbook(*map(int, sys.argv[2:])))
"""
FRICTIONLESS = """
import os, sys
from frictionless import Dialect, Resource, formats
os.chdir(os.path.dirname(sys.argv[1]))
for sheet in sys.argv[2:]:
    dialect = Dialect(header_rows=[HEADER], controls=[formats.ExcelControl(sheet=sheet)])
    (task,) = Resource(path=os.path.basename(sys.argv[1]), dialect=dialect).validate().tasks
    assert task.stats["rows"], task.errors
"""
PANDERA = """
import sys, warnings
warnings.simplefilter("ignore")
import pandas
import pandera.pandas as pandera
for name, table in pandas.read_excel(sys.argv[1], sheet_name=sys.argv[2:], header=HEADER - 1).items():
    columns = {
        heading: pandera.Column(None, nullable=True, unique=heading.endswith("编号"))
        for heading in table.columns
    }
    try:
        pandera.DataFrameSchema(columns).validate(table, lazy=True)
    except pandera.errors.SchemaErrors:
        pass
"""


def main() -> None:
    """Print the figures."""
    many_rows()
    rules()
    against_validators()


def rules() -> None:
    """Every rule on a plan of 1,000 tasks with every sheet of the example event filled in."""
    content = filled_in(large_content(TASKS), demo_entries("zh", shipped("templates") / "demo"))
    content = replace(
        content, forms={**content.forms, "event": {**content.forms["event"], "event_date": EVENT}}
    )
    parsed = parse(read_workbook(build_workbook(content, "zh")))
    calendar = working_calendar(parsed.plan, STATUS_DATE, Holidays())
    outcome = recalculate(parsed.plan, STATUS_DATE, calendar)
    filled = [name for name, where in parsed.layout.sheets.items() if where.rows]
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        found = check(parsed, outcome, calendar)
        seconds.append(time.process_time() - began)
    told = f"{len(RULES)} rules, {TASKS:,} tasks, {len(filled)} filled sheets: {len(found)} findings"
    print(f"{told:66} {min(seconds) * 1000:6.1f} ms")


def many_rows() -> None:
    """A whole cold check of 50,000 rows, guests and then tasks: time and the most memory."""
    for tasks, guests in ((TASKS, ROWS), (ROWS, 0)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "large.xlsx")
            # A process begins with the memory of the one that starts it: this one stays small.
            run("-c", LARGE, path, tasks, guests)
            runs = [run("-m", "sheetplan", "check", path, "--status-date", STATUS_DATE) for _ in range(3)]
        wall, busy, memory = min(runs)
        print(f"check of {tasks:,} tasks, {guests:,} guests: {wall:.2f} s ({busy:.2f} s busy), {memory} MB")


def against_validators() -> None:
    """Cold processes over the same workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.xlsx")
        path.write_bytes(large_workbook(TASKS))
        header = parse(read_workbook(path.read_bytes())).layout.sheets["tasks"].header_row
        commands = {"sheetplan check": ("-m", "sheetplan", "check", path, "--status-date", STATUS_DATE)}
        for name, source in (("frictionless", FRICTIONLESS), ("pandera", PANDERA)):
            if find_spec(name):
                commands[name] = ("-c", source.replace("HEADER", str(header)), path, *SHEETS)
            else:
                print(f"{name}: left out (not installed)")
        taken = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                taken[name].append(run(*command)[0])
    ours = statistics.median(taken["sheetplan check"])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:18} {median * 1000:6.0f} ms   {median / ours:4.1f} × sheetplan")


def run(*arguments: object) -> tuple[float, float, int]:
    """Return the seconds a process takes, those it is busy, and the megabytes it takes at most."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, arguments)], stdout=subprocess.DEVNULL, env=environment
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{arguments[0]} {arguments[1]} failed")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10


if __name__ == "__main__":
    main()
