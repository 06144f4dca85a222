"""SARIF 2.1.0, which code hosts and editors show beside the file.

A cell is told twice: as a logical location (``任务!E7``), and as a region whose line and column are the
cell's row and column, since many readers demand a region.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from sheetplan.app.checked import Checked, place
from sheetplan.language import Wording
from sheetplan.rules.rule import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(results: Sequence[Checked], words: Wording) -> str:
    """Return what was checked as a SARIF log of one run."""
    told = [(result.file, one) for result in results for one in (*result.findings, *result.accepted)]
    codes = sorted({finding["code"] for _, finding in told})
    refusals = [_notification(result) for result in results if result.refusal]
    run = {
        "tool": {
            "driver": {
                "name": "sheetplan",
                "rules": [_rule(code, words) for code in codes],
            }
        },
        "invocations": [{"executionSuccessful": not refusals, "toolExecutionNotifications": refusals}],
        "language": words.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, file, codes.index(finding["code"])) for file, finding in told],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(code: str, words: Wording) -> dict[str, Any]:
    said = words.section("rules", code)
    return {
        "id": code,
        "shortDescription": {"text": said["title"]},
        "fullDescription": {"text": said["why"]},
        "defaultConfiguration": {"level": RULES[code].severity.value},
    }


def _result(finding: dict[str, Any], file: str, index: int) -> dict[str, Any]:
    same = "|".join(str(finding[name]) for name in ("code", "sheet", "row_key", "column"))
    return {
        "ruleId": finding["code"],
        "ruleIndex": index,
        "level": finding["severity"],
        "message": {"text": f"{finding['message']} {finding['remedy']}"},
        "locations": [_location(finding, file)],
        "partialFingerprints": {"finding/v1": hashlib.sha256(same.encode()).hexdigest()},
        "suppressions": [_suppression(finding)] if "reason" in finding else [],
    }


def _suppression(accepted: dict[str, Any]) -> dict[str, Any]:
    justification = f"{accepted['accepted_by']}: {accepted['reason']}"
    return {"kind": "external", "status": "accepted", "justification": justification}


def _location(finding: dict[str, Any], file: str) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if finding["cell"]:
        physical["region"] = {"startLine": finding["row"], "startColumn": _column_number(finding["cell"])}
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": place(finding), "kind": "object"}],
    }


def _notification(result: Checked) -> dict[str, Any]:
    place = {"physicalLocation": {"artifactLocation": {"uri": _uri(result.file)}}}
    return {"level": "error", "message": {"text": result.refusal}, "locations": [place]}


def _uri(file: str) -> str:
    if "://" in file:
        return quote(file, safe="/:@")
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _column_number(cell: str) -> int:
    number = 0
    for letter in cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number
