"""A worksheet of a view while it is drawn: frame, formulas, labels, conditional formats."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook

from sheetplan.build.layout import HEADER_ROW, HINT_ROW, TITLE_ROW
from sheetplan.build.page import Page
from sheetplan.build.theme import BAND, FRAME, HINT, INK, TABS, Style, alignment, header_style
from sheetplan.language import Wording
from sheetplan.model.values import column_letters
from sheetplan.views import VIEWS
from sheetplan.views.view import LEAST, SPARE, Part, View, formula

HEIGHTS = {TITLE_ROW: 34, HINT_ROW: 22, HINT_ROW + 1: 6}
INVISIBLE = ";;;"
"""The number format of what only formulas and conditional formats look at."""
A4, A3 = 9, 8
SHRUNK: Style = {"shrink": True, "text_wrap": False}
"""Of texts in rows whose height nobody fits."""


class ViewPage(Page):
    """A worksheet that can share a formula among many cells, as Excel does where it was copied."""

    def __init__(self) -> None:
        super().__init__()
        self._areas: dict[str, str] = {}
        self._begun: list[str] = []

    def share(self, formula: str, area: str) -> None:
        """Let all cells with this text stand for the formula of the first one, moved."""
        self._areas[formula] = area

    def _xml_formula_element(self, formula: str, result: Any, attributes: list[tuple[str, Any]]) -> None:
        if formula not in self._areas:
            super()._xml_formula_element(formula, result, attributes)
            return
        tag = "".join(f' {name}="{value}"' for name, value in attributes)
        first = formula not in self._begun
        if first:
            self._begun.append(formula)
        area = f' ref="{self._areas[formula]}"' if first else ""
        text = f">{self._escape_data(formula)}</f>" if first else "/>"
        shared = f'<f t="shared"{area} si="{self._begun.index(formula)}"{text}'
        self.fh.write(f"<c{tag}>{shared}<v>{result}</v></c>")


class Canvas:
    """Draws one view."""

    def __init__(self, book: Workbook, view: View, words: Wording, counts: Mapping[str, int]) -> None:
        self.book = book
        self.view = view
        self.words = words
        self._counts = counts
        self.page = book.add_worksheet(words.view(view.key), ViewPage)
        self.page.hide_gridlines(2)
        self.page.set_tab_color(TABS[view.after or "event"])

    def rows(self, sheet: str) -> int:
        """Return how many rows of a table are filled."""
        return self._counts.get(sheet, 0)

    def extent(self, part: Part) -> int:
        """Return how many of a part's rows are built."""
        return min(part.rows, max(self.rows(part.follows) + SPARE, LEAST)) if part.follows else part.rows

    def say(self, key: str) -> str:
        """Return a text of this view."""
        return self.words.text("view_texts", self.view.key, key)

    def frame(self) -> None:
        """Draw the band with the view's name and, under it, what it is for."""
        for row, height in HEIGHTS.items():
            look = FRAME.get(row)
            self.page.set_row(row - 1, height, self.format(look) if look else None)
        self.text(TITLE_ROW, 1, self.words.view(self.view.key), BAND)
        self.text(HINT_ROW, 1, self.say("hint"), HINT)

    def headings(self, part: Part, height: float = 32) -> None:
        """Write what stands above the visible columns of a part."""
        self.page.set_row(HEADER_ROW - 1, height)
        said = self.words.section("view_texts", self.view.key)
        for index, name in enumerate(part.columns, part.left):
            if name in said:
                self.text(HEADER_ROW, index, said[name], header_style(computed=True))

    def part(
        self,
        name: str,
        style: Style | None = None,
        *,
        looks: Mapping[str, Style] | None = None,
        widths: bool = True,
    ) -> Part:
        """Write the formulas of a part, and set the widths of its columns where it has more than one row.

        Args:
            name: of the part.
            style: of all its cells, beyond what their kinds ask for.
            looks: of single columns.
            widths: whether its columns are as wide as they say.
        """
        part = self.view.part(name)
        for index, (key, column) in enumerate(part.columns.items(), part.left - 1):
            look = {"valign": "vcenter", "font_color": INK, "num_format": column.kind.number_format}
            look |= alignment(column.kind) | SHRUNK | (style or {}) | (looks or {}).get(key, {})
            found = self.format(look)
            if part.rows > 1 and widths:
                self.page.set_column(index, index, column.width, None, {"hidden": column.hidden})
            self._write(part, key, index, found)
        return part

    def _write(self, part: Part, column: str, index: int, look: Any) -> None:
        first = formula(part, column, 1, VIEWS, self.words)
        alone = part.rows > 1 and not _ELSEWHERE.search(first)
        if alone:
            same = [name for name, its in part.columns.items() if its.formula == part.columns[column].formula]
            self.page.share(first, part.area(same[0], same[-1], self.extent(part)))
        for number in range(1, self.extent(part) + 1):
            text = first if alone else formula(part, column, number, VIEWS, self.words)
            self.page.write_formula(part.top + number - 2, index, f"={text}", look, "")

    def text(self, row: int, column: int, text: str, style: Style) -> None:
        """Write a label."""
        self.page.write_string(row - 1, column - 1, text, self.format(style))

    def merged(self, row: int, first: int, last: int, style: Style, text: str = "") -> None:
        """Write a label over several columns."""
        self.page.merge_range(row - 1, first - 1, row - 1, last - 1, text, self.format(style))

    def paint(self, area: tuple[int, int, int, int], criteria: str, style: Style) -> None:
        """Paint cells (first row, first column, last row, last column) where a formula holds."""
        top, left, bottom, right = area
        rule = {"type": "formula", "criteria": f"={criteria}", "format": self.format(style)}
        self.page.conditional_format(top - 1, left - 1, bottom - 1, right - 1, rule)

    def format(self, style: Style) -> Any:
        """Return a cell format."""
        return self.book.add_format(style)

    def print_on(self, paper: int, area: tuple[int, int], *, landscape: bool = True, pages: int = 0) -> None:
        """Set the printed page: so many rows and columns, all on its width, under headings."""
        rows, columns = area
        (self.page.set_landscape if landscape else self.page.set_portrait)()
        self.page.set_paper(paper)
        self.page.fit_to_pages(1, pages)
        self.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.page.print_area(0, 0, rows - 1, columns - 1)
        if not pages:
            self.page.repeat_rows(HEADER_ROW - 1)
        self.page.set_footer(f"&L&8&A&R&8{self.words.text('workbook', 'page')}")


_ELSEWHERE = re.compile(r"[!\[]")
"""Other sheets and tables, which Excel does not let a shared formula speak of."""


def cell(part: Part, column: str, *, across: bool = False) -> str:
    """Return the first cell of a part's column as conditional formats name it: its row or column may move."""
    letters = part.letters(column)
    return f"{letters}${part.top}" if across else f"${letters}{part.top}"


def range_of(part: Part) -> tuple[int, int, int, int]:
    """Return the cells of a part."""
    return part.top, part.left, part.top + part.rows - 1, part.left + len(part.columns) - 1


def letters(column: int) -> str:
    """Return the letters of a worksheet column, counted from 1."""
    return column_letters(column)
