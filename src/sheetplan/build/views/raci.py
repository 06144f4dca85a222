"""The look of the matrix of responsibilities."""

from __future__ import annotations

from sheetplan.build.layout import FIRST_ROW, HEADER_ROW
from sheetplan.build.theme import ACCENT, LINE, NAVY, TONES, WHITE, header_style
from sheetplan.build.views.canvas import A4, INVISIBLE, Canvas, cell, letters
from sheetplan.views.raci import PEOPLE
from sheetplan.views.task_lines import TASKS

LAST_ROW = FIRST_ROW + TASKS - 1


def draw(canvas: Canvas) -> None:
    """Draw the matrix."""
    who = canvas.view.part("who")
    width = who.left + PEOPLE - 1
    canvas.frame()
    canvas.part("who", header_style(computed=True) | {"font_size": 8, "text_wrap": True, "indent": 0})
    canvas.part("keys", {"num_format": INVISIBLE, "font_size": 4})
    rows = canvas.part("rows")
    canvas.headings(rows, height=40)
    canvas.part("letters", {"align": "center", "indent": 0})
    canvas.page.set_default_row(18)
    _paint(canvas, width)
    canvas.page.freeze_panes(HEADER_ROW, 2)
    people = max(canvas.rows("people") + 1, 6)
    canvas.print_on(
        A4,
        (HEADER_ROW + max(canvas.rows("tasks") + 5, 15), who.left - 1 + min(people, PEOPLE)),
        landscape=False,
        pages=1,
    )


def _paint(canvas: Canvas, width: int) -> None:
    rows = canvas.view.part("rows")
    empty = {"bg_color": WHITE, "font_color": WHITE}
    left = canvas.view.part("who").left
    first, title = f"{letters(left)}{FIRST_ROW}", cell(rows, "title")
    line = {"bottom": 1, "bottom_color": LINE}
    canvas.paint((HEADER_ROW, left, HEADER_ROW, width), f'{letters(left)}${HEADER_ROW}=""', empty)
    matrix = FIRST_ROW, left, LAST_ROW, width
    for letter, look in (
        ("A", {"bg_color": "#FBE9DF", "font_color": ACCENT, "bold": True}),
        ("R", {"bg_color": NAVY, "font_color": WHITE, "bold": True}),
        ("C", TONES["info"]),
        ("I", {"font_color": "#8C97A6"}),
    ):
        canvas.paint(matrix, f'ISNUMBER(FIND("{letter}",{first}))', look | line)
    canvas.paint(matrix, f'{title}<>""', line)
    canvas.paint((FIRST_ROW, 1, LAST_ROW, 2), f'{title}<>""', line)
