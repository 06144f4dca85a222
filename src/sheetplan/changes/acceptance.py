"""Findings that somebody has accepted: who, why, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sheetplan.changes.findings_rows import content
from sheetplan.engine.outcome import Outcome
from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.sheets.accepted import Acceptance
from sheetplan.rules.describe import describe
from sheetplan.rules.rule import Finding
from sheetplan.table.cell import Snapshot
from sheetplan.table.parse import Parsed


class Accepted(NamedTuple):
    """A finding with the row by which somebody answers for it."""

    finding: Finding
    by: Acceptance


def settle(
    findings: Sequence[Finding], snapshot: Snapshot, parsed: Parsed, outcome: Outcome
) -> tuple[tuple[Finding, ...], tuple[Accepted, ...]]:
    """Return the findings that are open, and those that are accepted.

    An acceptance says who answers for it and why. It holds until its day has passed, and where it names what
    stands in the cell, only as long as that stands there.
    """
    standing = _standing(parsed.plan.accepted, outcome.status_date)
    if not standing:
        return tuple(findings), ()
    still_open: list[Finding] = []
    accepted: list[Accepted] = []
    for finding in findings:
        rows = standing.get(finding.code, ())
        by = next((row for row in rows if _covers(row, finding, snapshot, parsed, outcome)), None)
        if by is None:
            still_open.append(finding)
        else:
            accepted.append(Accepted(finding, by))
    return tuple(still_open), tuple(accepted)


def _standing(rows: Iterable[Acceptance], status_date: date) -> dict[str, list[Acceptance]]:
    """Return the acceptances that hold on a day, by the code of their rule."""
    found: dict[str, list[Acceptance]] = defaultdict(list)
    for row in rows:
        answered = row.code and row.place_sheet and row.reason and row.accepted_by
        if answered and (row.until is None or row.until >= status_date):
            found[(row.code or "").strip().upper()].append(row)
    return found


def _covers(row: Acceptance, finding: Finding, snapshot: Snapshot, parsed: Parsed, outcome: Outcome) -> bool:
    said = describe(finding, wording(parsed.layout.language), parsed.layout)
    names = {fold(said.sheet_name), *(fold(wording(one).sheet(finding.hit.sheet)) for one in LANGUAGES)}
    if fold(row.place_sheet or "") not in names:
        return False
    if row.row_key and fold(row.row_key) != fold(finding.hit.key):
        return False
    if row.heading and fold(row.heading) != fold(said.heading):
        return False
    return not row.value or fold(row.value) == fold(content(finding, said, parsed, outcome, snapshot))
