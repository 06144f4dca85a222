"""A tiny plan as text, one row per line, for tests and rule examples.

    status d5
    event event_date=d20
    tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d1 baseline_finish=d3
    metrics M1 metric=线索 target=1.2万 unit=条
    without texts

A line names a sheet, then the row's key, then ``column=value``; ``dN`` is the Nth working day from Monday
2 March 2026, so that weekends need no thinking. Forms and people start from a small clean plan.
Values that look like numbers are numbers where the column wants one; ``text:12`` stays text.
"""

from __future__ import annotations

import re
import shlex
from datetime import date, timedelta

from sheetplan.language import wording
from sheetplan.model.kinds import Date, Number, Quantity
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import ErrorValue, Raw
from sheetplan.table.cell import Grid, Snapshot

FIRST_DAY = date(2026, 3, 2)

BASE = """
event name=春季沙龙 purpose=拉新 goal=线索500条 event_date=d20 venue=上海 lead=李雷
brief requested_by=市场部 background=新品上市 audience_profile=白领 core_needs=体验
people 李雷 role=总负责人
people 王芳 role=执行
"""


def day(number: int) -> date:
    """Return the Nth working day of sketches (Mondays to Fridays only)."""
    weeks, rest = divmod(number - 1, 5)
    return FIRST_DAY + timedelta(days=7 * weeks + rest)


def sketch(text: str, language: str = "zh") -> Snapshot:
    """Return the workbook that a sketch draws."""
    rows, absent, _ = _read(BASE + text)
    grids = [
        _grid(row_type, rows.get(sheet, {}), language)
        for sheet, row_type in SHEETS.items()
        if sheet not in absent and sheet != "findings"
    ]
    return Snapshot(tuple(grids), "sketch")


def status_date(text: str) -> date:
    """Return the status date of a sketch: its ``status`` line, or d1."""
    return _read(text)[2]


def _read(text: str) -> tuple[dict[str, dict[str, dict[str, str]]], set[str], date]:
    rows: dict[str, dict[str, dict[str, str]]] = {}
    absent: set[str] = set()
    status = day(1)
    for line in filter(None, map(str.strip, text.splitlines())):
        sheet, *words = shlex.split(line)
        if sheet == "without":
            absent.update(words)
        elif sheet == "status":
            status = day(int(words[0][1:]))
        else:
            _add_row(rows.setdefault(sheet, {}), SHEETS[sheet], words)
    return rows, absent, status


def _add_row(rows: dict[str, dict[str, str]], row_type: type[Row], words: list[str]) -> None:
    pairs = dict(word.split("=", 1) for word in words if "=" in word)
    unknown = pairs.keys() - row_type.columns().keys()
    if unknown:
        raise ValueError(f"{row_type.sheet} has no column {', '.join(sorted(unknown))}")
    bare = [word for word in words if "=" not in word]
    if row_type.shape is Shape.FORM:
        rows.setdefault("", {}).update(pairs)
        return
    if bare and row_type.key:
        pairs = {row_type.key: bare[0], **pairs}
    known = bare[0] if bare and bare[0] in rows and row_type.sheet == "people" else f"#{len(rows)}"
    name = bare[0] if row_type.sheet == "people" and bare else known
    rows.setdefault(name, {}).update(pairs)


def _grid(row_type: type[Row], rows: dict[str, dict[str, str]], language: str) -> Grid:
    words = wording(language)
    columns = row_type.columns()
    if row_type.shape is Shape.FORM:
        heads: list[tuple[Raw, ...]] = [(words.form_headings("item")[0], words.form_headings("content")[0])]
        written = rows.get("", {})
        body = [
            (words.heading(row_type.sheet, key), _raw(written.get(key, ""), column.kind))
            for key, column in columns.items()
        ]
        return Grid(words.sheet(row_type.sheet), (*heads, *body))
    header: tuple[Raw, ...] = tuple(words.heading(row_type.sheet, key) for key in columns)
    lines = [
        tuple(_raw(row.get(key, ""), column.kind) for key, column in columns.items()) for row in rows.values()
    ]
    return Grid(words.sheet(row_type.sheet), (header, *lines))


def _raw(text: str, kind: object) -> Raw:
    if text.startswith("text:"):
        return text.removeprefix("text:")
    if text.startswith("#") and text.endswith(("!", "?", "A")):
        return ErrorValue(text)
    if isinstance(kind, Date) and re.fullmatch(r"d\d+", text):
        return day(int(text[1:]))
    if isinstance(kind, Number | Quantity):
        if re.fullmatch(r"-?\d+(\.\d+)?%", text):
            return float(text[:-1]) / 100
        if re.fullmatch(r"-?\d+(\.\d+)?", text):
            return float(text)
    return text or None
