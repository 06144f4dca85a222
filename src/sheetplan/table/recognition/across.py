"""What stands under days, weeks or months, and what one column says for two of ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import fsum

from sheetplan.language import fold
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid
from sheetplan.table.recognition.alike import MOST, READ, UNSAID, is_number, share, told
from sheetplan.table.recognition.blocks import (
    GROUPS,
    NAMES,
    Frame,
    beneath,
    name_column,
)
from sheetplan.table.recognition.headings import HEADER_ROWS, blank
from sheetplan.table.recognition.likeness import Guess, Likeness
from sheetplan.table.recognition.vocabulary import lump_words, wanted, words
from sheetplan.table.recognition.ways import ACROSS, days_of, marked, named
from sheetplan.table.recognition.years import day_above, is_day

_DATES = frozenset({"baseline_start", "baseline_finish", "deadline"})
_AMOUNTS = frozenset({"unit_price", "planned", "actual"})


def across(grid: Grid, likeness: Likeness, frame: Frame) -> Likeness:
    """Return a likeness with what stands under days, weeks or months, and with the names of its rows."""
    columns = dict(likeness.columns)
    frame = framed(likeness, frame)
    name = NAMES[likeness.sheet]
    if name not in columns and (columns or frame.axis):
        column = name_column(grid, frame)
        if column:
            heading = str(grid.cell(likeness.header_row, column) or "").strip()
            spoken = likeness.sheet == "budget" and _speaks_of_money(grid, likeness.header_row)
            columns[name] = Guess(column, heading, READ if spoken else UNSAID)
        elif GROUPS.get(likeness.sheet) in columns:
            columns[name] = columns.pop(GROUPS[likeness.sheet])  # who has but categories budgets by them
    if name in columns and likeness.sheet == "tasks":
        columns |= {key: guess for key, guess in _spans(grid, likeness, frame) if key not in columns}
    if name in columns and frame.axis:
        if any(point.number is not None for point in frame.axis) and not likeness.first_day:
            likeness = likeness._replace(first_day=day_above(grid, frame.row))
        rows = [
            row
            for row in range(likeness.header_row + 1, likeness.header_row + 1 + HEADER_ROWS)
            if not blank(grid.cell(row, columns[name].column))
        ]
        read = {"tasks": _bars, "budget": _sums}.get(likeness.sheet)
        likeness = likeness._replace(columns=dict(columns))
        for key, guess in read(grid, likeness, frame, rows) if read else ():
            if guess.way == "total" or key not in columns:
                columns[key] = guess
    rows_named = len(beneath(grid, likeness.header_row, columns[name].column)) if name in columns else 0
    return likeness._replace(columns=columns, rows=rows_named)


def framed(likeness: Likeness, frame: Frame) -> Frame:
    """Return where the columns of a likeness stand."""
    columns = {
        key: guess.column
        for key, guess in likeness.columns.items()
        if guess.way not in ACROSS and (guess.heading or not guess.way)
    }
    return frame._replace(columns=columns)


def _spans(grid: Grid, likeness: Likeness, frame: Frame) -> Iterator[tuple[str, Guess]]:
    """Yield when tasks begin and end, where one column says both, as 3月2日-3月5日."""
    if _DATES & likeness.columns.keys():
        return
    for column, heading in frame.said.items():
        cells = beneath(grid, frame.row, column)
        if fold(heading) in words("rows", "when") and share(cells, is_day) >= MOST:
            yield "baseline_start", Guess(column, heading, READ, "span_first")
            yield "baseline_finish", Guess(column, heading, READ, "span_last")
            return


def _bars(grid: Grid, likeness: Likeness, frame: Frame, rows: Sequence[int]) -> Iterator[tuple[str, Guess]]:
    """Yield when tasks begin and end, and who sees to them, as marks under days tell."""
    if _DATES & likeness.columns.keys():
        return
    found = {row: [cell.raw for *_, cell in marked(grid, row, frame.axis)] for row in rows}
    marks = [mark for some in found.values() for mark in some]
    if sum(map(bool, found.values())) < max(2, 0.4 * len(rows)) or not all(map(_is_mark, marks)):
        return
    day = date.fromisoformat(likeness.first_day) if likeness.first_day else None
    if not all(days_of(point, day) for point in frame.axis):
        return
    at = frame.axis[0].column
    yield "baseline_start", Guess(at, "", READ, "first")
    yield "baseline_finish", Guess(at, "", READ, "last")
    if "responsible" not in likeness.columns and named(marks):
        yield "responsible", Guess(at, "", READ, "marks")


def _sums(grid: Grid, likeness: Likeness, frame: Frame, rows: Sequence[int]) -> Iterator[tuple[str, Guess]]:
    """Yield what lines cost, by the column that sums up their months, else by that sum."""
    if any(guess.column < frame.axis[0].column for key, guess in likeness.columns.items() if key in _AMOUNTS):
        return
    amounts = {row: [cell.raw for *_, cell in marked(grid, row, frame.axis)] for row in rows}
    cells = [cell for some in amounts.values() for cell in some]
    if len(cells) < 2 or share(cells, is_number) < MOST or not _speaks_of_money(grid, frame.row):
        return
    named_twice = _lower_headings(grid, frame)
    if named_twice:
        for key, heading in named_twice.items():
            yield key, Guess(frame.axis[0].column, heading, READ, "sum")
        return
    total = _total(grid, frame, amounts)
    if total:
        yield "unit_price", Guess(total[0], total[1], READ + 0.1, "total")
    else:
        yield "unit_price", Guess(frame.axis[0].column, "", READ, "sum")


def _speaks_of_money(grid: Grid, row: int) -> bool:
    """Return whether the tab, the titles or the headings of a table say that its numbers are costs."""
    texts = [grid.name, *(cell for cells in grid.rows[:row] for cell in cells if isinstance(cell, str))]
    return any(word in fold(text) for text in texts for word in words("rows", "money"))


def _lower_headings(grid: Grid, frame: Frame) -> dict[str, str]:
    """Return which of the headings under each month is what was planned and what was spent."""
    if not all(point.last_column > point.column for point in frame.axis):
        return {}
    first = frame.axis[0]
    found: dict[str, str] = {}
    for column in range(first.column, first.last_column + 1):
        heading = str(grid.cell(frame.row, column) or "")
        for key, names in (("unit_price", lump_words()), ("actual", wanted("budget")["actual"][1])):
            if told(heading, names) >= READ:
                found.setdefault(key, heading)
    return found


def _total(grid: Grid, frame: Frame, amounts: Mapping[int, Sequence[Raw]]) -> tuple[int, str] | None:
    """Return the column behind the months that holds their sums, and what stands over it."""
    last = frame.axis[-1].last_column
    for column in range(last + 1, last + 4):
        sums = [
            (float(raw), fsum(float(one) for one in some if is_number(one)))  # type: ignore[arg-type]
            for row, some in amounts.items()
            if some and is_number(raw := grid.cell(row, column))
        ]
        agree = sum(abs(said - found) <= 0.005 * max(1, abs(found)) for said, found in sums)
        heading = next(
            (cell for row in range(frame.row, 0, -1) if isinstance(cell := grid.cell(row, column), str)), ""
        )
        if heading and len(sums) > 1 and agree >= 0.7 * len(sums):
            return column, heading
    return None


def _is_mark(cell: Raw) -> bool:
    """Return whether a cell may say that something happens on a day, rather than how much."""
    return isinstance(cell, bool) or (isinstance(cell, str) and len(cell) <= 20) or cell == 1
