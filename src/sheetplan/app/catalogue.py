"""The catalogue of rules as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheetplan.language import Wording, outline
from sheetplan.rules import check as _rules  # noqa: F401 - importing it declares every rule
from sheetplan.rules.requirements import REQUIREMENTS
from sheetplan.rules.rule import RULES


def entry(code: str, words: Wording) -> dict[str, Any]:
    """Return a rule with its words and its examples; the keys are stable."""
    rule, said = RULES[code], words.section("rules", code)
    return {
        "code": code,
        "severity": rule.severity.value,
        "title": said["title"],
        "why": said["why"],
        "message": outline(said["message"]),
        "remedy": outline(said["remedy"]),
        "bad": list(_lines(rule.bad)),
        "good": list(_lines(rule.good)),
    }


def entries(words: Wording) -> list[dict[str, Any]]:
    """Return every rule, in the order of their codes."""
    return [entry(code, words) for code in sorted(RULES)]


def page(words: Wording) -> str:
    """Return the page of all rules: what each demands, why, what to do, and a plan that breaks it."""
    lines = [f"# {words.text('reference', 'rules_title')}", "", words.text("reference", "rules_about"), ""]
    for rule in entries(words):
        lines += [
            f"## {rule['code']} {rule['title']}",
            "",
            f"**{words.choice('severity', rule['severity'])}** · {rule['why']}",
            "",
            f"> {rule['message']}",
            ">",
            f"> → {rule['remedy']}",
            "",
            *("```", *rule["bad"], "```", ""),
        ]
    return "\n".join([*lines, *_requirements(words)])


def _requirements(words: Wording) -> Iterator[str]:
    """Yield the table of the standards' demands and what keeps them."""
    said = words.section("requirements")
    yield from (f"## {said['title']}", "", said["about"], "", said["columns"], "|---|---|---|---|")
    for number, kept in REQUIREMENTS.items():
        subjects = (words.choice("rule_subject", subject) for subject in kept.subjects)
        listed = words.text("listing", "separator").join(subjects)
        yield f"| {number} | {said['demands'][number]} | {' '.join(kept.codes)} | {listed} |"
    yield ""


def listing(words: Wording) -> Iterator[str]:
    """Yield a line for each rule: code, severity, title."""
    for rule in entries(words):
        yield f"{rule['code']}  {words.choice('severity', rule['severity']):<8} {rule['title']}"


def _lines(sketch: str) -> Iterator[str]:
    for line in sketch.strip().splitlines():
        text = line.strip()
        yield text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]}…"


LONGEST_LINE = 200
"""Of an example; one shows a text that no cell can hold."""
