"""From a sketch to its findings: the whole pipeline but for the workbook."""

from __future__ import annotations

from datetime import date

from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.rules.check import check
from sheetplan.rules.rule import Finding
from sheetplan.table.parse import Parsed, parse
from support.sketch import past, sketch, status_date

OFFICIAL = CalendarData(known_until=date(2027, 12, 31))


def findings_of(text: str, language: str = "zh") -> tuple[Finding, ...]:
    """Return what every rule finds in a sketch."""
    return verdict(text, language)[1]


def verdict(text: str, language: str = "zh") -> tuple[Parsed, tuple[Finding, ...]]:
    """Return a sketch as it was understood, and what every rule finds in it."""
    parsed = parse(sketch(text, language))
    calendar = calendar_of(parsed.plan, OFFICIAL)
    outcome = recalculate(parsed.plan, status_date(text), calendar)
    return parsed, check(parsed, outcome, calendar, past(text))


def codes(text: str) -> list[str]:
    """Return the codes of what is found in a sketch, in order."""
    return [finding.code for finding in findings_of(text)]
