"""GitHub annotations: workflow commands that mark the file in a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sheetplan.app.checked import Checked, place
from sheetplan.language import Wording

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def write(results: Sequence[Checked], words: Wording) -> str:  # noqa: ARG001 - one signature for all formats
    """Return what was checked as one workflow command a line."""
    lines = []
    for result in results:
        if result.refusal:
            lines.append(f"::error file={_property(result.file)}::{_text(result.refusal)}")
        lines += [_line(finding, result.file) for finding in result.findings]
    return "\n".join(lines)


def _line(finding: dict[str, Any], file: str) -> str:
    said = {"file": file, "title": f"{finding['code']} {place(finding)}"}
    if finding["row"]:
        said["line"] = str(finding["row"])
    properties = ",".join(f"{name}={_property(value)}" for name, value in said.items())
    text = _text(f"{finding['message']}\n{finding['remedy']}")
    return f"::{_LEVELS[finding['severity']]} {properties}::{text}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
