"""Views: worksheets of formulas over the tables, and what these formulas give. Nothing is read from them."""

from sheetplan.views.dashboard import DASHBOARD
from sheetplan.views.figures import FIGURES
from sheetplan.views.gantt import GANTT
from sheetplan.views.raci import RACI
from sheetplan.views.view import View
from sheetplan.views.workload import WORKLOAD

VIEWS: dict[str, View] = {view.key: view for view in (DASHBOARD, GANTT, RACI, WORKLOAD, FIGURES)}
"""Every view by key."""
