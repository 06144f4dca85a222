"""Reference pages made from the declarations themselves; a test fails when they are stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sheetplan.language import LANGUAGES, Wording, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.rules import check as _rules  # noqa: F401 - importing it declares every rule
from sheetplan.rules.rule import RULES

_NAMES = {"zh": ".zh-CN", "en": ""}


def rules_page(language: str) -> str:
    """Return the page of all rules: what each demands, why, what to do, and a plan that breaks it."""
    words = wording(language)
    lines = [f"# {words.text('reference', 'rules_title')}", "", words.text("reference", "rules_about"), ""]
    for code, rule in sorted(RULES.items()):
        said = words.section("rules", code)
        lines += [
            f"## {code} {said['title']}",
            "",
            f"**{words.choice('severity', rule.severity)}** · {said['why']}",
            "",
            f"> {said['message']}",
            ">",
            f"> → {said['remedy']}",
            "",
        ]
        lines += ["```", *_trimmed(rule.bad), "```", ""]
    return "\n".join(lines)


def sheets_page(language: str) -> str:
    """Return the page of all sheets: every column, who writes it, and the other names it goes by."""
    words = wording(language)
    lines = [f"# {words.text('reference', 'sheets_title')}", "", words.text("reference", "sheets_about"), ""]
    for sheet, row_type in SHEETS.items():
        lines += [f"## {words.sheet(sheet)}", "", words.text("sheet_hints", sheet), ""]
        lines += [words.text("reference", "columns_head"), "|---|---|---|"]
        for name, column in row_type.columns().items():
            heading, *synonyms = words.headings(sheet, name)
            owner = words.text("reference", "owners", column.owner.value)
            lines.append(f"| {heading} | {owner} | {_listed(synonyms, words)} |")
        lines.append("")
    return "\n".join(lines)


def write_reference(folder: Path) -> Iterator[Path]:
    """Yield each page as it is written."""
    for language in LANGUAGES:
        for name, page in (("rules", rules_page), ("sheets", sheets_page)):
            path = folder / f"{name}{_NAMES[language]}.md"
            path.write_text(page(language), encoding="utf-8")
            yield path


def _trimmed(sketch: str) -> list[str]:
    return [line.strip() for line in sketch.strip().splitlines()]


def _listed(names: list[str], words: Wording) -> str:
    return words.text("listing", "separator").join(names)
