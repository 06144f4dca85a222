"""The promotion calendar's look: a week in a band, its days across."""

from __future__ import annotations

from sheetplan.build.layout import HEADER_ROW
from sheetplan.build.theme import ACCENT, COMPUTED_FILL, LINE, NAVY, WHITE, Style, header_style
from sheetplan.build.views.canvas import A4, INVISIBLE, Canvas, letters
from sheetplan.views import VIEWS
from sheetplan.views.promotion_calendar import DAYS, FIRST_ROW, SLOTS, WEEK_ROWS, WEEKS

LAST_ROW = FIRST_ROW + WEEKS * WEEK_ROWS - 1
DATE: Style = {
    "num_format": "mm-dd", "bg_color": COMPUTED_FILL, "font_color": NAVY, "bold": True, "align": "left",
    "indent": 1,
}  # fmt: skip
POST: Style = {
    "text_wrap": True, "shrink": False, "font_size": 9, "valign": "top", "left": 1, "left_color": LINE,
}  # fmt: skip


def draw(canvas: Canvas) -> None:
    """Draw the calendar."""
    canvas.frame()
    canvas.page.set_column(0, 0, 3)
    for name in ("posts", "begin"):
        canvas.part(name, {"num_format": INVISIBLE})
    for day in range(DAYS):
        canvas.text(HEADER_ROW, 2 + day, canvas.say(f"day{day}"), header_style(computed=True))
    canvas.page.set_row(HEADER_ROW - 1, 22)
    for week in range(WEEKS):
        top = FIRST_ROW + week * WEEK_ROWS
        canvas.part(f"week{week}", DATE)
        canvas.part(f"week{week}_posts", POST)
        canvas.page.set_row(top - 1, 18)
        for row in range(top + 1, top + 1 + SLOTS):
            canvas.page.set_row(row - 1, 27)
    _paint(canvas)
    canvas.page.freeze_panes(HEADER_ROW, 0)
    canvas.print_on(A4, (LAST_ROW, 1 + DAYS), landscape=False, pages=1)


def _paint(canvas: Canvas) -> None:
    names = canvas.words.view("figures")
    today = f"'{names}'!{VIEWS['figures'].part('today').reference('day')}"
    for week in range(WEEKS):
        top = FIRST_ROW + week * WEEK_ROWS
        dates, first = (top, 2, top, 1 + DAYS), f"{letters(2)}${top}"
        event = (
            f"OR({first}=sp_event_event_date,AND({first}>=sp_event_event_date,{first}<=sp_event_end_date))"
        )
        canvas.paint(dates, event, {"bg_color": ACCENT, "font_color": WHITE})
        canvas.paint(dates, f"{first}={today}", {"bg_color": "#C0392B", "font_color": WHITE})
        posts = top + 1, 2, top + SLOTS, 1 + DAYS
        canvas.paint(posts, f'LEFT({letters(2)}{top + 1},1)="✓"', {"font_color": "#8C97A6"})
