"""Findings as people and programs read them: lines of text, and records for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sheetplan.app.pipeline import Examined
from sheetplan.changes.findings_rows import content
from sheetplan.language import Wording
from sheetplan.model.kinds import Choice
from sheetplan.model.sheets import SHEETS
from sheetplan.rules.describe import Description, describe
from sheetplan.rules.rule import Finding, Severity

SHOWN_PER_RULE = 10
"""One cause often strikes many rows; beyond this many, the rest of a rule's findings are counted."""


def shown(examined: Examined, words: Wording) -> Iterator[tuple[Finding, Description]]:
    """Yield the findings to print, in words: of each rule the first few."""
    told: Counter[str] = Counter()
    for finding in examined.findings:
        told[finding.code] += 1
        if told[finding.code] <= SHOWN_PER_RULE:
            yield finding, describe(finding, words, examined.parsed.layout)


def left_out(examined: Examined) -> Iterator[tuple[str, int]]:
    """Yield each rule of which not every finding is printed, and how many are not."""
    for code, count in Counter(finding.code for finding in examined.findings).items():
        if count > SHOWN_PER_RULE:
            yield code, count - SHOWN_PER_RULE


def counts(examined: Examined) -> dict[str, int]:
    """Return how many findings there are of each severity, as ``errors``, ``warnings``, ``notes``."""
    found = Counter(finding.severity for finding in examined.findings)
    return {f"{severity.value}s": found[severity] for severity in Severity}


def records(examined: Examined, words: Wording) -> Iterator[dict[str, Any]]:
    """Yield the findings for other programs; the keys are stable."""
    for finding in examined.findings:
        said = describe(finding, words, examined.parsed.layout)
        value = content(finding, said, examined.parsed, examined.outcome, examined.snapshot)
        yield {
            "code": finding.code,
            "severity": finding.severity.value,
            "sheet": said.sheet_name,
            "cell": said.place.cell if said.place else None,
            "row_key": finding.hit.key or None,
            "column": said.heading or None,
            "value": value or None,
            "title": said.title,
            "message": said.message,
            "expectation": _expectation(finding, words) or said.title,
            "remedy": said.remedy,
            "why": said.why,
        }


def _expectation(finding: Finding, words: Wording) -> str:
    """Return what belongs into the cell of a finding, by the kind of its column; empty for no one cell."""
    column = SHEETS[finding.hit.sheet].columns().get(finding.hit.column)
    if column is None:
        return ""
    kind = column.kind
    choices = words.choices(kind.choices) if isinstance(kind, Choice) else {}
    listed = words.text("listing", "separator").join(said[0] for said in choices.values())
    return words.text("expectations", type(kind).__name__.lower(), choices=listed)
