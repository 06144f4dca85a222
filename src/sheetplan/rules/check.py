"""All rules on one plan."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.engine.outcome import Outcome
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets import SHEETS
from sheetplan.rules import (  # noqa: F401 - importing a module of rules declares them
    actions,
    brief,
    budget,
    calendar,
    entries,
    event,
    metrics,
    people,
    review,
    settings,
    tasks,
    texts,
)
from sheetplan.rules.rule import RULES, Case, Finding, Hit, Severity
from sheetplan.table.parse import Parsed

Cell = tuple[str, int, str]

MISFITS = frozenset(code for code, *_ in entries.FLAWS)
UNREADABLE = frozenset(flaw for _, flaw, severity, *_ in entries.FLAWS if severity is Severity.ERROR)
"""Flaws that leave a cell without any meaning."""


def check(parsed: Parsed, outcome: Outcome, working_calendar: WorkingCalendar) -> tuple[Finding, ...]:
    """Return what every rule finds, in the order of sheets, rows and columns.

    No rule is guarded: a fault of ours must come to light, not look like one of the plan.

    A cell that could not be understood is reported once: what follows from its being empty is left unsaid.
    """
    case = Case(parsed.plan, outcome, working_calendar, parsed.misfits, parsed.layout)
    broken = {
        (misfit.sheet, misfit.row, misfit.column) for misfit in case.misfits if misfit.flaw.code in UNREADABLE
    }
    told = (finding for finding in _findings(case) if finding.code in MISFITS or _cell(finding) not in broken)
    return tuple(sorted(told, key=_order))


def _findings(case: Case) -> Iterator[Finding]:
    for rule in RULES.values():
        for hit in rule.check(case):
            yield Finding(rule.code, rule.severity, _placed(hit, case))


def _placed(hit: Hit, case: Case) -> Hit:
    """Return a hit with the worksheet row of its entry in a form, or with the id that its row is given."""
    where = case.layout.sheets.get(hit.sheet)
    if where and hit.column in where.entries:
        return hit._replace(row=where.entries[hit.column], key=where.heading(hit.column))
    if not hit.key and (hit.sheet, hit.row) in case.outcome.ids:
        return hit._replace(key=case.outcome.ids[hit.sheet, hit.row])
    return hit


def _cell(finding: Finding) -> Cell:
    return finding.hit.sheet, finding.hit.row, finding.hit.column


def _order(finding: Finding) -> tuple[int, int, int, str]:
    sheet, row, column = _cell(finding)
    return _SHEET_ORDER[sheet], row, _COLUMN_ORDER.get((sheet, column), -1), finding.code


_SHEET_ORDER = {sheet: index for index, sheet in enumerate(SHEETS)}
_COLUMN_ORDER = {
    (sheet, column): index
    for sheet, row_type in SHEETS.items()
    for index, column in enumerate(row_type.columns())
}
