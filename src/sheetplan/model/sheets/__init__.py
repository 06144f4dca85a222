"""One file per sheet. A new sheet is added by its own file and its name here, in the order of the tabs."""

from sheetplan.model.row import Row
from sheetplan.model.sheets.accepted import Acceptance
from sheetplan.model.sheets.actions import Action
from sheetplan.model.sheets.approvals import Approval
from sheetplan.model.sheets.baselines import BaselineRow
from sheetplan.model.sheets.brief import Brief
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory
from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.model.sheets.channels import Channel
from sheetplan.model.sheets.company_rules import CompanyRule
from sheetplan.model.sheets.contracts import Contract
from sheetplan.model.sheets.cooperation import Letter
from sheetplan.model.sheets.daily import DailyFigure
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.feedback import Feedback
from sheetplan.model.sheets.findings import FindingRow
from sheetplan.model.sheets.guests import Guest
from sheetplan.model.sheets.log import LogEntry
from sheetplan.model.sheets.materials import Material
from sheetplan.model.sheets.meetings import Meeting
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.sheets.people import Person
from sheetplan.model.sheets.promotion import Post
from sheetplan.model.sheets.quotes import Quote
from sheetplan.model.sheets.rate_tiers import RateTier
from sheetplan.model.sheets.resources import Resource
from sheetplan.model.sheets.review import ReviewPoint
from sheetplan.model.sheets.risks import Risk
from sheetplan.model.sheets.run_of_show import Segment
from sheetplan.model.sheets.settings import Settings
from sheetplan.model.sheets.tasks import Task
from sheetplan.model.sheets.technical_tests import TechnicalTest
from sheetplan.model.sheets.texts import Passage

SHEETS: dict[str, type[Row]] = {
    row.sheet: row
    for row in (
        Event, Brief, Metric, Task, Person,
        BudgetLine, BudgetCategory, Quote, RateTier, Contract, Approval,
        Resource, Material, Post, Channel, DailyFigure,
        TechnicalTest, Segment, Guest, Letter, Meeting, Risk, LogEntry,
        Feedback, ReviewPoint, Action, Passage,
        BaselineRow, CalendarDay, CompanyRule, Settings, Acceptance, FindingRow,
    )
}  # fmt: skip
"""Every sheet of the master workbook by key, in the order of its tabs."""
