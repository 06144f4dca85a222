"""What came of checking a file: its findings in words, as every format of output needs them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sheetplan.app.pipeline import Examined
from sheetplan.changes.findings_rows import content
from sheetplan.language import Wording
from sheetplan.model.kinds import Choice
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Place
from sheetplan.rules.describe import Description, describe
from sheetplan.rules.rule import Finding, Severity
from sheetplan.table.layout import Layout


class Checked(NamedTuple):
    """A file, and either what was found in it or why it was refused.

    Attributes:
        file: as it was named.
        status_date: the day at which it was measured.
        findings: with the stable keys of the JSON format.
        accepted: the same, of those that somebody answers for.
    """

    file: str
    status_date: str | None = None
    refusal: str | None = None
    findings: tuple[dict[str, Any], ...] = ()
    accepted: tuple[dict[str, Any], ...] = ()


SAID_APART = 3
"""Findings of one rule in one column that are few enough to be said one by one."""


class Group(NamedTuple):
    """A finding in words, and those of its rule in its column that say the same."""

    first: Finding
    said: Description
    others: tuple[Place, ...]
    """Where the others stand."""


def checked(file: str, examined: Examined, words: Wording) -> Checked:
    """Return the findings of a workbook in words."""
    day = examined.outcome.status_date.isoformat()
    findings = tuple(_record(found, examined, words) for found in examined.findings)
    accepted = tuple(
        {
            **_record(one.finding, examined, words),
            "reason": one.by.reason,
            "accepted_by": one.by.accepted_by,
            "until": one.by.until.isoformat() if one.by.until else None,
        }
        for one in examined.accepted
    )
    return Checked(file, day, None, findings, accepted)


def place(record: Mapping[str, Any]) -> str:
    """Return where a finding stands, such as ``任务!E7``; the sheet where it has no cell."""
    return f"{record['sheet']}!{record['cell']}" if record["cell"] else str(record["sheet"])


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Return how many findings there are of each severity, as ``errors``, ``warnings``, ``notes``."""
    found = Counter(finding.severity for finding in findings)
    return {f"{severity.value}s": found[severity] for severity in Severity}


def grouped(examined: Examined, words: Wording) -> Iterator[Group]:
    """Yield the findings for a reader: what one rule says about one column many times, once."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in examined.findings:
        hit = finding.hit
        groups.setdefault((finding.code, finding.severity, hit.sheet, hit.column), []).append(finding)
    layout = examined.parsed.layout
    for alike in groups.values():
        told = alike if len(alike) <= SAID_APART else alike[:1]
        for finding in told:
            others = alike[1:] if told != alike else ()
            said = describe(finding, words, layout)
            elsewhere = (place for place in dict.fromkeys(_places(others, layout)) if place != said.place)
            yield Group(finding, said, tuple(elsewhere))


def cells(places: Sequence[Place]) -> Iterator[str]:
    """Yield cells by column, neighbours together: ``E9``, ``E12:E40``."""
    for column in dict.fromkeys(place.column for place in places):
        rows = {place.row for place in places if place.column == column}
        starts = sorted(row for row in rows if row - 1 not in rows)
        ends = sorted(row for row in rows if row + 1 not in rows)
        for start, end in zip(starts, ends, strict=True):
            first, last = (places[0]._replace(row=row, column=column) for row in (start, end))
            yield first.cell if start == end else f"{first.cell}:{last.cell}"


def _places(findings: Iterable[Finding], layout: Layout) -> Iterator[Place]:
    for finding in findings:
        where = layout.sheets.get(finding.hit.sheet)
        if where:
            yield where.place(finding.hit.row or where.header_row, finding.hit.column)


def _record(finding: Finding, examined: Examined, words: Wording) -> dict[str, Any]:
    said = describe(finding, words, examined.parsed.layout)
    value = content(finding, said, examined.parsed, examined.outcome, examined.snapshot)
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "sheet": said.sheet_name,
        "cell": said.place.cell if said.place else None,
        "row": said.place.row if said.place else None,
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
