"""Findings as a workbook of their own, to be sent round and ticked off."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from sheetplan.app.checked import Checked, place
from sheetplan.language import Wording, display_width
from sheetplan.model.values import quoted_place

COLUMNS = ("file", "severity", "code", "place", "row_key", "heading", "value", "message", "remedy", "why")
_WIDTHS = (22, 9, 9, 14, 9, 13, 16, 42, 42, 36)
_LINE, _PADDING = 15, 6
"""Height of a line of text and what a row is higher than its lines, in points."""
_CELL = {"text_wrap": True, "valign": "vcenter", "border": 1, "border_color": "#CBD3DF", "font_size": 10}
_FILLS = {"error": "#F8CBAD", "warning": "#FFE699", "note": "#DDEBF7"}


def findings_workbook(results: Sequence[Checked], words: Wording, folder: Path) -> bytes:
    """Return a workbook with a row for each finding, its place a link to the cell it speaks about.

    Args:
        results: what was checked; a file that was refused is a row as well.
        words: the reader's.
        folder: where the list will stand; links lead from there.
    """
    rows = [row for result in results for row in _rows(result, words, folder)]
    buffer = io.BytesIO()
    # Nothing of what people typed may become a formula here.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        sheet = book.add_worksheet(words.sheet("findings"))
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        _fill(book, sheet, rows)
        head = book.add_format(_CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864"})
        header = [{"header": words.text("findings_list", key), "header_format": head} for key in COLUMNS]
        table = {"columns": header, "name": "Findings", "style": None}
        sheet.add_table(0, 0, max(len(rows), 1), len(COLUMNS) - 1, table)
        _paint(book, sheet, max(len(rows), 1), words)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return buffer.getvalue()


def _rows(result: Checked, words: Wording, folder: Path) -> list[dict[str, str]]:
    if result.refusal:
        severity = words.choice("severity", "error")
        return [{"file": result.file, "severity": severity, "message": result.refusal}]
    return [_row(finding, result.file, words, folder) for finding in result.findings]


def _row(finding: dict[str, Any], file: str, words: Wording, folder: Path) -> dict[str, str]:
    told = {key: str(finding[key] or "") for key in ("code", "row_key", "value", "message", "remedy", "why")}
    at = quoted_place(finding["sheet"], finding["cell"] or "A1")
    return told | {
        "file": file,
        "severity": words.choice("severity", finding["severity"]),
        "place": place(finding),
        "heading": finding["column"] or "",
        "link": f"external:{os.path.relpath(file, folder)}#{at}",
    }


def _fill(book: Any, sheet: Any, rows: list[dict[str, str]]) -> None:
    plain = book.add_format(_CELL)
    link = book.add_format(_CELL | {"font_color": "#0563C1", "underline": 1})
    for number, row in enumerate(rows, 1):
        sheet.set_row(number, _height(row))
        for column, key in enumerate(COLUMNS):
            if key == "place" and "link" in row:
                sheet.write_url(number, column, row["link"], link, row[key])
            else:
                sheet.write_string(number, column, row.get(key, ""), plain)


def _height(row: dict[str, str]) -> int:
    """Return the height that the longest text of a row needs, as nearly as its characters tell."""
    texts = zip((row.get(key, "") for key in COLUMNS), _WIDTHS, strict=True)
    return max(-(-display_width(text) // width) or 1 for text, width in texts) * _LINE + _PADDING


def _paint(book: Any, sheet: Any, last: int, words: Wording) -> None:
    for severity, fill in _FILLS.items():
        word = f'"{words.choice("severity", severity)}"'
        looks = book.add_format({"bg_color": fill})
        rule = {"type": "cell", "criteria": "==", "value": word, "format": looks}
        sheet.conditional_format(1, 1, last, 1, rule)
