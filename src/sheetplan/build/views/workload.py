"""The look of the workload: what is more than a person has room for stands out."""

from __future__ import annotations

from sheetplan.build.layout import FIRST_ROW, HEADER_ROW
from sheetplan.build.theme import LINE, TONES, header_style
from sheetplan.build.views.canvas import A4, Canvas, cell, letters
from sheetplan.views import VIEWS
from sheetplan.views.workload import PEOPLE, WEEKS

LAST_ROW = FIRST_ROW + PEOPLE - 1
FULL_WEEK = 5


def draw(canvas: Canvas) -> None:
    """Draw the table of people and weeks."""
    axis = canvas.view.part("axis")
    width = axis.left + WEEKS - 1
    canvas.frame()
    whole = {"num_format": "General"}
    rows = canvas.part("rows", {"num_format": "0.0;-0.0;;@"}, looks={"capacity": whole, "open": whole})
    canvas.part("axis", header_style(computed=True) | {"num_format": "mm-dd"})
    canvas.headings(rows, height=32)
    canvas.page.set_default_row(20)
    left = letters(axis.left)
    weeks = FIRST_ROW, axis.left, LAST_ROW, width
    first, room = f"{left}{FIRST_ROW}", cell(rows, "capacity")
    line = {"bottom": 1, "bottom_color": LINE}
    limit = f"IF(ISNUMBER({room}),{room},{FULL_WEEK})"
    canvas.paint(weeks, f"AND(ISNUMBER({first}),{first}>{limit})", TONES["bad"] | line)
    canvas.paint(weeks, f"AND(ISNUMBER({first}),{first}>0)", TONES["info"] | line)
    canvas.paint((FIRST_ROW, 1, LAST_ROW, width), f'{cell(rows, "name")}<>""', line)
    week = f"{left}${HEADER_ROW}"
    figures = VIEWS["figures"]
    today = f"'{canvas.words.view('figures')}'!{figures.part('today').reference('day')}"
    head = HEADER_ROW, axis.left, HEADER_ROW, width
    canvas.paint(head, f"AND({week}<={today},{week}+6>={today})", {"bg_color": "#C0392B"})
    canvas.page.freeze_panes(HEADER_ROW, 1)
    canvas.print_on(A4, (HEADER_ROW + min(max(canvas.rows("people") + 2, 6), PEOPLE), width))
