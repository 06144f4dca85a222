"""Findings as rows of 检查结果, each with a link to its cell and the mark by which that cell is painted."""

from __future__ import annotations

from collections.abc import Sequence

from sheetplan.changes.change import ReplaceRows
from sheetplan.language import wording
from sheetplan.model.values import Value
from sheetplan.rules.describe import describe
from sheetplan.rules.rule import Finding
from sheetplan.table.layout import Layout


def findings_rows(findings: Sequence[Finding], layout: Layout) -> ReplaceRows:
    """Return the rows of the findings sheet, in the language of the workbook."""
    words = wording(layout.language)
    rows: list[tuple[Value, ...]] = []
    links: list[str] = []
    for finding in findings:
        said = describe(finding, words, layout)
        where = layout.sheets.get(finding.hit.sheet)
        place = where.place(finding.hit.row, finding.hit.column) if where and finding.hit.row else None
        key = said.row_key or (f"#{finding.hit.row}" if finding.hit.row else "")
        mark = "|".join((finding.severity.value[0].upper(), said.sheet, key, said.heading))
        rows.append(
            (
                finding.severity.value, finding.code, str(place) if place else said.sheet, said.row_key,
                said.heading, said.value, said.message, said.remedy, mark,
            )
        )  # fmt: skip
        links.append(link_to(place.sheet, place.cell) if place else "")
    return ReplaceRows("findings", tuple(rows), tuple(links))


def link_to(sheet: str, cell: str) -> str:
    """Return a location within the workbook as Excel writes it: ``'任务'!E7``."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"
