"""Reference pages made from the declarations themselves; a test fails when they are stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheetplan.app.catalogue import page
from sheetplan.documents.catalogue import catalogue
from sheetplan.documents.context import Value
from sheetplan.documents.formats import FORMAT_PAIRS, show, words_of
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


def templates_page(language: str) -> str:
    """Return the page about Word templates: how tags are written, formats, and every field."""
    words = wording(language)
    guide, reference = words.section("guide"), words.section("documents", "reference")
    tags = [(f"`{tag}`".replace("|", "\\|"), said) for tag, said in reference["tag_list"]]
    parts = [
        f"# {guide['title']}",
        f"![{guide['picture']}](pictures/documents-{language}.png)",
        *reference["about"],
        *_told(guide, "begin"),
        f"## {reference['tags']}",
        _table(reference["tag_heads"], tags),
        *_told(guide, "tables"),
        f"## {reference['formats']}",
        _table(guide["format_heads"], _formats(language)),
        *(part for name in ("pictures", "mistakes", "again") for part in _told(guide, name)),
        *_told(guide, "fields"),
        _table(guide["field_heads"], _fields(language, reference["alone"])),
    ]
    return "\n\n".join(parts) + "\n"


def _told(guide: Mapping[str, Any], name: str) -> tuple[str, str]:
    return f"## {guide[name]}", guide[f"{name}_text"].strip()


def _formats(language: str) -> Iterator[tuple[str, ...]]:
    """Yield each format with its other name, a value, and how it writes it."""
    words = words_of(language)
    for chinese, english in FORMAT_PAIRS.items():
        value = _EXAMPLES.get(english, _AMOUNT)
        names = (chinese, english) if language == "zh" else (english, chinese)
        yield *(f"`{name}`" for name in names), str(value), show(value, english, words)


_AMOUNT, _RATE, _DAY = Decimal("1234567.5"), Decimal("0.256"), date(2026, 6, 8)
_EXAMPLES: Mapping[str, Value] = {
    **dict.fromkeys(("percent", "percent0"), _RATE),
    **dict.fromkeys(("date", "short date", "day"), _DAY),
    "time": time(14, 5),
}


def _fields(language: str, alone: str) -> Iterator[tuple[str, str]]:
    """Yield each table with its columns; first what stands alone."""
    for section in catalogue(language):
        names = (
            entry.tag.strip("{}").rpartition(":")[2].removeprefix(f"{section.name}.")
            for entry in section.entries
        )
        yield section.name or alone, " · ".join(names)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def write_reference(folder: Path) -> Iterator[Path]:
    """Yield each page as it is written."""
    for language in LANGUAGES:
        pages = {
            "rules": rules_page(language),
            "sheets": sheets_page(language),
            "templates": templates_page(language),
        }
        for name, text in pages.items():
            path = folder / f"{name}{_NAMES[language]}.md"
            path.write_text(text, encoding="utf-8")
            yield path


def _listed(names: list[str], words: Wording) -> str:
    return words.text("listing", "separator").join(names)
