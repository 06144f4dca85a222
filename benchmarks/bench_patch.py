"""Reading and patching a large workbook in one process: time and memory against openpyxl and a bare rewrite.

The bare rewrite unpacks, parses (lxml) and packs the parts that change: less than that nobody can do who
touches them as XML. Processor time is measured, imports are not.
"""

from __future__ import annotations

import io
import sys
import time
import tracemalloc
import warnings
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import xlsxwriter
from lxml import etree

from plans import STATUS_DATE, large_workbook
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.app.pipeline import examine
from sheetplan.wiring import house
from sheetplan.xlsx.package import Package

TASKS, ROWS, COLUMNS = 5000, 50_000, 20
HOUSE = house()


def main() -> None:
    """Print the figures."""
    warnings.simplefilter("ignore")
    data = large_workbook(int(sys.argv[1]) if len(sys.argv) > 1 else TASKS)
    first = _recalculated(data, STATUS_DATE)
    for name, given, day in (
        ("first recalculation", data, STATUS_DATE),
        ("the day after", first, STATUS_DATE + timedelta(days=1)),
    ):
        _report(name, given, day)
    _report_streaming()


def _report(name: str, data: bytes, day: date) -> None:
    peer = _seconds(lambda: openpyxl.load_workbook(io.BytesIO(data)).save(io.BytesIO()))
    snapshot = HOUSE.workbooks.read(data)
    examined = examine(snapshot, status_date=day, today=day, holidays=HOUSE.holidays)
    changes, layout = examined.changes(), examined.parsed.layout
    patched = HOUSE.workbooks.patch(data, changes, layout)
    taken = _seconds(lambda: HOUSE.workbooks.read(data))
    taken += _seconds(lambda: HOUSE.workbooks.patch(data, changes, layout))
    bare = _seconds(lambda: _rewritten(data, patched))
    memory = _peak(lambda: HOUSE.workbooks.patch(data, changes, layout)) / _largest_sheet(data)
    print(
        f"{name}: read + patch {taken:.2f} s, openpyxl load + save {peer:.2f} s: {peer / taken:.1f}x faster; "
        f"{taken / bare:.1f}x a bare rewrite; memory {memory:.1f}x the largest sheet's XML"
    )


def _report_streaming() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for row in range(ROWS):
            sheet.write_row(row, 0, range(COLUMNS))
    data = stream.getvalue()

    def patch() -> None:
        opened = WorkbookPatch(data)
        for row in range(1, ROWS, ROWS // 10):
            opened.set_value("S", row, 3, "text")
        opened.to_bytes()

    memory = _peak(patch) / _largest_sheet(data)
    print(f"10 cells of {ROWS:,} rows: {_seconds(patch):.2f} s, memory {memory:.1f}x the sheet's XML")


def _recalculated(data: bytes, day: date) -> bytes:
    snapshot = HOUSE.workbooks.read(data)
    examined = examine(snapshot, status_date=day, today=day, holidays=HOUSE.holidays)
    return HOUSE.workbooks.patch(data, examined.changes(), examined.parsed.layout)


def _rewritten(before: bytes, after: bytes) -> None:
    old, new = Package(before), Package(after)
    touched = {part for part in old.parts if old.record(part) != new.record(part)}
    with zipfile.ZipFile(io.BytesIO(before)) as package:
        for name in package.namelist():
            if name.lower() in touched:
                content = package.read(name)
                etree.fromstring(content)
                zlib.compress(content, 6)


def _largest_sheet(data: bytes) -> int:
    package = Package(data)
    return max(len(package.read(part)) for part in package.parts if part.startswith("xl/worksheets/sheet"))


def _seconds(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def _peak(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    main()
