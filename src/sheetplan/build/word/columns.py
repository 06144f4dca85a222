"""Columns of a table in a template, in a few signs.

``编号*0.9^ 任务*3 计划完成*1.3^|短日期 预算金额*1.5>|千分位 状态*1^#`` is four columns of their heading, each
with its share of the width; ``^`` centres, ``>`` aligns to the right, ``#`` fills the cell in the colour of
the choice, ``&`` merges equal cells, ``|`` names the format. ``标题=…`` gives a heading of one's own, and
``={…}`` a text of one's own; blanks in either are written as ``_``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_COLUMN = re.compile(
    r"(?:(?P<heading>[^=*]*)=)?(?P<field>[^*]*)\*(?P<share>[\d.]+)(?P<signs>[\^>#&]*)(?:\|(?P<format>.+))?"
)
_STYLES = {"^": "TableCentred", ">": "TableNumber"}


class Column(NamedTuple):
    """One column: its field, what its cells say, how they look."""

    field: str
    text: str
    share: float
    style: str
    heading: str | None
    money: bool


def columns_of(spec: str, table: str) -> list[Column]:
    """Return the columns that a spec describes."""
    return [_column(part, table) for part in spec.split()]


def _column(part: str, table: str) -> Column:
    found = _COLUMN.fullmatch(part)
    if found is None:
        raise ValueError(part)
    name, signs, shape = found["field"], found["signs"], found["format"] or ""
    heading = None if found["heading"] is None else found["heading"].replace("_", " ").strip()
    style = next((_STYLES[sign] for sign in signs if sign in _STYLES), "TableText")
    return Column(
        field=f"{table}.{name.rpartition(':')[2]}",
        text=_text(name, table, signs, shape),
        share=float(found["share"]),
        style=style,
        heading=heading,
        money=shape in {"千分位", "正负"},
    )


def _text(name: str, table: str, signs: str, shape: str) -> str:
    if "{" in name:
        return name.replace("_", " ")
    word, _, bare = name.rpartition(":")
    if not word and not bare:
        return ""
    said = f"{{{'合并' if '&' in signs else word}{':' if word or '&' in signs else ''}{table}.{bare}"
    said += (f"|{shape}" if shape else "") + "}"
    return (f"{{底色:{table}.{bare}色}}" if "#" in signs else "") + said
