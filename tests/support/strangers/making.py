"""Workbooks as event teams make them for themselves: other words, other orders, time across."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import xlsxwriter

Fill = Callable[[Any], None]
STRANGERS: dict[str, Fill] = {}
"""What fills the first sheet of each workbook."""
MONDAY = date(2026, 3, 2)


def made(name: str) -> bytes:
    """One of the workbooks."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet(name[:31])
        sheet.book = book
        STRANGERS[name](sheet)
    return memory.getvalue()


def layout(name: str) -> Callable[[Fill], Fill]:
    """Declare a workbook by what its tab says."""
    return lambda fill: STRANGERS.setdefault(name, fill)


def put(sheet: Any, top: int, rows: Sequence[Sequence[object]], left: int = 0) -> None:
    """Write rows from a row of the worksheet on, counted as people count."""
    for number, row in enumerate(rows, top - 1):
        for column, cell in enumerate(row, left):
            if isinstance(cell, str) and cell.startswith("="):
                formula, _, value = cell.partition("→")
                sheet.write_formula(number, column, formula, None, float(value or 0))
            elif cell is not None:
                sheet.write(number, column, cell)


def shown(sheet: Any, area: str, number_format: str) -> None:
    """Let the numbers of an area that are written later be shown in a format."""
    sheet.set_column(area, None, sheet.book.add_format({"num_format": number_format}))


def merge(sheet: Any, area: str, text: str) -> None:
    """Merge cells over a text."""
    sheet.merge_range(area, text)


def on(days: int) -> date:
    """A day after the Monday on which everything begins."""
    return MONDAY + timedelta(days)
