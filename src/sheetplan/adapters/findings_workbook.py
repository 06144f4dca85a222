"""Findings as a workbook of their own, to be sent round and ticked off."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from sheetplan.app.checked import Checked, place
from sheetplan.language import Wording
from sheetplan.model.values import quoted_place

COLUMNS = ("file", "severity", "code", "place", "row_key", "heading", "value", "message", "remedy", "why")
_WIDTHS = (28, 9, 9, 16, 10, 14, 20, 46, 46, 46)
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
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, wrapped)
        _fill(sheet, rows, book.add_format({"font_color": "#0563C1", "underline": 1, "valign": "top"}))
        header = [{"header": words.text("findings_list", key)} for key in COLUMNS]
        table = {"columns": header, "name": "Findings", "style": "Table Style Light 1"}
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


def _fill(sheet: Any, rows: list[dict[str, str]], link: Any) -> None:
    for number, row in enumerate(rows, 1):
        for column, key in enumerate(COLUMNS):
            if key == "place" and "link" in row:
                sheet.write_url(number, column, row["link"], link, row[key])
            else:
                sheet.write_string(number, column, row.get(key, ""))


def _paint(book: Any, sheet: Any, last: int, words: Wording) -> None:
    for severity, fill in _FILLS.items():
        word = f'"{words.choice("severity", severity)}"'
        looks = book.add_format({"bg_color": fill})
        rule = {"type": "cell", "criteria": "==", "value": word, "format": looks}
        sheet.conditional_format(1, 1, last, 1, rule)
