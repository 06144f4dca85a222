"""All rules on one plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sheetplan.engine.outcome import Outcome
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.column import Owner
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import EMPTY
from sheetplan.rules import (  # noqa: F401 - importing a module of rules declares them
    accepted,
    actions,
    approvals,
    brief,
    budget,
    calendar,
    company_rules,
    contracts,
    cooperation,
    daily,
    entries,
    event,
    feedback,
    guests,
    materials,
    metrics,
    past,
    people,
    promotion,
    quotes,
    references,
    review,
    risks,
    run_of_show,
    settings,
    tasks,
    technical_tests,
    texts,
)
from sheetplan.rules.rule import RULES, Case, Finding, Heading, Hit, Past, Severity
from sheetplan.table.layout import Layout
from sheetplan.table.parse import Parsed

Cell = tuple[str, int, str]

MISFITS = frozenset(code for code, *_ in entries.FLAWS)
UNREADABLE = frozenset(flaw for _, flaw, severity, *_ in entries.FLAWS if severity is Severity.ERROR)
"""Flaws that leave a cell without any meaning."""
ENTRIES = "CEL"
"""What the codes of rules about bare cells begin with."""
T = ("event", "event_date")
COUNTED_FROM_T = frozenset(code for code, flaw, *_ in entries.FLAWS if flaw in {"no-event-date", "no-year"})


def check(
    parsed: Parsed, outcome: Outcome, working_calendar: WorkingCalendar, known: Past = EMPTY
) -> tuple[Finding, ...]:
    """Return what every rule finds, in the order of sheets, rows and columns.

    No rule is guarded: a fault of ours must come to light, not look like one of the plan.

    A cell that could not be understood is reported once: what follows from its being empty is left unsaid.
    """
    case = Case(parsed.plan, outcome, working_calendar, parsed.misfits, parsed.layout, past=known)
    unread = _unread(case)
    told = (
        finding
        for finding in _findings(case)
        if not (_follows(finding, unread) or _asks_for_a_column(finding.hit, parsed.layout))
    )
    return tuple(_once(sorted(told, key=_order), parsed.layout))


class Unread(NamedTuple):
    """What could not be understood, as far as others may follow from it."""

    cells: frozenset[Cell]
    rows: frozenset[tuple[str, int]]
    columns: frozenset[tuple[str, str]]
    t: bool
    """Whether the day of the event is among them."""


def _unread(case: Case) -> Unread:
    bad = [misfit for misfit in case.misfits if misfit.flaw.code in UNREADABLE]
    tables = [misfit for misfit in bad if SHEETS[misfit.sheet].shape is Shape.TABLE]
    return Unread(
        frozenset((misfit.sheet, misfit.row, misfit.column) for misfit in bad),
        frozenset((misfit.sheet, misfit.row) for misfit in tables),
        frozenset((misfit.sheet, misfit.column) for misfit in tables),
        any((misfit.sheet, misfit.column) == T for misfit in bad),
    )


def _follows(finding: Finding, unread: Unread) -> bool:
    """Tell whether a finding may be no more than the consequence of a cell that could not be read.

    What a rule makes of a row that is half understood is not worth saying before the rest is; nor is what it
    makes of a whole column with holes. A day counted from T has no fault of its own where T is unreadable.
    """
    sheet, row, column = _cell(finding)
    if finding.code in COUNTED_FROM_T:
        return (sheet, column) != T and unread.t
    if finding.code in MISFITS:
        return False
    about_row = (sheet, row) in unread.rows and not finding.code.startswith(ENTRIES)
    return (
        about_row or (sheet, row, column) in unread.cells or (not row and (sheet, column) in unread.columns)
    )


def _asks_for_a_column(hit: Hit, layout: Layout) -> bool:
    """Tell whether a finding is about a column that a stranger's sheet never had."""
    where = layout.sheets.get(hit.sheet)
    if where is None or not where.foreign or hit.column in where.columns or hit.column in where.given:
        return False
    return hit.column in SHEETS[hit.sheet].columns_of(Owner.PEOPLE)


def _findings(case: Case) -> Iterator[Finding]:
    for rule in RULES.values():
        for hit in rule.check(case):
            yield Finding(rule.code, hit.severity or rule.severity, _placed(hit, case))


def _once(told: Iterable[Finding], layout: Layout) -> Iterator[Finding]:
    """Yield findings, of those that say the same of the same cell the first.

    A stranger's cell may hold two of our columns, as a span of days holds both its ends.
    """
    said = set()
    for finding in told:
        hit, where = finding.hit, layout.sheets.get(finding.hit.sheet)
        if where and where.foreign:
            facts = tuple(str(fact) for fact in hit.facts.values() if not isinstance(fact, Heading))
            statement = finding.code, hit.sheet, where.cell(hit.row, hit.column), facts
            if statement in said:
                continue
            said.add(statement)
        yield finding


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
