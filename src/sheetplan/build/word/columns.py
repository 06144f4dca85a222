"""Columns of a table in a template, in a few signs.

``编号*0.9^ 任务*3 计划完成*1.3^|短日期 预算金额*1.5>|千分位 状态*1^#`` is four columns of their heading, each
with its share of the width; ``^`` centres, ``>`` aligns to the right, ``#`` fills the cell in the colour of
the choice, ``&`` merges equal cells, ``|`` names the format. ``标题=…`` gives a heading of one's own, and
``={…}`` a text of one's own; blanks in either are written as ``_``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sheetplan.language import Wording
from sheetplan.model.kinds import Choice, Date, Kind, Money, Number, Text

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
    format: str


LETTER, SIGN, MARGINS = 106, 182, 190
"""Widths in twentieths of a point: of a letter, of a Chinese character, of a cell's two margins."""
_DATES = {"短日期": "2024-03-20", "月日": "20 Mar"}


def least_width(heading: str, kind: Kind | None, shape: str, words: Wording) -> int:
    """Return the width at which neither a heading's words nor a column's dates and choices are broken."""
    texts = heading.split()
    match kind:
        case Date():
            texts.append(_DATES.get(shape, ""))
        case Choice():
            texts += [part for said in words.choices(kind.choices).values() for part in said[0].split()]
        case Money():
            texts.append("1,234,567")
        case Number() if shape == "千分位":
            texts.append("123,456")
        case Text():
            texts.append("三个字" if words.language == "zh" else "quantity")
    return MARGINS + max((_text_width(text) for text in texts), default=0)


def _text_width(text: str) -> int:
    """Return how wide a text is at least; Chinese may break, but not into single characters."""
    wide = sum(ord(letter) > 0x2E00 for letter in text)
    return LETTER * (len(text) - wide) + SIGN * min(wide, 3)


def fitted(width: int, shares: Sequence[float], least: Sequence[int]) -> list[int]:
    """Return column widths in these proportions, none below its least where all of them can be met."""
    widths = [0] * len(shares)
    open_columns, left = set(range(len(shares))), width
    while open_columns:
        scale = left / sum(shares[at] for at in open_columns)
        tight = {at for at in open_columns if shares[at] * scale < least[at]}
        if not tight or sum(least) > width:
            break
        for at in tight:
            widths[at], left = least[at], left - least[at]
        open_columns -= tight
    scale = left / (sum(shares[at] for at in open_columns) or 1)
    for at in open_columns:
        widths[at] = round(shares[at] * scale)
    widths[-1] += width - sum(widths)
    return widths


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
        format=shape,
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
