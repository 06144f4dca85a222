"""Findings as rows of 检查结果, each with a link to its cell and the mark by which that cell is painted."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from sheetplan.changes.change import ReplaceRows
from sheetplan.changes.compare import written
from sheetplan.engine.outcome import Outcome
from sheetplan.language import Wording, wording
from sheetplan.model.column import Owner
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Place, Raw, Value, quoted_place
from sheetplan.rules.describe import Description, describe, sheet_name
from sheetplan.rules.rule import Finding, Severity
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout
from sheetplan.table.parse import Parsed


def findings_rows(
    findings: Sequence[Finding], parsed: Parsed, outcome: Outcome, snapshot: Snapshot
) -> ReplaceRows:
    """Return the rows of the findings sheet, in the language of the workbook."""
    words = wording(parsed.layout.language)
    rows: list[tuple[Value, ...]] = []
    links: list[str] = []
    for finding in findings:
        said = describe(finding, words, parsed.layout)
        rows.append(
            (
                finding.severity.value,
                finding.code,
                str(said.place) if said.place else said.sheet_name,
                finding.hit.key or None,
                said.heading or None,
                content(finding, said, parsed, outcome, snapshot) or None,
                said.message,
                said.remedy,
                _mark(finding, said, parsed.layout),
            )
        )
        links.append(link_to(said.place) if said.place else "")
    return ReplaceRows("findings", tuple(rows), tuple(links), _summary(findings, words, parsed.layout))


def _summary(findings: Sequence[Finding], words: Wording, layout: Layout) -> str:
    """Return how many findings there are of each severity, and on which sheets."""
    if not findings:
        return words.text("findings_summary", "none")
    found = Counter((finding.severity, finding.hit.sheet) for finding in findings)
    return words.text("findings_summary", "parts").join(
        words.text(
            "findings_summary",
            "severity",
            severity=words.choice("severity", severity),
            count=sum(count for (one, _), count in found.items() if one is severity),
            sheets=words.text("listing", "separator").join(
                f"{sheet_name(sheet, layout)} {count}"
                for (one, sheet), count in found.items()
                if one is severity
            ),
        )
        for severity in Severity
        if any(one is severity for one, _ in found)
    )


def content(finding: Finding, said: Description, parsed: Parsed, outcome: Outcome, snapshot: Snapshot) -> str:
    """Return what the cell of a finding says: as typed, or as computed where the cell is ours."""
    hit = finding.hit
    column = SHEETS[hit.sheet].columns().get(hit.column)
    if column and column.owner is not Owner.PEOPLE:
        rows = parsed.plan.rows(hit.sheet)
        form = SHEETS[hit.sheet].shape is Shape.FORM
        index = 0 if form else bisect_left(rows, hit.row, key=attrgetter("row"))
        return _said(written(outcome.value(hit.sheet, index, hit.column), column, parsed.layout.language))
    grid = next((grid for grid in snapshot.grids if said.place and grid.name == said.place.sheet), None)
    return _said(grid.cell(said.place.row, said.place.column)) if grid and said.place else ""


def _said(raw: Raw) -> str:
    return "" if raw is None else f"{raw:.15g}" if isinstance(raw, float) else str(raw)


def link_to(place: Place) -> str:
    """Return a location within the workbook as Excel writes it: ``'任务'!E7``."""
    return quoted_place(place.sheet, place.cell)


def _mark(finding: Finding, said: Description, layout: Layout) -> str:
    """Return what the conditional formats look for: severity, sheet, row and heading of the cell.

    The sheet goes by the name it was built with, so that cells stay painted when a tab is renamed.
    """
    hit = finding.hit
    sheet = wording(layout.language).sheet(hit.sheet)
    where = layout.sheets.get(hit.sheet)
    row = hit.key or f"#{hit.row}"  # an empty one would be the key of every empty row
    heading = where.heading("content") if where and hit.column in where.entries else said.heading
    return "|".join((finding.severity.value[0].upper(), sheet, row, heading))
