"""The run sheet's look: large, for those who stand behind the stage."""

from __future__ import annotations

from sheetplan.build.layout import FIRST_ROW, HEADER_ROW
from sheetplan.build.theme import LINE, NAVY
from sheetplan.build.views.canvas import A4, Canvas, cell
from sheetplan.views.run_sheet import SEGMENTS

LAST_ROW = FIRST_ROW + SEGMENTS - 1
ONE_PAGE = 18
"""So many segments can still be read from a step away when they share a page."""


def draw(canvas: Canvas) -> None:
    """Draw the run sheet."""
    rows = canvas.view.part("rows")
    width = len(rows.columns)
    canvas.frame()
    strong = {"bold": True, "font_size": 12, "font_color": NAVY}
    wrapped = {"font_size": 11, "text_wrap": True, "shrink": False}
    canvas.part("rows", wrapped, looks={"start": strong, "segment": strong})
    canvas.headings(rows)
    canvas.page.set_default_row(36)
    area = FIRST_ROW, 1, LAST_ROW, width
    canvas.paint(area, f'{cell(rows, "segment")}<>""', {"bottom": 1, "bottom_color": LINE})
    canvas.page.freeze_panes(HEADER_ROW, 0)
    printed = min(max(canvas.rows("run_of_show") + 3, 12), SEGMENTS)
    canvas.print_on(A4, (HEADER_ROW + printed, width), pages=1 if printed <= ONE_PAGE else 0)
