"""The language of the tags in a Word template: names, loops, conditions, formats, and nothing to execute.

{{活动名称}}  {{预算总额|千分位}}  {{任务.负责人}}      a value; a column in a table row repeats the row
{{#任务}} … {{/任务}}                              once for each row
{{?约束条件}} … {{/约束条件}}  {{^任务}} … {{/任务}}    if filled, if empty
{{底色:指标.评价色}} {{合并:预算.类别}} {{条形:指标.达成率}}  cell fill, vertical merge, data bar
{{并列:重点指标}}                                  the cell, once for each row, side by side
{{图表:目标与实际}}                                the chart drawn in the same paragraph
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sheetplan.documents.formats import FORMAT_NAMES, FORMATS
from sheetplan.documents.problem import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sheetplan.documents.fields import Fields

Kind = Literal["value", "each", "if", "unless", "end", "fill", "merge", "bar", "across", "chart"]

_TAG = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")
_LOOSE = re.compile(r"[{｛]{2}|[}｝]{2}")
_SIGNS: dict[str, Kind] = {
    "#": "each",
    "＃": "each",
    "?": "if",
    "？": "if",
    "^": "unless",
    "＾": "unless",
    "/": "end",
    "／": "end",
}
_WORDS: dict[str, Kind] = {
    "底色": "fill",
    "fill": "fill",
    "合并": "merge",
    "merge": "merge",
    "条形": "bar",
    "bar": "bar",
    "并列": "across",
    "across": "across",
    "图表": "chart",
    "chart": "chart",
}
_WORD = re.compile(rf"({'|'.join(_WORDS)})\s*[:：](.*)", re.DOTALL | re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True)
class Tag:
    """One tag as its author wrote it: what it does, the name it is about, the format it asks for."""

    kind: Kind
    path: tuple[str, ...]
    format: str = ""

    @property
    def name(self) -> str:
        """The name as written, dotted."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Reference:
    """What a tag's name stands for, once it is known to exist."""

    kind: Literal["scalar", "cell", "table", "chart"]
    name: str
    table: str = ""


@dataclass(frozen=True)
class Found:
    """A tag, or a pair of braces without a partner, at its offsets in a paragraph's text."""

    start: int
    end: int
    raw: str
    tag: Tag | None


def find_tags(text: str) -> list[Found]:
    """Every tag of a paragraph's text and every loose pair of braces, in order."""
    found: list[Found] = []
    at = 0
    for match in _TAG.finditer(text):
        found += _loose(text, at, match.start())
        found.append(Found(match.start(), match.end(), match[0], parse_tag(match[1])))
        at = match.end()
    return found + _loose(text, at, len(text))


def _loose(text: str, start: int, end: int) -> list[Found]:
    return [Found(hit.start(), hit.end(), hit[0], None) for hit in _LOOSE.finditer(text, start, end)]


def parse_tag(body: str) -> Tag:
    """The tag between the braces; full-width signs, odd spaces and invisible characters are forgiven."""
    kind, rest = _kind(" ".join(_INVISIBLE.sub("", body).split()))
    name, _, format_name = rest.replace("｜", "|").partition("|")
    table, dot, column = name.replace("．", ".").partition(".")
    path = (table.strip(), column.strip()) if dot else (table.strip(),)
    return Tag(kind, path, format_name.strip())


def _kind(body: str) -> tuple[Kind, str]:
    if body[:1] in _SIGNS:
        return _SIGNS[body[0]], body[1:]
    if word := _WORD.fullmatch(body):
        return _WORDS[word[1].casefold()], word[2]
    return "value", body


def resolve(tag: Tag, fields: Fields, scope: str | None) -> Reference | Fault:
    """What the tag stands for inside the rows of `scope` (a table's name), or why it stands for nothing."""
    if tag.kind == "chart":
        return _chart(tag, fields)
    if tag.kind in {"each", "across"}:
        return _table(tag, fields)
    if tag.format and tag.format.casefold() not in FORMATS:
        return Fault("unknown-format", {"format": tag.format}, nearest(tag.format, FORMAT_NAMES))
    return _column(tag, fields) if len(tag.path) == 2 else _single(tag, fields, scope)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, or nothing if none is like it."""
    return next(iter(difflib.get_close_matches(name[:80], list(known), 1, 0.45)), "")


def _chart(tag: Tag, fields: Fields) -> Reference | Fault:
    if tag.name in fields.charts:
        return Reference("chart", tag.name)
    return Fault("unknown-chart", {"name": tag.name}, nearest(tag.name, fields.charts))


def _table(tag: Tag, fields: Fields) -> Reference | Fault:
    if tag.name in fields.tables:
        return Reference("table", tag.name)
    return Fault("unknown-table", {"table": tag.name}, nearest(tag.name, fields.tables))


def _column(tag: Tag, fields: Fields) -> Reference | Fault:
    table, column = tag.path
    if table not in fields.tables:
        return Fault(
            "unknown-table", {"table": table}, _near_column(nearest(table, fields.tables), column, fields)
        )
    if column not in fields.tables[table]:
        hint = _near_column(table, column, fields)
        return Fault("unknown-column", {"table": table, "column": column}, hint)
    return Reference("cell", column, table)


def _near_column(table: str, column: str, fields: Fields) -> str:
    near = nearest(column, fields.tables.get(table, ()))
    return f"{table}.{near}" if near else ""


def _single(tag: Tag, fields: Fields, scope: str | None) -> Reference | Fault:
    columns = fields.tables.get(scope, ()) if scope else ()
    if tag.name in columns:
        return Reference("cell", tag.name, scope or "")
    if tag.name in fields.scalars:
        return Reference("scalar", tag.name)
    asks = tag.kind in {"if", "unless"}
    if tag.name in fields.tables:
        return Reference("table", tag.name) if asks else _needs_column(tag.name, fields)
    if asks and tag.name in fields.charts:
        return Reference("chart", tag.name)
    known = sorted((*columns, *fields.scalars, *(fields.tables if asks else ())))
    return Fault("unknown-field", {"name": tag.name}, nearest(tag.name, known))


def _needs_column(table: str, fields: Fields) -> Fault:
    return Fault("table-needs-column", {"table": table}, f"{table}.{fields.tables[table][0]}")
