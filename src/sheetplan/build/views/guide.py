"""The page that tells how to use the workbook."""

from __future__ import annotations

from sheetplan.build.theme import (
    ACCENT,
    COMPUTED_FILL,
    COMPUTED_INK,
    INK,
    LINE,
    NAVY,
    SLATE,
    TONES,
    WHITE,
    Style,
)
from sheetplan.build.views.canvas import A4, Canvas
from sheetplan.language import display_width

SECTIONS = ("start", "cells", "daily", "alone", "share", "views", "sheetplan")
TEXT_WIDTH, SAMPLE_WIDTH = 110, 14
LINE_HEIGHT, LEAST_HEIGHT = 15, 22
HEAD: Style = {"bold": True, "font_size": 12, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY}
TEXT: Style = {"font_color": INK, "text_wrap": True, "align": "left", "valign": "vcenter", "indent": 1}
NUMBER: Style = {"font_color": ACCENT, "bold": True, "align": "right", "valign": "vcenter", "indent": 1}
_CELL: Style = {"border": 1, "border_color": LINE, "align": "center", "valign": "vcenter", "font_size": 9}
SAMPLES: dict[str, Style] = {
    "input": {"font_color": INK},
    "computed": {"bg_color": COMPUTED_FILL, "font_color": COMPUTED_INK},
    "input_head": {"bg_color": NAVY, "font_color": WHITE, "bold": True},
    "computed_head": {"bg_color": SLATE, "font_color": WHITE, "bold": True},
    "error": TONES["error mark"],
    "warning": TONES["warning mark"],
    "good": TONES["good"],
    "bad": TONES["bad"],
}
"""What the looks of cells mean, each shown in that look."""


def draw(canvas: Canvas) -> None:
    """Write the page."""
    canvas.frame()
    canvas.page.set_column(0, 0, SAMPLE_WIDTH)
    canvas.page.set_column(1, 1, TEXT_WIDTH)
    canvas.page.set_column(2, 2, 2)
    row = 4
    for section in SECTIONS:
        row = _section(canvas, section, row)
    canvas.print_on(A4, (row - 1, 2), landscape=False, pages=1)


def _section(canvas: Canvas, section: str, row: int) -> int:
    said = canvas.words.section("view_texts", "guide", section)
    canvas.page.set_row(row - 1, 24)
    canvas.text(row, 1, said["title"], HEAD)
    canvas.text(row, 2, "", HEAD)
    for key, text in said.items():
        if key != "title":
            row += 1
            lines = -(-display_width(text) // TEXT_WIDTH)
            canvas.page.set_row(row - 1, LEAST_HEIGHT + LINE_HEIGHT * (lines - 1))
            if key in SAMPLES:
                canvas.text(
                    row, 1, canvas.words.text("view_texts", "guide", "samples", key), _CELL | SAMPLES[key]
                )
            else:
                canvas.text(row, 1, key.removeprefix("n"), NUMBER)
            canvas.text(row, 2, text, TEXT)
    return row + 2
