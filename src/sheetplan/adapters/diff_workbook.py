"""Differences as a workbook: one line per cell, to be filtered and passed on."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

_WIDTHS = (14, 12, 10, 20, 40, 40)


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with one table. Whatever a text begins with, it stays text."""
    import xlsxwriter  # noqa: PLC0415 - only who asks for a workbook needs it

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(title)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    lines = list(rows)
    for number, line in enumerate(lines, 1):
        for column, text in enumerate(line):
            sheet.write_string(number, column, text[:32767], wrapped)
    last = max(len(lines), 1)
    columns = [{"header": heading} for heading in headings]
    sheet.add_table(0, 0, last, len(headings) - 1, {"columns": columns, "style": "Table Style Light 9"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
