"""The plan for wikis and chats: a table for each sheet, with the columns that hold anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sheetplan.app.exports import Export
from sheetplan.app.exports.rows import columns_of, exported_sheets, form_lines, rows_of
from sheetplan.app.exports.words import said
from sheetplan.app.pipeline import Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.language import wording
from sheetplan.model.column import Column
from sheetplan.model.kinds import Money, Number, Rate
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS

FEWEST = 2
"""Columns of a form that are always shown: the entry and its content."""


def write(_: House, found: Examined, sheets: Sequence[str]) -> Export:
    """Return the plan as Markdown."""
    chosen = exported_sheets(found, sheets)
    if not chosen:
        raise Refusal("nothing-to-export")
    words = wording(found.language)
    name = found.parsed.plan.event.name
    title = [f"# {_cell(name)}", ""] if name else []
    at = words.text("exports", "as_of", day=found.outcome.status_date)
    lines, count = [*title, at, ""], 0
    for sheet in chosen:
        rows = [row for row in rows_of(found, sheet) if row]
        count += len(rows)
        lines += [f"## {found.parsed.layout.sheets[sheet].name}", "", *_table(found, sheet, rows), ""]
    return Export("\n".join(lines).encode(), count)


def _table(found: Examined, sheet: str, rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    columns, words = columns_of(sheet), wording(found.language)
    headings = {
        key: found.parsed.layout.sheets[sheet].heading(key) or words.heading(sheet, key) for key in columns
    }
    if SHEETS[sheet].shape is Shape.FORM:
        yield from _form(found, sheet)
        return
    used = [key for key in columns if any(key in row for row in rows)]
    yield _line([headings[key] for key in used])
    yield _line(["---:" if isinstance(columns[key].kind, Number) else "---" for key in used])
    for row in rows:
        yield _line([_shown(row.get(key), columns[key], found) for key in used])


def _form(found: Examined, sheet: str) -> Iterator[str]:
    head, *entries = form_lines(found, sheet, _shown)
    used = [at for at in range(len(head)) if at < FEWEST or any(entry[at] for entry in entries)]
    yield _line([head[at] for at in used])
    yield _line(["---" for _ in used])
    yield from (_line([entry[at] for at in used]) for entry in entries)


def _shown(value: Any, column: Column, found: Examined) -> str:
    if isinstance(value, Decimal) and isinstance(column.kind, Rate):
        return f"{value * 100:.4g}%"
    if isinstance(value, Decimal) and isinstance(column.kind, Money):
        return f"{value:,.2f}"
    return said(value, column, found)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    """Return a text within one cell, in which nothing is taken for markup of a table or a page."""
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return "<br>".join(line.strip() for line in escaped.splitlines()) if "\n" in escaped else escaped
