"""A finding in the reader's words: what is wrong and where, what to do, and why it matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.outcome import Figure
from sheetplan.language import Wording, fill, wording
from sheetplan.model.reading import show_number
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Place
from sheetplan.rules.rule import Finding, Heading, Hit, Numbered, Percent, Range, Sheet, Word
from sheetplan.table.layout import Layout, SheetLayout


class Description(NamedTuple):
    """A finding as people read it.

    Attributes:
        heading: the column, or the entry of a form, as it stands in the workbook.
        sheet_name: the sheet's tab.
        place: the cell; None where the sheet is not there.
    """

    title: str
    message: str
    remedy: str
    why: str
    severity_word: str
    heading: str
    sheet_name: str
    place: Place | None


def describe(finding: Finding, words: Wording, layout: Layout) -> Description:
    """Return a finding in the words of one language, with its place in this workbook."""
    hit = finding.hit
    where = layout.sheets.get(hit.sheet)
    facts = _facts(hit, words, layout)
    sentences: Mapping[str, str] = words.section("rules", finding.code)
    return Description(
        title=fill(sentences["title"], facts),
        message=fill(_message(sentences, hit), facts),
        remedy=fill(sentences["remedy"], facts),
        why=fill(sentences["why"], facts),
        severity_word=words.choice("severity", finding.severity),
        heading=(where.heading(hit.column) if where else "") or facts["heading"],
        sheet_name=sheet_name(hit.sheet, layout),
        place=_place(hit, where),
    )


def _message(sentences: Mapping[str, str], hit: Hit) -> str:
    """Return the sentence, and for a hit that stands for several how many they are."""
    return sentences["message"] + (sentences["many"] if hit.facts.get("count", 1) != 1 else "")


def _facts(hit: Hit, words: Wording, layout: Layout) -> dict[str, str]:
    """Return the facts of a hit as texts, with those that every sentence may use."""
    return {
        "sheet": sheet_name(hit.sheet, layout),
        "heading": _heading(Heading(hit.sheet, hit.column), words, layout) if hit.column else "",
        "key": hit.key,
        "row": str(hit.row),
        "currency": words.currency(layout.currency),
        **{name: _show(fact, words, layout) for name, fact in hit.facts.items()},
    }


def _show(fact: object, words: Wording, layout: Layout) -> str:
    """Return a fact in words; what has words of its own first, then what is shown as it is."""
    match fact:
        case Word():
            return words.choice(fact.choices, fact.key)
        case Heading():
            return _heading(fact, words, layout)
        case Sheet():
            return sheet_name(fact.sheet, layout)
        case Figure():
            return _figure(fact, words, layout)
    return _number(fact, words, layout)


def _number(fact: object, words: Wording, layout: Layout) -> str:
    match fact:
        case Numbered():
            return _counted(fact, words, layout)
        case Range():
            ends = {"low": _show(fact.low, words, layout), "high": _show(fact.high, words, layout)}
            return words.text("listing", "range", **ends)
        case Percent():
            return f"{show_number(Decimal(f'{fact.ratio * 100:.2f}'))}%"
        case Decimal():
            return show_number(fact)
        case tuple():
            return words.text("listing", "separator").join(_show(part, words, layout) for part in fact)
    return f"{fact:%H:%M}" if isinstance(fact, time) else str(fact)


def _counted(fact: Numbered, words: Wording, layout: Layout) -> str:
    facts = {"number": show_number(fact.number), "currency": words.currency(layout.currency)}
    return words.text("listing", "counted", fact.unit, **facts)


def figures(stated: Iterable[Figure], words: Wording, layout: Layout) -> str:
    """Return figures as a cell says them."""
    return words.text("listing", "separator").join(_figure(figure, words, layout) for figure in stated)


def _figure(figure: Figure, words: Wording, layout: Layout) -> str:
    label = figure.key or _heading(Heading(figure.sheet, figure.column), words, layout)
    value = "–" if figure.value is None else _show(figure.value, words, layout)
    return words.text("listing", "figure", label=label, value=value)


def _heading(heading: Heading, words: Wording, layout: Layout) -> str:
    """Return a heading as it stands there, where it is a stranger's or in the reader's language."""
    where = layout.sheets.get(heading.sheet)
    known = where and (where.foreign or words.language == layout.language)
    standing = where.heading(heading.column) if where and known else ""
    if standing:
        return standing
    if heading.column not in SHEETS[heading.sheet].columns():
        return words.form_headings(heading.column)[0]  # beside an entry of a form
    return words.heading(heading.sheet, heading.column)


def sheet_name(sheet: str, layout: Layout) -> str:
    """Return what a sheet's tab says, or would say if it were there."""
    where = layout.sheets.get(sheet)
    return where.name if where else layout.headless.get(sheet) or wording(layout.language).sheet(sheet)


def _place(hit: Hit, where: SheetLayout | None) -> Place | None:
    return where.place(hit.row or where.header_row, hit.column) if where else None
