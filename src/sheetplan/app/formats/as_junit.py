"""JUnit XML, which every build server shows: a suite for each file, a case for each finding.

Errors and warnings fail; notes pass and say what they have to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from sheetplan.app.checked import Checked, place
from sheetplan.language import Wording


def write(results: Sequence[Checked], words: Wording) -> str:  # noqa: ARG001 - one signature for all formats
    """Return what was checked as JUnit XML."""
    suites = [line for result in results for line in _suite(result)]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", *suites, "</testsuites>"])


def _suite(result: Checked) -> Iterator[str]:
    failures = sum(_fails(finding) for finding in result.findings)
    errors = 1 if result.refusal else 0
    cases = len(result.findings) or 1
    name = _attribute(result.file)
    yield f'  <testsuite name={name} tests="{cases}" failures="{failures}" errors="{errors}">'
    if result.refusal:
        said = _attribute(result.refusal)
        yield f'    <testcase classname={name} name="sheetplan"><error message={said}/></testcase>'
    elif not result.findings:
        yield f'    <testcase classname={name} name="sheetplan"/>'
    for finding in result.findings:
        yield from _case(finding, name)
    yield "  </testsuite>"


def _case(finding: dict[str, Any], file: str) -> Iterator[str]:
    name = _attribute(f"{finding['code']} {place(finding)}")
    yield f"    <testcase classname={file} name={name}>"
    text = escape(_legal(f"{finding['message']}\n{finding['remedy']}\n{finding['why']}"))
    if _fails(finding):
        kind, said = finding["severity"], _attribute(finding["message"])
        yield f'      <failure type="{kind}" message={said}>{text}</failure>'
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"


def _fails(finding: dict[str, Any]) -> bool:
    return bool(finding["severity"] != "note")


def _attribute(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """Return a text without the characters that XML has no way to write."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
