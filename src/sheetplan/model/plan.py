"""The plan of one event: every sheet as typed rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.sheets.actions import Action
from sheetplan.model.sheets.brief import Brief
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory
from sheetplan.model.sheets.calendar import CalendarDay
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.sheets.people import Person
from sheetplan.model.sheets.review import ReviewPoint
from sheetplan.model.sheets.settings import Settings
from sheetplan.model.sheets.tasks import Task
from sheetplan.model.sheets.texts import Passage


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
    texts: tuple[Passage, ...] = ()
    review: tuple[ReviewPoint, ...] = ()
    actions: tuple[Action, ...] = ()
    calendar: tuple[CalendarDay, ...] = ()
    sides: Mapping[tuple[str, str], Side] = field(default_factory=dict)
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
