"""One grid onto one worksheet: band, hint, Excel Table, entry checks, conditional formats, print set-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Any

from xlsxwriter import Workbook

from sheetplan.build.content import Single
from sheetplan.build.entry import validations
from sheetplan.build.grid import Area, Grid, Slot
from sheetplan.build.layout import FIRST_ROW, HEADER_ROW, HINT_ROW, TITLE_ROW
from sheetplan.build.page import Page
from sheetplan.build.paint import Paint, paints
from sheetplan.build.theme import (
    BAND,
    FRAME,
    HINT,
    TABLE_STYLE,
    TABS,
    TONES,
    Style,
    cell_style,
    entry_style,
    header_style,
    label_style,
)
from sheetplan.language import Wording, display_width
from sheetplan.model.kinds import Choice
from sheetplan.model.values import column_letters

WIDE = 150
"""From this width on, the columns that name a row stay in view."""
MAX_FROZEN = 3
HEIGHTS = {TITLE_ROW: 34, HINT_ROW: 22, HINT_ROW + 1: 6, HEADER_ROW: 32}
A4, A3 = 9, 8
POSTER = 250
"""From this width on, a sheet of A4 would be too small to read, and from twice that on one of A3."""
TALL = 25
"""Entries of a form from which on it stands upright."""
ORIGIN = datetime(1899, 12, 30)  # noqa: DTZ001 - Excel knows no time zones
ROW_HEIGHT, LINE_HEIGHT, MAX_HEIGHT = 21, 14, 400
PADDING = 2
"""Characters of a column's width that its text does not get."""


class TablePage(Page):
    """A worksheet whose data rows have a height without insisting on it: they still grow as people type.

    XlsxWriter marks every height as set by hand, and Excel never fits such a row again.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        if tag == "row" and attributes[0][1] >= FIRST_ROW:
            attributes = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes)


class SheetWriter:
    """Writes grids into a workbook."""

    def __init__(self, book: Workbook, wording: Wording) -> None:
        self._book = book
        self._wording = wording
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, grid: Grid) -> None:
        """Add the worksheet of a grid after those already there."""
        page = self._book.add_worksheet(self._wording.sheet(grid.sheet), TablePage)
        self._write_frame(page, grid)
        self._write_table(page, grid)
        self._write_cells(page, grid)
        self._write_checks(page, grid)
        self._write_paints(page, grid)
        self._set_view(page, grid)
        self._set_print(page, grid)

    def _write_frame(self, page: Any, grid: Grid) -> None:
        for row, height in HEIGHTS.items():
            look = FRAME.get(row)
            page.set_row(row - 1, height, self._format(look) if look else None)
        for index, field in enumerate(grid.fields):
            page.set_column(index, index, field.width, None, {"hidden": field.hidden})
        page.write_string(TITLE_ROW - 1, 0, self._wording.sheet(grid.sheet), self._format(BAND))
        page.write_string(HINT_ROW - 1, 0, self._wording.text("sheet_hints", grid.sheet), self._format(HINT))

    def _write_table(self, page: Any, grid: Grid) -> None:
        columns = [
            {
                "header": field.heading,
                "header_format": self._format(header_style(computed=field.computed)),
                "formula": field.formula,
            }
            for field in grid.fields
        ]
        page.add_table(
            HEADER_ROW - 1, 0, grid.last_row - 1, len(grid.fields) - 1,
            {
                "name": grid.row.table, "style": TABLE_STYLE, "columns": columns,
                "autofilter": not grid.is_form, "banded_rows": not grid.is_form,
            },
        )  # fmt: skip

    def _write_cells(self, page: Any, grid: Grid) -> None:
        for row, slots in enumerate(grid.slots, FIRST_ROW):
            for index, slot in enumerate(slots):
                self._write_slot(page, row - 1, index, slot, _style(grid, index, slot))
            page.set_row(row - 1, self._height(grid, slots))

    def _write_slot(self, page: Any, row: int, index: int, slot: Slot, style: Style) -> None:
        look = self._format(style)
        value = self._stored(slot)
        if slot.formula:
            page.write_formula(row, index, f"={slot.formula}", look, "" if value is None else value)
        elif value is None or value == "":
            page.write_blank(row, index, None, look)
        elif isinstance(value, str):
            page.write_string(row, index, value, look)
        elif isinstance(value, bool):
            page.write_boolean(row, index, value, look)
        else:
            page.write_number(row, index, value, look)

    def _height(self, grid: Grid, slots: tuple[Slot, ...]) -> float:
        """Return the height that the longest text of a row needs, as nearly as its characters tell."""
        lines = max(
            sum(-(-display_width(line) // int(field.width - PADDING)) or 1 for line in text.split("\n"))
            for slot, field in zip(slots, grid.fields, strict=True)
            for text in (str(self._stored(slot) or ""),)
            if not field.hidden
        )
        return min(ROW_HEIGHT + (lines - 1) * LINE_HEIGHT, MAX_HEIGHT)

    def _stored(self, slot: Slot) -> str | float | bool | None:
        """Return what Excel stores for a value: words for choices, serial numbers for dates."""
        value, kind = slot.value, slot.column.kind
        if isinstance(value, str) and isinstance(kind, Choice):
            names = self._wording.choices(kind.choices).get(value)
            return names[0] if names else value
        if isinstance(value, tuple):
            return self._wording.text("workbook", "names_joined").join(value)
        return stored(value)

    def _write_checks(self, page: Any, grid: Grid) -> None:
        for cells, options in validations(grid, self._wording):
            page.data_validation(*cells, options)

    def _write_paints(self, page: Any, grid: Grid) -> None:
        by_area = {area: list(found) for area, found in groupby(paints(grid, self._wording), _painted)}
        alike = () if grid.is_form else [area for area in by_area if all(p.everywhere for p in by_area[area])]
        together = {"multi_range": " ".join(_rectangles(alike))} if len(alike) > 1 else {}
        for area, found in by_area.items():
            if not together or area not in alike[1:]:
                for paint in found:
                    look = {"format": self._format(TONES[paint.tone])} if paint.tone else {}
                    shared = together if area in alike else {}
                    page.conditional_format(*_range(area), paint.rule | look | shared)

    def _set_view(self, page: Any, grid: Grid) -> None:
        frozen = _frozen_columns(grid)
        page.freeze_panes(FIRST_ROW - 1, frozen)
        page.hide_gridlines(2)
        page.set_zoom(90 if grid.width > WIDE else 100)
        page.set_tab_color(TABS[grid.sheet])
        page.set_selection(FIRST_ROW - 1, 1 if grid.is_form else 0, FIRST_ROW - 1, 1 if grid.is_form else 0)

    def _set_print(self, page: Any, grid: Grid) -> None:
        if grid.is_form and len(grid.slots) > TALL:
            page.set_portrait()
        else:
            page.set_landscape()
        page.set_paper(A3 if grid.width > POSTER else A4)
        across = max(1, int(grid.width / POSTER))
        page.fit_to_pages(across, 1 if grid.is_form else 0)
        if across > 1:
            page.repeat_columns(0, max(_frozen_columns(grid) - 1, 0))
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.repeat_rows(HEADER_ROW - 1)
        page.set_footer(f"&L&8&A&R&8{self._wording.text('workbook', 'page')}")

    def _format(self, style: Style) -> Any:
        """Return one format object per look; XlsxWriter would write each anew."""
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(style)
        return self._formats[key]


def stored(value: Single) -> str | float | bool | None:
    """Return a value as Excel stores it: dates and times as days since the end of 1899."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date | time | timedelta):
        days = _since_1899(value) / timedelta(days=1)
        return int(days) if days.is_integer() else days
    return value


def _since_1899(value: date | time | timedelta) -> timedelta:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, time):
        return datetime.combine(ORIGIN, value.replace(tzinfo=None)) - ORIGIN
    if isinstance(value, datetime):
        return value.replace(tzinfo=None) - ORIGIN
    return datetime.combine(value, time()) - ORIGIN


def _painted(paint: Paint) -> Area:
    return paint.area


def _rectangles(areas: Sequence[Area]) -> Iterator[str]:
    """Yield columns of equal height as references, neighbours as one."""
    for _, found in groupby(enumerate(areas), lambda at: at[1].index - at[0]):
        side_by_side = [area for _, area in found]
        first, last = side_by_side[0], side_by_side[-1]
        left, right = column_letters(first.index + 1), column_letters(last.index + 1)
        yield f"{left}{first.first_row}:{right}{last.last_row}"


def _range(area: Area) -> tuple[int, int, int, int]:
    return area.first_row - 1, area.index, area.last_row - 1, area.index


def _style(grid: Grid, index: int, slot: Slot) -> Style:
    if not grid.is_form or index > 1:
        return cell_style(slot.column)
    return entry_style(slot.column) if index else label_style(slot.column)


def _frozen_columns(grid: Grid) -> int:
    """Return how many columns stay in view: to the last required one of the first three."""
    if grid.is_form or grid.width <= WIDE:
        return 0
    first = grid.areas[:MAX_FROZEN]
    return max((area.index + 1 for area in first if area.column.required), default=0)
