"""A new workbook against bare libraries writing the very same cells: XlsxWriter and openpyxl.

The peers are given every cell as it stands in the finished file: value or formula, and its format. They
write no tables, drop-downs, conditional formats or charts, look nothing up and compute nothing. Each round
runs all of them in one process, so that a slow moment of the machine strikes all alike; medians are compared.
"""

from __future__ import annotations

import io
import statistics
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter

from sheetplan.build.new import Wish, new_workbook
from sheetplan.language import wording
from sheetplan.wiring import event_type_shelves, house

ROUNDS = 7
LIMIT = 1.5
TYPES = ("行业峰会", "线下新品发布会", "用户沙龙")
"""The largest kind of event, the example's, and the smallest."""


class Cell(NamedTuple):
    """A cell as a library is told to write it."""

    row: int
    column: int
    value: Any
    format: str


Sheets = dict[str, list[Cell]]


def main() -> None:
    """Print the medians, the ratios and the sizes."""
    warnings.simplefilter("ignore", UserWarning)
    for name in TYPES:
        data = made(name)
        sheets = cells_of(data)
        seconds = medians(
            {
                "sheetplan new": lambda name=name: made(name),
                "XlsxWriter": lambda sheets=sheets: with_xlsxwriter(sheets),
                "openpyxl": lambda sheets=sheets: with_openpyxl(sheets),
            }
        )
        ours = seconds["sheetplan new"]
        print(f"{name}: {sum(map(len, sheets.values()))} cells, {len(data) / 1000:.0f} kB")
        for peer, taken in seconds.items():
            print(f"  {peer:14} {taken * 1000:6.0f} ms   {ours / taken:4.2f}x")
        print(f"  {'within' if ours <= LIMIT * seconds['XlsxWriter'] else 'over'} {LIMIT} times XlsxWriter")


def made(name: str) -> bytes:
    """A new workbook of a kind of event, half a year ahead."""
    wish = Wish(type=name, event_date=date.today() + timedelta(days=180), language="zh")  # noqa: DTZ011
    return new_workbook(house(), wish, event_type_shelves(Path()), wording("zh")).data


def cells_of(data: bytes) -> Sheets:
    """Every cell of a file that holds something or is formatted."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {
        sheet.title: [
            Cell(cell.row, cell.column, cell.value, cell.number_format)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None or cell.has_style
        ]
        for sheet in book
    }


def with_xlsxwriter(sheets: Sheets) -> bytes:
    """The cells written with XlsxWriter."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        formats: dict[str, Any] = {}
        for name, cells in sheets.items():
            page = book.add_worksheet(name)
            for cell in cells:
                look = formats.get(cell.format)
                if look is None:
                    look = formats[cell.format] = book.add_format({"num_format": cell.format})
                write = page.write_datetime if isinstance(cell.value, date | datetime) else page.write
                write(cell.row - 1, cell.column - 1, cell.value, look)
    return target.getvalue()


def with_openpyxl(sheets: Sheets) -> bytes:
    """The cells written with openpyxl."""
    book = openpyxl.Workbook()
    for name, cells in sheets.items():
        page = book.create_sheet(name)
        for cell in cells:
            page.cell(cell.row, cell.column, cell.value).number_format = cell.format
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def medians(runs: dict[str, Callable[[], bytes]]) -> dict[str, float]:
    """The median seconds of each run, taken in turns."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - started)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


if __name__ == "__main__":
    main()
