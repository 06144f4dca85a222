"""The dashboard's look: cards, charts, lists, on one page."""

from __future__ import annotations

from typing import Any

from sheetplan.build.theme import (
    ACCENT,
    BLUE,
    FONTS,
    HINT,
    INK,
    LINE,
    NAVY,
    SLATE,
    WHITE,
    Style,
    header_style,
)
from sheetplan.build.views.canvas import A4, Canvas
from sheetplan.views import VIEWS
from sheetplan.views.dashboard import CARD_ROW, CARD_WIDTH, CARDS, LIST_ROW, LIST_WIDTH, LISTS
from sheetplan.views.figures import LISTED, POINTS

COLUMNS, WIDTH = 12, 12.3
CHART_ROWS = 9, 25
CHART_HEIGHT = 16
"""In rows."""
LABEL: Style = {
    "font_size": 9, "font_color": SLATE, "align": "left", "indent": 1, "valign": "vcenter",
    "top": 5, "top_color": NAVY, "bg_color": "#F7F8FA",
}  # fmt: skip
FIGURE: Style = {
    "font_size": 20, "bold": True, "font_color": NAVY, "align": "left", "indent": 1, "valign": "vcenter",
    "bg_color": "#F7F8FA",
}  # fmt: skip
NOTE: Style = {
    "font_size": 9, "font_color": SLATE, "align": "left", "indent": 1, "valign": "vcenter",
    "bg_color": "#F7F8FA", "shrink": True,
}  # fmt: skip
LINES: tuple[Style, Style] = (
    {"color": "#9AA8BF", "width": 1.75, "dash_type": "dash"},
    {"color": ACCENT, "width": 2.5},
)
"""Of what was planned and of what came of it."""
BAD: Style = {"font_color": "#B3261E"}


def draw(canvas: Canvas) -> None:
    """Draw the dashboard."""
    canvas.frame()
    canvas.page.set_column(0, COLUMNS - 1, WIDTH)
    _head(canvas)
    for index, key in enumerate(CARDS):
        _card(canvas, index, key)
    for row in range(CHART_ROWS[0], LIST_ROW - 2):
        canvas.page.set_row(row - 1, 18)
    _charts(canvas)
    for index, key in enumerate((*LISTS, "risks")):
        _list(canvas, index, key)
    canvas.page.set_zoom(90)
    canvas.print_on(A4, (LIST_ROW + LISTED - 1, COLUMNS), landscape=False, pages=1)


def _head(canvas: Canvas) -> None:
    canvas.part("name", HINT | {"font_size": 12, "bold": True, "font_color": INK, "shrink": False})
    canvas.text(2, 10, canvas.say("measured"), HINT | {"align": "right"})
    canvas.part("measured", HINT | {"num_format": "yyyy-mm-dd", "align": "left"})
    canvas.page.set_row(3, 6)


def _card(canvas: Canvas, index: int, key: str) -> None:
    left = 1 + CARD_WIDTH * index
    gap = {"right": 5, "right_color": WHITE}
    for line, style, height in ((0, LABEL, 20), (1, FIGURE, 34), (2, NOTE, 20)):
        canvas.page.set_row(CARD_ROW - 1 + line, height)
        canvas.merged(CARD_ROW + line, left, left + CARD_WIDTH - 1, style | gap)
    canvas.text(CARD_ROW, left, canvas.say(key), LABEL | gap)
    said = canvas.words.section("view_texts", "dashboard")
    for line, name, style in ((1, "figure", FIGURE), (2, "note", NOTE)):
        shape = said.get(f"{key}_{name}_format")
        part = canvas.part(f"{key}_{name}", style | gap | ({"num_format": shape} if shape else {}))
        if key in _ALARMS and line == 1:
            top = part.top
            canvas.paint((top, left, top, left + 1), _ALARMS[key].format(cell=f"{part.reference(name)}"), BAD)


_ALARMS = {"slipping": "N({cell})>0", "budget": "N({cell})>1"}
"""When a figure turns red."""


def _charts(canvas: Canvas) -> None:
    data = Figures(canvas)
    places = ((CHART_ROWS[0], 0), (CHART_ROWS[0], 6), (CHART_ROWS[1], 0), (CHART_ROWS[1], 6))
    made = (
        _achievement(canvas, data),
        _budget(canvas, data),
        _over_time(canvas, data, "points", ("planned", "done"), "burn_up"),
        _over_time(canvas, data, "sign_ups", ("planned", "came"), "sign_ups"),
    )
    for chart, (row, column) in zip(made, places, strict=False):
        chart.set_size({"width": 6 * 91 - 8, "height": CHART_HEIGHT * 24 - 12})
        chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": WHITE}})
        chart.show_hidden_data()
        canvas.page.insert_chart(row - 1, column, chart, {"x_offset": 4, "y_offset": 6, "object_position": 1})


class Figures:
    """Where charts find their figures."""

    def __init__(self, canvas: Canvas) -> None:
        self._sheet = canvas.words.view("figures")
        self.font = {"name": FONTS[canvas.words.language], "size": 8, "color": SLATE}

    def range(self, part: str, column: str) -> str:
        """Return the cells of a column."""
        return f"='{self._sheet}'!{VIEWS['figures'].part(part).reference(column)}"


def _titled(canvas: Canvas, chart: Any, data: Figures, key: str) -> Any:
    title = data.font | {"size": 11, "bold": True, "color": NAVY}
    chart.set_title({"name": canvas.say(key), "name_font": title, "overlay": False})
    chart.set_legend({"position": "bottom", "font": data.font})
    return chart


def _axes(chart: Any, data: Figures, *, shape: str, across: dict[str, Any] | None = None) -> None:
    faint = {"color": LINE, "width": 0.75}
    chart.set_x_axis({"num_font": data.font, "line": faint, "major_tick_mark": "none"} | (across or {}))
    chart.set_y_axis(
        {
            "num_font": data.font, "num_format": shape, "min": 0, "line": {"none": True},
            "major_gridlines": {"visible": True, "line": faint}, "major_tick_mark": "none",
        }
    )  # fmt: skip


def _achievement(canvas: Canvas, data: Figures) -> Any:
    chart = canvas.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": canvas.say("rate"), "categories": data.range("metrics", "metric"),
            "values": data.range("metrics", "rate"), "fill": {"color": BLUE}, "gap": 60,
            "data_labels": {"value": True, "num_format": "0%;;", "font": data.font},
        }
    )  # fmt: skip
    _titled(canvas, chart, data, "achievement").set_legend({"none": True})
    faint = {"color": LINE, "width": 0.75}
    chart.set_x_axis(
        {
            "num_font": data.font,
            "num_format": "0%",
            "min": 0,
            "major_gridlines": {"visible": True, "line": faint},
            "line": {"none": True},
        }
    )
    chart.set_y_axis(
        {
            "num_font": data.font,
            "reverse": True,
            "line": faint,
            "major_tick_mark": "none",
            "major_gridlines": {"visible": False},
        }
    )
    return chart


def _budget(canvas: Canvas, data: Figures) -> Any:
    chart = canvas.book.add_chart({"type": "column"})
    for column, colour in (("planned", "#B9CCE6"), ("actual", NAVY)):
        chart.add_series(
            {
                "name": canvas.say(column), "categories": data.range("categories", "category"),
                "values": data.range("categories", column), "fill": {"color": colour}, "gap": 70,
            }
        )  # fmt: skip
    _axes(chart, data, shape="#,##0")
    return _titled(canvas, chart, data, "by_category")


def _over_time(canvas: Canvas, data: Figures, part: str, columns: tuple[str, str], key: str) -> Any:
    """Draw what was planned, and what came of it until today."""
    chart = canvas.book.add_chart({"type": "line"})
    for column, line in zip(columns, LINES, strict=True):
        chart.add_series(
            {
                "name": canvas.say(f"{key}_{column}"), "categories": data.range(part, "day"),
                "values": data.range(part, column), "line": line, "categories_data": [0] * POINTS,
            }
        )  # fmt: skip
    _axes(chart, data, shape="0", across={"num_format": "mm-dd", "text_axis": True, "interval_unit": 2})
    chart.show_blanks_as("span")
    return _titled(canvas, chart, data, key)


def _list(canvas: Canvas, index: int, key: str) -> None:
    left = 1 + LIST_WIDTH * index
    canvas.page.set_row(LIST_ROW - 3, 22)
    title = {
        "bold": True,
        "font_color": NAVY,
        "font_size": 11,
        "valign": "vcenter",
        "bottom": 2,
        "bottom_color": NAVY,
    }
    canvas.merged(LIST_ROW - 2, left, left + LIST_WIDTH - 1, title, canvas.say(key))
    quiet = header_style(computed=True) | {"font_size": 9, "align": "left", "indent": 1}
    canvas.merged(LIST_ROW - 1, left, left + 1, quiet, canvas.say("risk" if key == "risks" else "task"))
    canvas.text(LIST_ROW - 1, left + 2, canvas.say("responsible"), quiet | {"indent": 0})
    canvas.text(LIST_ROW - 1, left + 3, canvas.say("score" if key == "risks" else "day"), quiet)
    line = {"bottom": 1, "bottom_color": LINE, "font_size": 9, "text_wrap": True, "shrink": False}
    for row in range(LIST_ROW, LIST_ROW + LISTED):
        canvas.page.set_row(row - 1, 27)
        canvas.merged(row, left, left + 1, line)
    canvas.part(key, line, widths=False)
    canvas.part(f"{key}_who", line, looks={"responsible": {"font_size": 8, "indent": 0}}, widths=False)
