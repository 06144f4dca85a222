"""The example event: a new workbook, filled in as a person would, slips included."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheetplan.build.content import Record, WorkbookContent
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS

EVENT_TYPE = "新品发布会"
EVENT_DATE = date(2024, 3, 20)

Entries = Mapping[str, Any]
"""By sheet: a form's entries, or a table's rows by column. A row with a known id amends that row."""


def demo_entries(language: str, folder: Path) -> Entries:
    """Return the entries of the example event in one language, from ``<language>.toml`` in a folder."""
    return tomllib.loads((folder / f"{language}.toml").read_text("utf-8"), parse_float=Decimal)


def filled_in(content: WorkbookContent, entries: Entries) -> WorkbookContent:
    """Return a workbook's content with entries written into people's cells."""
    forms, tables = dict(content.forms), dict(content.tables)
    for sheet, written in entries.items():
        row_type = SHEETS[sheet]
        if row_type.shape is Shape.FORM:
            forms[sheet] = {**forms.get(sheet, {}), **written}
        else:
            tables[sheet] = _amended(tables.get(sheet, ()), written, row_type.key)
    return replace(content, forms=forms, tables=tables)


def _amended(
    standing: Sequence[Record], written: Sequence[Mapping[str, Any]], key: str
) -> tuple[Record, ...]:
    """Return rows with those amended that are named, by ``id`` where the key itself is rewritten."""
    rows = [dict(row) for row in standing]
    known = {row[key]: row for row in rows if row.get(key)} if key else {}
    for entry in written:
        row = known.get(entry.get("id", entry.get(key)))
        if row is None:
            row = {}
            rows.append(row)
        row.update({column: _cell(value) for column, value in entry.items() if column != "id"})
    return tuple(rows)


def _cell(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
