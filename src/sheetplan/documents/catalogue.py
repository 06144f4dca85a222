"""The catalogue of fields: what a template may print, with an example of how each is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sheetplan.documents.fields import (
    FORMS,
    TONE,
    VIEWS,
    column_names,
    document_fields,
    scalar_names,
    table_keys,
    table_name,
)
from sheetplan.language import Wording, wording
from sheetplan.model.kinds import Date, Days, Money, Number, Quantity, Rate
from sheetplan.model.sheets import SHEETS


class Entry(NamedTuple):
    """A field as it is written into a template, and the format that suits it."""

    tag: str
    format: str


class Section(NamedTuple):
    """A table with its columns, or the fields that stand alone."""

    name: str
    entries: tuple[Entry, ...]


def catalogue(language: str) -> Iterator[Section]:
    """Yield the fields that stand alone, then every table, then the charts."""
    words = wording(language)
    yield Section("", tuple(_scalars(words)))
    for key in table_keys():
        yield Section(table_name(key, words), tuple(_columns(key, words)))
    word = "图表" if language == "zh" else "chart"
    charts = (Entry(f"{{{{{word}:{name}}}}}", "") for name in words.section("fields", "charts").values())
    yield Section(words.text("template", "charts"), tuple(charts))


def field_tables(language: str) -> tuple[str, ...]:
    """Return the names of the tables that a template may print."""
    return tuple(document_fields(language).tables)


def field_lines(language: str, table: str | None) -> Iterator[str]:
    """Yield the catalogue, or one table of it, as lines of text."""
    for section in catalogue(language):
        if table in {None, section.name}:
            if section.name:
                yield section.name
            for entry in section.entries:
                yield f"  {entry.tag}" + (f"  → |{entry.format}" if entry.format else "")


def _scalars(words: Wording) -> Iterator[Entry]:
    for (form, key), name in scalar_names(words).items():
        suits = _format(form, key, words) if form in FORMS else ""
        yield Entry(f"{{{{{name}}}}}", suits)


def _columns(key: str, words: Wording) -> Iterator[Entry]:
    sheet, table = VIEWS.get(key, key), table_name(key, words)
    for column, name in column_names(key, words).items():
        if column.startswith(TONE):
            fill = "底色" if words.language == "zh" else "fill"
            yield Entry(f"{{{{{fill}:{table}.{name}}}}}", "")
        else:
            yield Entry(f"{{{{{table}.{name}}}}}", _format(sheet, column, words))


def _format(sheet: str, column: str, words: Wording) -> str:
    """Return the format that suits a column, or nothing where its value speaks for itself."""
    declared = SHEETS[sheet].columns().get(column) if sheet in SHEETS else None
    names = words.section("template", "suited")
    match declared.kind if declared else None:
        case Date():
            return str(names["date"])
        case Rate():
            return str(names["rate"])
        case Money():
            return str(names["money"])
        case Quantity() | Number() if not isinstance(declared.kind if declared else None, Days):
            return str(names["number"])
        case _:
            return ""
