"""One file per sheet. A new sheet is added by its own file and its name here, in the order of the tabs."""

from sheetplan.model.row import Row
from sheetplan.model.sheets.actions import Action
from sheetplan.model.sheets.brief import Brief
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory
from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.findings import FindingRow
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.sheets.people import Person
from sheetplan.model.sheets.review import ReviewPoint
from sheetplan.model.sheets.settings import Settings
from sheetplan.model.sheets.tasks import Task
from sheetplan.model.sheets.texts import Passage

SHEETS: dict[str, type[Row]] = {
    row.sheet: row
    for row in (
        Event, Brief, Metric, Task, Person, BudgetLine, BudgetCategory,
        Passage, ReviewPoint, Action, Settings, CalendarDay, FindingRow,
    )
}  # fmt: skip
"""Every sheet of the master workbook by key, in the order of its tabs."""
