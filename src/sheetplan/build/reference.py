"""Reference pages made from the declarations themselves; a test fails when they are stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sheetplan.app.catalogue import page
from sheetplan.language import LANGUAGES, Wording, wording
from sheetplan.model.sheets import SHEETS

_NAMES = {"zh": ".zh-CN", "en": ""}


def rules_page(language: str) -> str:
    """Return the page of all rules."""
    return page(wording(language))


def sheets_page(language: str) -> str:
    """Return the page of all sheets: every column, who writes it, and the other names it goes by."""
    words = wording(language)
    lines = [f"# {words.text('reference', 'sheets_title')}", "", words.text("reference", "sheets_about"), ""]
    for sheet, row_type in SHEETS.items():
        lines += [f"## {words.sheet(sheet)}", "", words.text("sheet_hints", sheet), ""]
        lines += [words.text("reference", "columns_head"), "|---|---|---|---|"]
        for name, column in row_type.columns().items():
            heading, *synonyms = words.headings(sheet, name)
            owner = words.text("reference", "owners", column.owner.value)
            note = words.help(sheet, name)
            lines.append(f"| {heading} | {owner} | {note} | {_listed(synonyms, words)} |")
        lines.append("")
    return "\n".join(lines)


def write_reference(folder: Path) -> Iterator[Path]:
    """Yield each page as it is written."""
    for language in LANGUAGES:
        pages = {"rules": rules_page(language), "sheets": sheets_page(language)}
        for name, text in pages.items():
            path = folder / f"{name}{_NAMES[language]}.md"
            path.write_text(text, encoding="utf-8")
            yield path


def _listed(names: list[str], words: Wording) -> str:
    return words.text("listing", "separator").join(names)
