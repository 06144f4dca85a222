"""Many events as a workbook: a sheet each for events, late tasks, people's weeks and benchmarks."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import xlsxwriter

from sheetplan.app.address import is_address
from sheetplan.app.portfolio import Table
from sheetplan.engine.portfolio import Portfolio
from sheetplan.language import Wording, display_width

AUTHOR = "sheetplan portfolio"
"""Stands in the file as who saved it last, until somebody else does."""
_FORMATS = {
    "date": "yyyy-mm-dd",
    "money": "#,##0",
    "rate": "0.0%",
    "number": "0.##",
    "text": "@",
    "state": "@",
}
_ALIGNED = {
    "date": "center", "money": "right", "rate": "right", "number": "right", "text": "left", "state": "left",
}  # fmt: skip
_WIDEST, _NARROWEST = 34, 9
_CELL = {"font_size": 10, "valign": "vcenter"}
_HEAD = {**_CELL, "bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864"}


def portfolio_workbook(portfolio: Portfolio, tables: Sequence[Table], words: Wording, folder: Path) -> bytes:
    """Return a workbook with the tables of a portfolio; the name of an event leads to its workbook."""
    buffer = io.BytesIO()
    # Nothing of what people typed may become a formula here.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"author": AUTHOR})
        for table in tables:
            sheet = book.add_worksheet(words.text("portfolio", "tables", table.key))
            links = [_link(entry.file, folder) for entry in portfolio.entries]
            _write(book, sheet, table, links if table.key == "events" else (), words)
    return buffer.getvalue()


def _link(file: str, folder: Path) -> str:
    return file if is_address(file) else os.path.relpath(file, folder)


def is_untouched(data: bytes) -> bool:
    """Return whether a file is such a workbook and nobody has saved it since."""
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            properties = parts.read("docProps/core.xml")
    except (BadZipFile, KeyError):
        return False
    return b"<cp:lastModifiedBy>%b</cp:lastModifiedBy>" % AUTHOR.encode() in properties


def _write(book: Any, sheet: Any, table: Table, links: Sequence[str], words: Wording) -> None:
    formats = {
        kind: book.add_format(_CELL | {"num_format": form, "align": _ALIGNED[kind]})
        for kind, form in _FORMATS.items()
    }
    link = book.add_format(_CELL | {"font_color": "#0563C1", "underline": 1})
    heads = {kind: book.add_format(_HEAD | {"align": side}) for kind, side in _ALIGNED.items()}
    titles = [words.text("portfolio", "columns", column.key) for column in table.columns]
    for number, row in enumerate(table.rows):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            kind = table.kinds.get((number, place), column.kind)
            if place == 0 and links:
                sheet.write_url(number + 1, 0, f"external:{links[number]}", link, str(value))
            else:
                _cell(sheet, (number + 1, place), kind, _said(value, kind, words), formats[kind])
    last = max(len(table.rows), 1)
    columns = [
        {"header": title, "header_format": heads[column.kind]}
        for title, column in zip(titles, table.columns, strict=True)
    ]
    sheet.add_table(0, 0, last, len(titles) - 1, {"columns": columns, "style": "Table Style Light 1"})
    for place, title in enumerate(titles):
        sheet.set_column(place, place, _width(title, [row[place] for row in table.rows]))
    _paint(book, sheet, table, last)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _said(value: Any, kind: str, words: Wording) -> Any:
    return words.text("portfolio", "states", value) if kind == "state" else value


def _cell(sheet: Any, place: tuple[int, int], kind: str, value: Any, form: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(*place, None, form)
    elif kind == "date":
        sheet.write_datetime(*place, value, form)
    elif kind in {"text", "state"}:
        sheet.write_string(*place, str(value), form)
    else:
        sheet.write_number(*place, float(value), form)


def _width(title: str, values: Sequence[Any]) -> int:
    longest = max((display_width(str(value)) for value in values if isinstance(value, str)), default=0)
    return min(max(longest, display_width(title) + 2, _NARROWEST), _WIDEST) + 2


def _paint(book: Any, sheet: Any, table: Table, last: int) -> None:
    """Let the workbook itself show what needs a look."""
    warn = book.add_format({"bg_color": "#F8CBAD"})
    for place, column in enumerate(table.columns):
        if column.key in {"slipping", "overdue", "errors", "overload"}:
            rule = {"type": "cell", "criteria": ">", "value": 0, "format": warn}
            sheet.conditional_format(1, place, last, place, rule)
        elif column.key == "forecast_rate":
            sheet.conditional_format(
                1, place, last, place, {"type": "cell", "criteria": ">", "value": 1, "format": warn}
            )
        elif column.key == "progress":
            bar = {"type": "data_bar", "bar_color": "#9DC3E6", "bar_solid": True}
            limits = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1}
            sheet.conditional_format(1, place, last, place, bar | limits)
