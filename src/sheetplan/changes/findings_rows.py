"""Findings as rows of 检查结果, each with a link to its cell and the mark by which that cell is painted."""

from __future__ import annotations

from collections.abc import Sequence

from sheetplan.changes.change import ReplaceRows
from sheetplan.language import wording
from sheetplan.model.values import Place, Value
from sheetplan.rules.describe import Description, describe
from sheetplan.rules.rule import Finding
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout


def findings_rows(findings: Sequence[Finding], layout: Layout, snapshot: Snapshot) -> ReplaceRows:
    """Return the rows of the findings sheet, in the language of the workbook."""
    words = wording(layout.language)
    rows: list[tuple[Value, ...]] = []
    links: list[str] = []
    for finding in findings:
        said = describe(finding, words, layout)
        rows.append(
            (
                finding.severity.value,
                finding.code,
                str(said.place) if said.place else said.sheet_name,
                finding.hit.key or None,
                said.heading or None,
                content(snapshot, said.place) or None,
                said.message,
                said.remedy,
                _mark(finding, said),
            )
        )
        links.append(link_to(said.place) if said.place else "")
    return ReplaceRows("findings", tuple(rows), tuple(links))


def content(snapshot: Snapshot, place: Place | None) -> str:
    """Return what stands in a cell, as one would say it; empty for nothing."""
    grid = next((grid for grid in snapshot.grids if place and grid.name == place.sheet), None)
    raw = grid.cell(place.row, place.column) if grid and place else None
    return "" if raw is None else f"{raw:g}" if isinstance(raw, float) else str(raw)


def link_to(place: Place) -> str:
    """Return a location within the workbook as Excel writes it: ``'任务'!E7``."""
    return f"'{place.sheet.replace(chr(39), chr(39) * 2)}'!{place.cell}"


def _mark(finding: Finding, said: Description) -> str:
    """Return what the conditional formats look for: severity, sheet, row and heading of the cell."""
    row = finding.hit.key or (f"#{finding.hit.row}" if finding.hit.row else "")
    return "|".join((finding.severity.value[0].upper(), said.sheet_name, row, said.heading))
