"""The plan of one event: every sheet as typed rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
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
from sheetplan.model.values import HOME


class Side(NamedTuple):
    """What stands beside an entry of a form: who sees to it, until when, and a note."""

    responsible: str | None = None
    due: date | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One event, as its people wrote it. The fields are named as the sheets' keys."""

    event: Event = field(default_factory=Event)
    brief: Brief = field(default_factory=Brief)
    settings: Settings = field(default_factory=Settings)
    metrics: tuple[Metric, ...] = ()
    tasks: tuple[Task, ...] = ()
    people: tuple[Person, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    budget_summary: tuple[BudgetCategory, ...] = ()
    quotes: tuple[Quote, ...] = ()
    rate_tiers: tuple[RateTier, ...] = ()
    contracts: tuple[Contract, ...] = ()
    approvals: tuple[Approval, ...] = ()
    resources: tuple[Resource, ...] = ()
    materials: tuple[Material, ...] = ()
    promotion: tuple[Post, ...] = ()
    channels: tuple[Channel, ...] = ()
    daily: tuple[DailyFigure, ...] = ()
    technical_tests: tuple[TechnicalTest, ...] = ()
    run_of_show: tuple[Segment, ...] = ()
    guests: tuple[Guest, ...] = ()
    cooperation: tuple[Letter, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    risks: tuple[Risk, ...] = ()
    log: tuple[LogEntry, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    review: tuple[ReviewPoint, ...] = ()
    actions: tuple[Action, ...] = ()
    texts: tuple[Passage, ...] = ()
    baselines: tuple[BaselineRow, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    company_rules: tuple[CompanyRule, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    sides: Mapping[tuple[str, str], Side] = field(default_factory=dict)
    currency: str = HOME
    """Of all amounts."""
    """By sheet and entry, where anything stands beside the content."""

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """Return the rows of a table, or the one row of a form."""
        found = getattr(self, sheet)
        return (found,) if SHEETS[sheet].shape is Shape.FORM else found

    def __iter__(self) -> Iterator[Row]:
        """Yield every row of every sheet."""
        for sheet in SHEETS:
            if sheet != "findings":
                yield from self.rows(sheet)
