"""The way from a workbook's tables to its outcome, its findings and the changes it needs.

The same way serves a file, a folder of files and an open workbook.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from sheetplan.app.ports import NO_HISTORY, History, PublicHolidays
from sheetplan.app.refusal import Refusal
from sheetplan.changes.acceptance import Accepted, settle
from sheetplan.changes.change import ChangeSet, ShowValues
from sheetplan.changes.compare import compare
from sheetplan.changes.findings_rows import findings_rows
from sheetplan.engine.ids import named
from sheetplan.engine.outcome import Outcome
from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.plan import Plan
from sheetplan.rules.check import check
from sheetplan.rules.rule import Finding
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import view_of
from sheetplan.table.parse import Parsed, parse

DEFAULT_COUNTRY = "CN"
FORECAST_REACH = timedelta(days=60)
"""How far a late plan may run on before the next year's public holidays matter."""
LONGEST_FORECAST = 10
"""Years of holidays that are looked up for a forecast that runs on and on."""


class Examined(NamedTuple):
    """A workbook, read, understood, computed and judged."""

    snapshot: Snapshot
    parsed: Parsed
    outcome: Outcome
    findings: tuple[Finding, ...]
    calendar: WorkingCalendar
    today: date
    accepted: tuple[Accepted, ...] = ()
    """Findings that somebody answers for; they are not among the others."""

    @property
    def language(self) -> str:
        """Return the language the workbook is written in."""
        return self.parsed.layout.language

    def changes(self, *, judged: bool = True) -> ChangeSet:
        """Return what must be written to bring the workbook up to date.

        Args:
            judged: with the findings; a workbook that nobody has filled in yet is only computed.
        """
        told = findings_rows(self.findings, self.parsed, self.outcome, self.snapshot) if judged else None
        changes = compare(self.snapshot, self.parsed, self.outcome, told)
        return replace(changes, views=tuple(self._shown())) if changes and self.snapshot.views else changes

    def _shown(self) -> Iterator[ShowValues]:
        """Yield what the workbook's views show once the changes are made."""
        # a check writes nothing and starts without these
        from sheetplan.views import VIEWS  # noqa: PLC0415
        from sheetplan.views.standing import Standing  # noqa: PLC0415

        standing = Standing(self.snapshot, self.parsed, self.outcome, self.today)
        for name in self.snapshot.views:
            view = VIEWS.get(view_of(name) or "")
            if view:
                yield ShowValues(name, tuple(part.shown(standing) for part in view.parts))


def examine(
    snapshot: Snapshot,
    *,
    status_date: date | None,
    today: date,
    holidays: PublicHolidays,
    history: History = NO_HISTORY,
) -> Examined:
    """Return a workbook's plan with its outcome and findings.

    Args:
        snapshot: the workbook's tables.
        status_date: the day at which everything is measured; else the workbook's setting; else today.
        today: the day it is.
        holidays: where official calendars come from, for years that the workbook's own calendar lacks.
        history: what finished events have reached.

    Raises:
        Refusal: none of our sheets is in the workbook.
    """
    parsed = parse(snapshot)
    if not parsed.layout.sheets and not parsed.layout.headless:
        raise Refusal("no-sheets")
    day = status_date or parsed.plan.settings.status_date or today
    calendar, outcome = _computed(parsed.plan, day, holidays)
    parsed = parsed._replace(plan=named(parsed.plan, outcome.ids))
    past = history.past(parsed.plan.event.type or "")
    still_open, accepted = settle(check(parsed, outcome, calendar, past), snapshot, parsed, outcome)
    return Examined(snapshot, parsed, outcome, still_open, calendar, today, accepted)


def working_calendar(
    plan: Plan, status_date: date, holidays: PublicHolidays, until: int = 0
) -> WorkingCalendar:
    """Return the working calendar of a plan: its own rows, and official days for years they do not cover.

    Args:
        plan: the plan.
        status_date: the day at which everything is measured.
        holidays: where official calendars come from.
        until: the last year that matters, where the plan's own dates do not reach it.
    """
    covered = {row.day.year for row in plan.calendar if row.day and row.origin == "official"}
    wanted = {year for day in (status_date, *_dates(plan)) for year in (day.year, _later(day).year)}
    wanted.update(range(max(wanted), until + 1))
    official = holidays.calendar(plan.settings.country or DEFAULT_COUNTRY, sorted(wanted - covered))
    return calendar_of(plan, official)


def _computed(plan: Plan, day: date, holidays: PublicHolidays) -> tuple[WorkingCalendar, Outcome]:
    """Return the outcome, and its calendar, which knows every year that the forecast reaches."""
    calendar = working_calendar(plan, day, holidays)
    outcome = recalculate(plan, day, calendar)
    last = max((task.finish for task in outcome.tasks if task.finish), default=day)
    if last > _later(max((day, *_dates(plan)))):
        calendar = working_calendar(plan, day, holidays, min(last.year, day.year + LONGEST_FORECAST))
        outcome = recalculate(plan, day, calendar)
    return calendar, outcome


def _dates(plan: Plan) -> Iterator[date]:
    yield from filter(None, (plan.event.event_date, plan.event.end_date))
    for task in plan.tasks:
        dates = (task.baseline_start, task.baseline_finish, task.actual_start, task.actual_finish)
        yield from filter(None, dates)


def _later(day: date) -> date:
    return day + FORECAST_REACH if day < date.max - FORECAST_REACH else day
