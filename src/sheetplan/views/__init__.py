"""Views: worksheets of formulas over the tables, and what these formulas give. Nothing is read from them."""

from sheetplan.views.dashboard import DASHBOARD
from sheetplan.views.figures import FIGURES
from sheetplan.views.gantt import GANTT
from sheetplan.views.guide import GUIDE
from sheetplan.views.promotion_calendar import PROMOTION_CALENDAR
from sheetplan.views.raci import RACI
from sheetplan.views.run_sheet import RUN_SHEET
from sheetplan.views.view import View
from sheetplan.views.workload import WORKLOAD

VIEWS: dict[str, View] = {
    view.key: view
    for view in (DASHBOARD, GUIDE, GANTT, RACI, WORKLOAD, PROMOTION_CALENDAR, RUN_SHEET, FIGURES)
}
"""Every view by key."""
