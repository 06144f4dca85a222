"""The Gantt chart's look: conditional formats draw bars, done parts, days off and the line of the day."""

from __future__ import annotations

from sheetplan.build.layout import FIRST_ROW, HEADER_ROW
from sheetplan.build.theme import ACCENT, BLUE, HINT, LINE, NAVY, SLATE, WHITE, Style
from sheetplan.build.views.canvas import A3, INVISIBLE, Canvas, cell
from sheetplan.views import VIEWS
from sheetplan.views.gantt import GRID, PERIODS
from sheetplan.views.task_lines import TASKS

AXIS: Style = {
    "font_size": 7, "rotation": 90, "num_format": "mm-dd", "align": "center", "valign": "vcenter",
    "bg_color": SLATE, "font_color": WHITE, "shrink": False,
}  # fmt: skip
SHADE, BEYOND = "#EEF1F5", "#C3CBD8"
DONE, WAY, HOT = "#8FA3C1", BLUE, ACCENT
APART: Style = {"bottom": 1, "bottom_color": WHITE}
"""Between bars that stand above each other."""
LAST_ROW = FIRST_ROW + TASKS - 1
VISIBLE = 7


def draw(canvas: Canvas) -> None:
    """Draw the Gantt chart."""
    page = canvas.page
    canvas.frame()
    canvas.part("frame", {"num_format": INVISIBLE})
    rows = canvas.part("rows")
    canvas.part("axis", AXIS)
    canvas.part("off", {"num_format": INVISIBLE, "font_size": 4})
    canvas.headings(rows, height=36)
    page.set_column(GRID - 1, GRID + PERIODS - 2, 2.3)
    page.set_column(GRID + PERIODS - 1, GRID + PERIODS - 1, 2.3, None, {"hidden": True})
    page.set_default_row(18)
    _bars(canvas)
    _rows(canvas)
    _legend(canvas)
    page.freeze_panes(HEADER_ROW, 2)
    page.set_zoom(85)
    canvas.print_on(A3, (HEADER_ROW + max(canvas.rows("tasks") + 5, 15), GRID - 1 + PERIODS))


def _bars(canvas: Canvas) -> None:
    rows, axis, off = (canvas.view.part(name) for name in ("rows", "axis", "off"))
    begin, end = cell(axis, "p0", across=True), cell(axis, "p1", across=True)
    start, finish, until = (cell(rows, name) for name in ("start", "finish", "until"))
    tone, today = cell(rows, "tone"), _today(canvas)
    within = f"ISNUMBER({start}),{begin}<={finish},{end}>{start}"
    grid = FIRST_ROW, GRID, LAST_ROW, GRID + PERIODS - 1
    looks = (
        (f"AND({tone}=3,{within})", {"bg_color": NAVY} | APART),
        (f"AND({within},{begin}<{until})", {"bg_color": DONE} | APART),
        (f"AND({tone}=2,{within})", {"bg_color": HOT} | APART),
        (f"AND({tone}=1,{within})", {"bg_color": WAY} | APART),
        (f'AND({cell(off, "f0", across=True)}=1,{cell(rows, "title")}<>"")', {"bg_color": SHADE}),
        (
            f'AND({begin}<={today},{end}>{today},{cell(rows, "title")}<>"")',
            {"left": 1, "left_color": "#C0392B"},
        ),
        (f'{cell(rows, "title")}<>""', {"bottom": 1, "bottom_color": LINE}),
    )
    for criteria, look in looks:
        canvas.paint(grid, criteria, look)
    head = HEADER_ROW, GRID, HEADER_ROW, GRID + PERIODS - 1
    canvas.paint(head, f"{begin}>{_frame(canvas, 'last')}+{_frame(canvas, 'scale')}*7", {"bg_color": BEYOND})
    canvas.paint(head, f"AND({begin}<={today},{end}>{today})", {"bg_color": "#C0392B", "font_color": WHITE})
    canvas.paint(head, f"{_frame(canvas, 'scale')}=30", {"num_format": "yyyy-mm"})


def _rows(canvas: Canvas) -> None:
    rows = canvas.view.part("rows")
    area = FIRST_ROW, 1, LAST_ROW, VISIBLE
    title, status = cell(rows, "title"), cell(rows, "status")
    words = {key: f'"{canvas.words.choice("task_status", key)}"' for key in ("slipping", "done")}
    line = {"bottom": 1, "bottom_color": LINE}
    canvas.paint(area, f"{status}={words['slipping']}", {"font_color": "#9C1C14", "bold": True} | line)
    canvas.paint(area, f"{status}={words['done']}", {"font_color": "#8C97A6"} | line)
    canvas.paint(area, f'{title}<>""', line)


def _legend(canvas: Canvas) -> None:
    """What the colours mean, in the band over the periods."""
    column = GRID
    for key, colour in (("way", WAY), ("hot", HOT), ("finished", DONE), ("point", NAVY), ("shut", SHADE)):
        canvas.text(2, column, "", HINT | {"bg_color": colour})
        canvas.text(2, column + 1, canvas.say(key), HINT | {"font_size": 8, "indent": 0})
        column += 9


def _today(canvas: Canvas) -> str:
    figures = VIEWS["figures"]
    return f"'{canvas.words.view(figures.key)}'!{figures.part('today').reference('day')}"


def _frame(canvas: Canvas, name: str) -> str:
    return canvas.view.part("frame").reference(name)
