"""How each view looks. What its formulas are is told in `sheetplan.views`."""

from collections.abc import Callable, Mapping

from xlsxwriter import Workbook

from sheetplan.build.views import (
    dashboard,
    figures,
    gantt,
    guide,
    promotion_calendar,
    raci,
    run_sheet,
    workload,
)
from sheetplan.build.views.canvas import Canvas
from sheetplan.language import Wording
from sheetplan.views.view import View

DRAWN: Mapping[str, Callable[[Canvas], None]] = {
    "dashboard": dashboard.draw,
    "gantt": gantt.draw,
    "raci": raci.draw,
    "workload": workload.draw,
    "guide": guide.draw,
    "promotion_calendar": promotion_calendar.draw,
    "run_sheet": run_sheet.draw,
    "figures": figures.draw,
}


def draw_view(book: Workbook, view: View, words: Wording, counts: Mapping[str, int]) -> None:
    """Add the worksheet of a view after those already there.

    Args:
        book: the workbook.
        view: what it shows.
        words: its language.
        counts: the filled rows of each table.
    """
    DRAWN[view.key](Canvas(book, view, words, counts))
