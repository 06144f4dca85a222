"""The master workbook: every sheet drawn from its declaration, alive without us.

Row 1 names the sheet, row 2 says what it is for, row 4 holds the headings. Column A is a margin.
"""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from sheetplan.build.content import Content
from sheetplan.build.paint import paint_findings, paint_status
from sheetplan.build.theme import Theme
from sheetplan.build.validation import validate
from sheetplan.changes.compare import written
from sheetplan.language import Wording, wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Names, Number, Quantity, Text
from sheetplan.model.plan import Side
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Value
from sheetplan.table.formula import render
from sheetplan.table.layout import FORM_COLUMNS

HEADER_ROW = 3
"""Counted from 0, as XlsxWriter does."""
FIRST_COLUMN = 1
SPARE_ROWS = {"tasks": 8, "metrics": 4, "people": 6, "budget": 6, "review": 8, "actions": 6, "texts": 6}
"""Empty rows at the end of each table, ready to type into."""
MARK_ROWS = 5000
"""So many findings can paint their cells."""
FORM_WIDTHS = {"item": 20, "content": 62, "responsible": 14, "due": 13, "note": 36}
TAB_COLOURS = {"findings": "#C0392B", "settings": "#A6B1C2", "calendar": "#A6B1C2"}
FROZEN_THROUGH = {"tasks": "title", "metrics": "metric", "budget": "item"}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The same content makes the same bytes: no clock in the file."""


def build_workbook(content: Content, language: str) -> bytes:
    """Return a new workbook; its formulas have no values yet, recalculation gives them."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": EPOCH, "title": str(content.forms.get("event", {}).get("name") or "")})
    words, theme = wording(language), Theme(book, language)
    sheets = {sheet: book.add_worksheet(words.sheet(sheet)) for sheet in SHEETS}
    _define_names(book, words)
    for sheet, row_type in SHEETS.items():
        painter = _Painter(sheets[sheet], row_type, words, theme)
        painter.draw(content)
    sheets["event"].activate()
    book.close()
    return buffer.getvalue()


def _define_names(book: Workbook, words: Wording) -> None:
    """Name the ranges that drop-downs and conditional formats of other sheets look at."""
    for name, sheet, column, rows in (
        ("sp_marks", "findings", "mark", MARK_ROWS),
        ("sp_people", "people", "name", 200),
        ("sp_categories", "budget_summary", "category", 60),
    ):
        letter = FIRST_COLUMN + list(SHEETS[sheet].columns()).index(column)
        first, last = (
            xl_rowcol_to_cell(row, letter, row_abs=True, col_abs=True)
            for row in (HEADER_ROW + 1, HEADER_ROW + rows)
        )
        book.define_name(name, f"='{words.sheet(sheet)}'!{first}:{last}")


class _Painter:
    """Draws one sheet."""

    def __init__(self, sheet: Worksheet, row_type: type[Row], words: Wording, theme: Theme) -> None:
        self.sheet, self.row_type, self.words, self.theme = sheet, row_type, words, theme
        self.columns = row_type.columns()

    def draw(self, content: Content) -> None:
        """Fill the sheet and set it up for screen and print."""
        key = self.row_type.sheet
        self._head()
        if self.row_type.shape is Shape.FORM:
            sides = {entry: side for (sheet, entry), side in content.sides.items() if sheet == key}
            last_row, last_column = self._form(content.forms.get(key, {}), sides)
        else:
            last_row, last_column = self._table(content.tables.get(key, ()))
        self._page(last_row, last_column)

    def _head(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.set_column(0, 0, 1.5)
        self.sheet.set_row(0, 30)
        self.sheet.write(0, FIRST_COLUMN, self.words.sheet(self.row_type.sheet), self.theme.title())
        hint = self.words.text("sheet_hints", self.row_type.sheet)
        self.sheet.write(1, FIRST_COLUMN, hint, self.theme.hint())
        self.sheet.set_row(HEADER_ROW, 32)

    def _table(self, rows: object) -> tuple[int, int]:
        filled = list(rows)  # type: ignore[call-overload]
        count = max(len(filled) + SPARE_ROWS.get(self.row_type.sheet, 0), 1)
        last_row, last_column = HEADER_ROW + count, FIRST_COLUMN + len(self.columns) - 1
        self.sheet.add_table(
            HEADER_ROW,
            FIRST_COLUMN,
            last_row,
            last_column,
            {
                "name": self.row_type.table,
                "style": None,
                "columns": [self._table_column(key, column) for key, column in self.columns.items()],
            },
        )
        for offset in range(count):
            values = filled[offset] if offset < len(filled) else {}
            for index, (key, column) in enumerate(self.columns.items()):
                self._cell(HEADER_ROW + 1 + offset, FIRST_COLUMN + index, column, values.get(key))
        for index, (key, column) in enumerate(self.columns.items()):
            place = FIRST_COLUMN + index
            self.sheet.set_column(place, place, column.width, None, {"hidden": column.hidden})
            area = (HEADER_ROW + 1, place, last_row, place)
            validate(self.sheet, area, column, self.words.help(self.row_type.sheet, key), self.words)
        area = (HEADER_ROW + 1, FIRST_COLUMN, last_row, last_column)
        paint_findings(self.sheet, area, self.row_type, self.words, self.theme)
        paint_status(self.sheet, area, self.row_type, self.words, self.theme)
        frozen = FROZEN_THROUGH.get(self.row_type.sheet)
        split = FIRST_COLUMN + list(self.columns).index(frozen) + 1 if frozen else 0
        self.sheet.freeze_panes(HEADER_ROW + 1, split)
        return last_row, last_column

    def _table_column(self, key: str, column: Column) -> dict[str, object]:
        described: dict[str, object] = {
            "header": self.words.heading(self.row_type.sheet, key),
            "header_format": self.theme.heading(computed=column.owner is not Owner.PEOPLE),
        }
        if column.formula:
            described["formula"] = "=" + self._formula(column)
        return described

    def _form(self, values: object, sides: dict[str, Side]) -> tuple[int, int]:
        contents: dict[str, Value] = dict(values)  # type: ignore[call-overload]
        last_row = HEADER_ROW + len(self.columns)
        last_column = FIRST_COLUMN + len(FORM_COLUMNS) - 1
        self.sheet.add_table(
            HEADER_ROW,
            FIRST_COLUMN,
            last_row,
            last_column,
            {
                "name": self.row_type.table,
                "style": None,
                "autofilter": False,
                "columns": [
                    {
                        "header": self.words.form_headings(key)[0],
                        "header_format": self.theme.heading(computed=False),
                    }
                    for key in FORM_COLUMNS
                ],
            },
        )
        for number, (key, column) in enumerate(self.columns.items(), HEADER_ROW + 1):
            self._entry(number, key, column, contents.get(key), sides.get(key, Side()))
        for index, key in enumerate(FORM_COLUMNS):
            self.sheet.set_column(FIRST_COLUMN + index, FIRST_COLUMN + index, FORM_WIDTHS[key])
        area = (HEADER_ROW + 1, FIRST_COLUMN, last_row, last_column)
        paint_findings(self.sheet, area, self.row_type, self.words, self.theme)
        self.sheet.freeze_panes(HEADER_ROW + 1, 0)
        return last_row, last_column

    def _entry(self, number: int, key: str, column: Column, value: Value, side: Side) -> None:
        self.sheet.set_row(number, 34 if isinstance(column.kind, Text) and column.kind.long else 22)
        self.sheet.write(
            number, FIRST_COLUMN, self.words.heading(self.row_type.sheet, key), self.theme.label()
        )
        self._cell(number, FIRST_COLUMN + 1, column, value, align="left")
        area = (number, FIRST_COLUMN + 1, number, FIRST_COLUMN + 1)
        validate(self.sheet, area, column, self.words.help(self.row_type.sheet, key), self.words)
        beside = {"responsible": Text(), "due": Date(), "note": Text(long=True)}
        for index, (name, kind) in enumerate(beside.items(), FIRST_COLUMN + 2):
            self._cell(number, index, Column(kind=kind), getattr(side, name))

    def _cell(self, row: int, place: int, column: Column, value: Value, align: str = "") -> None:
        kind = column.kind
        looks = self.theme.cell(
            computed=column.owner is not Owner.PEOPLE,
            number_format=kind.number_format,
            wrap=isinstance(kind, Text | Names | Quantity),
            align=align or _alignment(column),
        )
        if column.formula:
            self.sheet.write_formula(row, place, "=" + self._formula(column), looks, "")
            return
        raw = written(value, column, self.words.language)
        match raw:
            case None | "":
                self.sheet.write_blank(row, place, None, looks)
            case bool() | int() | float():
                self.sheet.write_number(row, place, raw, looks)
            case date():
                self.sheet.write_datetime(row, place, raw, looks)
            case _:
                self.sheet.write_string(row, place, str(raw), looks)

    def _formula(self, column: Column) -> str:
        return render(column.formula, self.row_type.sheet, self.words.heading, self.words)

    def _page(self, last_row: int, last_column: int) -> None:
        """Print on A4 across, one page wide, headings repeated."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(HEADER_ROW)
        self.sheet.print_area(0, 0, last_row, last_column)
        self.sheet.set_footer("&L&8&A&R&8&P / &N")
        self.sheet.set_tab_color(TAB_COLOURS.get(self.row_type.sheet, "#1F3864"))
        self.sheet.set_zoom(100)


def _alignment(column: Column) -> str:
    if isinstance(column.kind, Number | Quantity):
        return "right"
    return "center" if isinstance(column.kind, Choice | Date) else "left"
