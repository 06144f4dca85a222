"""现场流程单: the run of show as it hangs on the wall."""

from __future__ import annotations

from sheetplan.model.column import Column
from sheetplan.model.kinds import Kind, Number, Text, Time
from sheetplan.views.standing import Cell, Standing, text
from sheetplan.views.tools import cell_of, first_number, shown, text_of
from sheetplan.views.view import Part, Rows, View

SEGMENTS = 80
FIRST_ROW = 5
TIMES = ("call_time", "start", "finish")
TEXTS = ("responsible", "performer", "key_action", "equipment", "location")
_WIDTHS = {"responsible": 17, "performer": 16, "key_action": 37, "equipment": 24, "location": 14}


def _of(name: str, kind: Kind, width: float) -> Column:
    number = name in TIMES or name == "duration"
    found = (
        first_number(cell_of(f"run_of_show.{name}"), otherwise='""')
        if number
        else text_of(f"run_of_show.{name}")
    )
    return shown(kind, f'IF({{.segment}}="","",{found})', width)


_COLUMNS = {
    **{name: _of(name, Time(), 8) for name in TIMES},
    "duration": _of("duration", Number(), 7),
    "segment": shown(Text(), text_of("run_of_show.segment"), 26),
    **{name: _of(name, Text(), _WIDTHS[name]) for name in TEXTS},
}


def _rows(standing: Standing) -> Rows:
    columns = {name: standing.column("run_of_show", name)[:SEGMENTS] for name in _COLUMNS}
    for row in zip(*columns.values(), strict=True):
        found = dict(zip(columns, row, strict=True))
        yield tuple(_cell(name, found) if text(found["segment"]) else "" for name in columns)


def _cell(name: str, row: dict[str, Cell]) -> Cell:
    if name in TIMES or name == "duration":
        return row[name] if isinstance(row[name], float) else ""
    return text(row[name])


RUN_SHEET = View(
    "run_sheet",
    after="run_of_show",
    parts=(Part("run_sheet", "rows", FIRST_ROW, 1, SEGMENTS, _COLUMNS, _rows, follows="run_of_show"),),
)
