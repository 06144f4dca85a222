"""The master workbook, built from the schema: whatever a sheet declares is what stands in the file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from sheetplan.build.content import WorkbookContent
from sheetplan.build.grid import grid_of
from sheetplan.build.layout import FIRST_ROW, LAST_MARK_ROW, MARKS, offered
from sheetplan.build.lists import write_lists
from sheetplan.build.sheet import SheetWriter
from sheetplan.build.theme import FONT_SIZE, FONTS, theme_xml
from sheetplan.build.views import draw_view
from sheetplan.language.wording import Wording, wording
from sheetplan.model.column import Column
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import column_letters
from sheetplan.table.formula import entries_named, entry_name, escape
from sheetplan.views import VIEWS
from sheetplan.views.view import column_name, columns_named

CREATED = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in the file's properties: the same content gives the same bytes on any day."""


def build_workbook(content: WorkbookContent, language: str) -> bytes:
    """Return the file of a master workbook in one language, holding this content.

    Raises:
        KeyError: a language we have no words for.
    """
    words = wording(language)
    target = BytesIO()
    with Workbook(target, _options(language)) as book:
        book.use_custom_theme(StringIO(theme_xml()))
        book.set_properties(_properties(content, words))
        grids = {sheet: grid_of(row, content, words) for sheet, row in SHEETS.items()}
        counts = {sheet: len(rows) for sheet, rows in content.tables.items()}
        for sheet in ("", *SHEETS):
            if sheet:
                SheetWriter(book, words).write(grids[sheet])
            for view in VIEWS.values():
                if view.after == sheet:
                    draw_view(book, view, words, counts)
        for name, cells in (*_names(words), *write_lists(book, words)):
            book.define_name(name, f"={cells}")
    return target.getvalue()


def _options(language: str) -> dict[str, object]:
    font = {"font_name": FONTS[language], "font_size": FONT_SIZE, "font_scheme": "none"}
    return {"in_memory": True, "default_format_properties": font, "strings_to_formulas": False}


def _properties(content: WorkbookContent, words: Wording) -> dict[str, object]:
    title = content.forms.get("event", {}).get("name") or words.text("workbook", "title")
    return {
        "title": str(title),
        "subject": words.text("workbook", "title"),
        "author": "sheetplan",
        "created": CREATED,
    }


def _names(words: Wording) -> Iterator[tuple[str, str]]:
    """The marks have a fixed range, because conditional formats ask for them from every sheet."""
    letters = column_letters(list(SHEETS["findings"].columns()).index("mark") + 1)
    yield MARKS, f"'{words.sheet('findings')}'!${letters}${FIRST_ROW}:${letters}${LAST_MARK_ROW}"
    for sheet in sorted({column.offers for column in _columns() if column.offers}):
        yield offered(sheet), _column(sheet, SHEETS[sheet].key, words)
    in_tables = (column.formula for column in _columns())
    in_views = [
        column.formula for view in VIEWS.values() for part in view.parts for column in part.columns.values()
    ]
    for sheet, entry in entries_named((*in_tables, *in_views)):
        number = FIRST_ROW + list(SHEETS[sheet].columns()).index(entry)
        yield entry_name(sheet, entry), f"'{words.sheet(sheet)}'!$B${number}"
    for sheet, column in entries_named(in_views, Shape.TABLE):
        yield entry_name(sheet, column), _column(sheet, column, words)
    for part, column in columns_named(VIEWS):
        yield column_name(part, column), f"'{words.view(part.view)}'!{part.reference(column)}"


def _column(sheet: str, column: str, words: Wording) -> str:
    return f"{SHEETS[sheet].table}[{escape(words.heading(sheet, column))}]"


def _columns() -> Iterator[Column]:
    for row in SHEETS.values():
        yield from row.columns().values()
