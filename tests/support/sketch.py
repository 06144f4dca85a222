"""A tiny plan as text, one row per line, for tests and rule examples.

    status d5
    event event_date=d20
    tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d1 baseline_finish=d3
    metrics M1 metric=线索 target=1.2万 unit=条
    without texts tasks.stage
    headless review
    past 线索 events=9 median=310 most=480
    # a remark

A line names a sheet, then the row's key, then ``column=value``; ``dN`` is the Nth working day from Monday
2 March 2026, so that weekends need no thinking; ``2026-03-28`` is that very day. Forms and people start from
a small clean plan. Choices go by their keys (``nature=reserve``). Values that look like numbers are numbers
where the column wants one; ``text:12`` is text, ``=`` is a formula without a result.
``past`` says what finished events reached in a metric.
``without`` leaves out a sheet, or a single column or entry of it; ``headless`` leaves out its headings.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from sheetplan.engine.benchmark import Benchmark
from sheetplan.language import Wording, fold, wording
from sheetplan.model.kinds import Choice, Date, Number, Quantity, Time
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Disputed, ErrorValue, Raw, Uncomputed
from sheetplan.table.cell import Grid, Snapshot

FIRST_DAY = date(2026, 3, 2)
HEADER_ROW = 1

BASE = """
event name=春季沙龙 purpose=拉新 goal=线索500条 event_date=d20 venue=上海 lead=李雷 contingency_plan=改为线上
brief requested_by=市场部 background=新品上市 audience_profile=白领 core_needs=体验
people 李雷 role=总负责人
people 王芳 role=执行
"""


def day(number: int) -> date:
    """Return the Nth working day of sketches (Mondays to Fridays only)."""
    weeks, rest = divmod(number - 1, 5)
    return FIRST_DAY + timedelta(days=7 * weeks + rest)


@dataclass(frozen=True)
class Drawing:
    """A sketch as it was read: the rows of each sheet by their name, and what is missing.

    Attributes:
        lines: the sheet that each line of the text (counted from 0) speaks about, and its worksheet row
            there; 0 for a form or a whole sheet.
    """

    rows: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    without: set[str] = field(default_factory=set)
    headless: set[str] = field(default_factory=set)
    lines: dict[int, tuple[str, int]] = field(default_factory=dict)
    status: list[date] = field(default_factory=lambda: [day(1)])
    past: dict[str, Benchmark] = field(default_factory=dict)


def sketch(text: str, language: str = "zh") -> Snapshot:
    """Return the workbook that a sketch draws."""
    drawing = read_sketch(text)
    grids = [
        _grid(row_type, drawing, language)
        for sheet, row_type in SHEETS.items()
        if sheet not in drawing.without and sheet != "findings"
    ]
    return Snapshot(tuple(grids), "sketch")


def status_date(text: str) -> date:
    """Return the status date of a sketch: its ``status`` line, or d1."""
    return read_sketch(text).status[-1]


def read_sketch(text: str) -> Drawing:
    """Return what the lines of a sketch say, on top of the small clean plan that all of them start from."""
    drawing = Drawing()
    lines = [*enumerate(BASE.splitlines(), -BASE.count("\n") - 1), *enumerate(text.splitlines())]
    for number, line in lines:
        words = [] if line.strip().startswith("#") else shlex.split(line)
        match words:
            case []:
                continue
            case ["without", *names]:
                drawing.without.update(names)
                drawing.lines[number] = (names[0].split(".")[0], 0)
            case ["headless", sheet]:
                drawing.headless.add(sheet)
                drawing.lines[number] = (sheet, 0)
            case ["status", text_day]:
                drawing.status.append(day(int(text_day[1:])))
            case ["past", metric, *figures]:
                drawing.past[fold(metric)] = _benchmark(metric, figures)
            case [sheet, *cells]:
                row = _add_row(drawing.rows.setdefault(sheet, {}), SHEETS[sheet], cells)
                drawing.lines[number] = (sheet, row)
    return drawing


def past(text: str) -> dict[str, Benchmark]:
    """Return what finished events reached, by the ``past`` lines of a sketch."""
    return read_sketch(text).past


def _benchmark(metric: str, figures: list[str]) -> Benchmark:
    known = {name: Decimal(number) for name, _, number in (figure.partition("=") for figure in figures)}
    events, median, most = int(known["events"]), known["median"], known["most"]
    return Benchmark("", "metric", metric, events, median, median, most, median, most)


def _add_row(rows: dict[str, dict[str, str]], row_type: type[Row], words: list[str]) -> int:
    """Add a row, or change the form or person that is there; return its worksheet row."""
    pairs = dict(word.split("=", 1) for word in words if "=" in word)
    unknown = pairs.keys() - row_type.columns().keys()
    if unknown:
        raise ValueError(f"{row_type.sheet} has no column {', '.join(sorted(unknown))}")
    if row_type.shape is Shape.FORM:
        rows.setdefault("", {}).update(pairs)
        return 0
    bare = [word for word in words if "=" not in word]
    if bare and row_type.key:
        pairs = {row_type.key: bare[0], **pairs}
    name = bare[0] if bare and row_type.sheet == "people" else f"#{len(rows)}"
    rows.setdefault(name, {}).update(pairs)
    return HEADER_ROW + 1 + list(rows).index(name)


def _grid(row_type: type[Row], drawing: Drawing, language: str) -> Grid:
    words, sheet = wording(language), row_type.sheet
    rows = drawing.rows.get(sheet, {})
    columns = {
        key: column for key, column in row_type.columns().items() if f"{sheet}.{key}" not in drawing.without
    }
    if row_type.shape is Shape.FORM:
        header: tuple[Raw, ...] = tuple(words.form_headings(key)[0] for key in ("item", "content"))
        written = rows.get("", {})
        lines: list[tuple[Raw, ...]] = [
            (words.heading(sheet, key), _raw(written.get(key, ""), column.kind, words))
            for key, column in columns.items()
        ]
    else:
        header = tuple(words.heading(sheet, key) for key in columns)
        lines = [
            tuple(_raw(row.get(key, ""), column.kind, words) for key, column in columns.items())
            for row in rows.values()
        ]
    return Grid(words.sheet(sheet), (() if sheet in drawing.headless else header, *lines))


def _raw(text: str, kind: object, words: Wording) -> Raw:
    if text.startswith("text:"):
        return text.removeprefix("text:")
    if text.startswith("#") and text.endswith(("!", "?", "A")):
        return ErrorValue(text)
    if text.startswith("sum:"):
        return Disputed(text.removeprefix("sum:"))
    if text == "=":
        return Uncomputed()
    if isinstance(kind, Choice) and text in words.choices(kind.choices):
        return words.choice(kind.choices, text)
    reader = next((read for kinds, read in _READERS if isinstance(kind, kinds)), None)
    return reader(text) if reader else text or None


def _date(text: str) -> Raw:
    if re.fullmatch(r"d\d+", text):
        return day(int(text[1:]))
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text or None


def _number(text: str) -> Raw:
    if re.fullmatch(r"-?\d+(\.\d+)?%", text):
        return float(text[:-1]) / 100
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text or None


def _time(text: str) -> Raw:
    return time.fromisoformat(text) if re.fullmatch(r"\d\d:\d\d", text) else text or None


_READERS = ((Date, _date), (Number | Quantity, _number), (Time, _time))
