"""Conditional formats: sheetplan writes status words, the workbook paints them.

Which words and numbers have which tone stands in `sheetplan.changes.highlights`. A column of one of
these lists of choices is painted wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sheetplan.build.grid import Area, Grid
from sheetplan.build.layout import HEADER_ROW, MARKS
from sheetplan.build.theme import BAR
from sheetplan.changes.highlights import LIMITS, ROW_TINTS, WORDS
from sheetplan.language.wording import Wording
from sheetplan.model.kinds import Choice
from sheetplan.model.values import column_letters

BARS = {"percent_complete", "share", "achievement_rate"}
"""Rates shown as bars from 0 % to 100 %."""

MARKED = {"E": "error mark", "W": "warning mark"}
"""The tone of a cell that a finding speaks about, by the letter of its severity."""

Rule = dict[str, Any]
"""Options of a conditional format, as XlsxWriter names them."""


@dataclass(frozen=True, slots=True)
class Paint:
    """One conditional format over an area."""

    area: Area
    rule: Rule
    tone: str = ""
    everywhere: bool = False
    """Whether every cell of the sheet is asked the same, about its own row and heading."""


def paints(grid: Grid, wording: Wording) -> Iterator[Paint]:
    """Yield the conditional formats of a sheet, the strongest first.

    All rules of a cell stand over the very same range. Excel would also order rules of different ranges that
    overlap; LibreOffice only orders those of one range, where the first that holds wins.
    """
    for area in grid.areas:
        if grid.sheet != "findings":
            yield from _marks(grid, area, wording)
        yield from _words(area, wording)
        yield from _limits(area)
        yield from _row_tints(grid, area, wording)
        if area.name in BARS:
            yield Paint(area, _BAR)


def _marks(grid: Grid, area: Area, wording: Wording) -> Iterator[Paint]:
    """A mark reads ``E|任务|T12|计划完成``: severity, sheet, row (its key, or ``#`` and number), heading."""
    heading = f"{_letters(area)}${HEADER_ROW}"
    for letter, tone in MARKED.items():
        sheet = _quoted(f"{letter}|{wording.sheet(grid.sheet)}|")
        mark = f'{sheet}&{_row_key(grid, area)}&"|"&{heading}'
        yield Paint(area, _formula(f"ISNUMBER(MATCH({mark},{MARKS},0))"), tone, everywhere=True)


def _row_key(grid: Grid, area: Area) -> str:
    if grid.is_form:
        return f"$A{area.first_row}"
    if not grid.row.key:
        return '"#"&ROW()'
    key = f"${_letters(grid.area(grid.row.key))}{area.first_row}"
    return f'IF({key}="","#"&ROW(),{key})'


def _words(area: Area, wording: Wording) -> Iterator[Paint]:
    if isinstance(area.column.kind, Choice):
        choices = area.column.kind.choices
        for key, tone in WORDS.get(choices, {}).items():
            word = _quoted(wording.choice(choices, key))
            yield Paint(area, {"type": "cell", "criteria": "==", "value": word}, tone)


def _limits(area: Area) -> Iterator[Paint]:
    if area.name in LIMITS:
        limit, tone = LIMITS[area.name]
        cell = f"${_letters(area)}{area.first_row}"
        # ISNUMBER, because Excel orders every text, even "", above every number
        yield Paint(area, _formula(f"AND(ISNUMBER({cell}),{cell}{limit})"), tone)


def _row_tints(grid: Grid, area: Area, wording: Wording) -> Iterator[Paint]:
    if grid.sheet not in ROW_TINTS:
        return
    choices, name, tones = ROW_TINTS[grid.sheet]
    cell = f"${_letters(grid.area(name))}{area.first_row}"
    for key, tone in tones.items():
        yield Paint(area, _formula(f"{cell}={_quoted(wording.choice(choices, key))}"), tone, everywhere=True)


def _formula(text: str) -> Rule:
    return {"type": "formula", "criteria": f"={text}"}


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _letters(area: Area) -> str:
    return column_letters(area.index + 1)


_BAR = {
    "type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_color": BAR, "bar_no_border": True,
    "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1, "bar_axis_position": "none",
}  # fmt: skip
