"""The language of the tags in a Word template: names, loops, conditions, formats, and nothing to execute.

{{活动名称}}  {{预算总额|千分位}}  {{任务.负责人}}      a value; a column in a table row repeats the row
{{#任务}} … {{/任务}}                              once for each row; loops may stand inside each other
{{分组:预算.费用类别}} … {{/分组}}                    once for each value; inside, 预算 is that group's rows
{{合计:预算.预算金额|千分位}} {{计数:任务}}              over the rows in view: all, or the group's
{{?约束条件}} … {{/约束条件}}  {{^任务}} … {{/任务}}    if filled, if empty
{{底色:指标.评价色}} {{合并:预算.费用类别}} {{条形:指标.达成率}}  cell fill, vertical merge, data bar
{{并列:重点指标}}                                  the cell, once for each row, side by side
{{图表:目标与实际}} {{图片:场地平面图}}                 the chart, the picture drawn in the same paragraph
{{链接:指标.实际}}                                 a value that leads to its cell in the workbook
{{手写:会议结论}} … {{/手写}}                        a place for people's own words, kept when written anew
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from sheetplan.documents.formats import FORMAT_NAMES, FORMATS
from sheetplan.documents.problem import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sheetplan.documents.fields import Fields

Kind = Literal[
    "value", "each", "if", "unless", "end", "fill", "merge", "bar", "across", "chart",
    "group", "sum", "count", "picture", "link", "hand",
]  # fmt: skip

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
WORDS: dict[str, Kind] = {
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
    "分组": "group",
    "group": "group",
    "合计": "sum",
    "sum": "sum",
    "计数": "count",
    "count": "count",
    "图片": "picture",
    "picture": "picture",
    "链接": "link",
    "link": "link",
    "手写": "hand",
    "handwritten": "hand",
}
"""What stands before the colon of a tag, in either language."""

OPENING: frozenset[Kind] = frozenset({"each", "if", "unless", "group", "hand"})
_WORD = re.compile(rf"({'|'.join(WORDS)})\s*[:：](.*)", re.DOTALL | re.IGNORECASE)
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

    def is_closed_by(self, name: str) -> bool:
        """Whether an end tag of that name may close this one: ``{{/}}``, its name, its word, its table."""
        return name in {"", self.name, self.path[0]} or WORDS.get(name.casefold()) == self.kind


@dataclass(frozen=True)
class Reference:
    """What a tag's name stands for, once it is known to exist."""

    kind: Literal["scalar", "cell", "table", "chart", "region"]
    name: str
    table: str = ""


class Scope(NamedTuple):
    """A loop that a tag stands in: over the rows of a table, or over the groups of one of its columns."""

    table: str
    grouped_by: str = ""


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
    path = tuple(step.strip() for step in name.replace("．", ".").split(".", 2))
    return Tag(kind, path, format_name.strip())


def _kind(body: str) -> tuple[Kind, str]:
    if body[:1] in _SIGNS:
        return _SIGNS[body[0]], body[1:]
    if word := _WORD.fullmatch(body):
        return WORDS[word[1].casefold()], word[2]
    return "value", body


def resolve(tag: Tag, fields: Fields, scopes: Sequence[Scope] = ()) -> Reference | Fault:
    """What the tag stands for inside some loops (the outermost first), or why it stands for nothing."""
    if tag.format and tag.format.casefold() not in FORMATS:
        return Fault("unknown-format", {"format": tag.format}, nearest(tag.format, FORMAT_NAMES))
    match tag.kind:
        case "hand":
            return Reference("region", tag.name)
        case "chart":
            return _chart(tag, fields)
        case "each" | "across" | "count":
            return _table(tag, fields, scopes)
        case "group" | "sum":
            return _column(tag, fields, scopes) if len(tag.path) > 1 else _needs_column(tag, fields)
        case _:
            return _column(tag, fields, scopes) if len(tag.path) > 1 else _single(tag, fields, scopes)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, or nothing if none is like it."""
    return next(iter(difflib.get_close_matches(name[:80], list(known), 1, 0.45)), "")


def _chart(tag: Tag, fields: Fields) -> Reference | Fault:
    if tag.name in fields.charts:
        return Reference("chart", tag.name)
    return Fault("unknown-chart", {"name": tag.name}, nearest(tag.name, fields.charts))


def _table(tag: Tag, fields: Fields, scopes: Sequence[Scope]) -> Reference | Fault:
    table = _known_table(tag.name, fields, scopes)
    if table:
        return Reference("table", table)
    return Fault("unknown-table", {"table": tag.name}, nearest(tag.name, fields.tables))


def _known_table(name: str, fields: Fields, scopes: Sequence[Scope]) -> str:
    """The full name of a table: its own, or that of one inside the rows of a loop around the tag."""
    inner = (fields.table(f"{scope.table}.{name}") for scope in reversed(scopes))
    return fields.table(name) or next(filter(None, inner), "")


def _column(tag: Tag, fields: Fields, scopes: Sequence[Scope]) -> Reference | Fault:
    *start, column = tag.path
    written = ".".join(start)
    table = _known_table(written, fields, scopes)
    if not table:
        near = nearest(written, fields.tables)
        return Fault("unknown-table", {"table": written}, _near_column(near, column, fields))
    known = fields.column(table, column)
    if known:
        return Reference("cell", known, table)
    hint = _near_column(table, column, fields)
    return Fault("unknown-column", {"table": table, "column": column}, hint)


def _near_column(table: str, column: str, fields: Fields) -> str:
    near = nearest(column, fields.tables.get(table, ()))
    return f"{table}.{near}" if near else ""


def _single(tag: Tag, fields: Fields, scopes: Sequence[Scope]) -> Reference | Fault:
    for scope in reversed(scopes):
        column = fields.column(scope.table, tag.name)
        if column and scope.grouped_by in {"", column}:
            return Reference("cell", column, scope.table)
    asks = tag.kind in {"if", "unless"}
    if asks and tag.name in fields.tables:  # its own name counts before what a single field also goes by
        return Reference("table", tag.name)
    if scalar := fields.scalar(tag.name):
        return Reference("scalar", scalar)
    if table := _known_table(tag.name, fields, scopes):
        return Reference("table", table) if asks else _needs_column(tag, fields, table)
    if asks and tag.name in fields.charts:
        return Reference("chart", tag.name)
    return Fault("unknown-field", {"name": tag.name}, nearest(tag.name, _in_reach(fields, scopes, asks=asks)))


def _in_reach(fields: Fields, scopes: Sequence[Scope], *, asks: bool) -> list[str]:
    columns = {column for scope in scopes for column in fields.tables.get(scope.table, ())}
    return sorted({*columns, *fields.scalars, *(fields.tables if asks else ())})


def _needs_column(tag: Tag, fields: Fields, table: str = "") -> Fault:
    known = table or fields.table(tag.name)
    hint = f"{known}.{fields.tables[known][0]}" if known else nearest(tag.name, fields.tables)
    return Fault("table-needs-column" if known else "unknown-table", {"table": tag.name}, hint)
