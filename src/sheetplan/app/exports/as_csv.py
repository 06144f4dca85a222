"""One sheet as a list that Excel, WPS and databases open: UTF-8 with its mark, headings as they stand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from sheetplan.app.exports import Export
from sheetplan.app.exports.rows import columns_of, form_lines, rows_of
from sheetplan.app.exports.words import said
from sheetplan.app.pipeline import Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.language import wording
from sheetplan.model.kinds import Number
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS

MARK = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def write(_: House, found: Examined, sheets: Sequence[str]) -> Export:
    """Return a sheet as CSV; the tasks, where none is named."""
    (sheet,) = sheets or ("tasks",)
    where = found.parsed.layout.sheets.get(sheet)
    if where is None:
        raise Refusal("nothing-to-export")
    target = StringIO()
    writer = csv.writer(target)
    if SHEETS[sheet].shape is Shape.FORM:
        lines = list(form_lines(found, sheet))
        writer.writerows([_safe(cell, None) for cell in line] for line in lines)
        return Export((MARK + target.getvalue()).encode(), len(lines) - 1)
    columns, words = columns_of(sheet), wording(found.language)
    rows = list(rows_of(found, sheet))
    writer.writerow(where.heading(key) or words.heading(sheet, key) for key in columns)
    for row in rows:
        writer.writerow(
            _safe(said(row.get(key), column, found), column.kind) for key, column in columns.items()
        )
    return Export((MARK + target.getvalue()).encode(), len(rows))


def _safe(text: str, kind: object) -> str:
    """Return a text that no program takes for a formula when it opens the list."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not isinstance(kind, Number) else text
