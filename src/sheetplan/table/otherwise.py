"""What strangers say in another form than ours, found by what stands there: periods, weeks, marks, months, totals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from sheetplan.language import fold
from sheetplan.model.kinds import Money
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.alike import is_number, suits, told
from sheetplan.table.axis import span_said, year_said
from sheetplan.table.cell import Adopted, Grid
from sheetplan.table.headings import HEADER_ROWS, blank
from sheetplan.table.likeness import Guess, Likeness
from sheetplan.table.strangers import (
    GROUPS,
    NAMES,
    Block,
    Frame,
    Reader,
    beneath,
    blocks,
    name_column,
    title_above,
)
from sheetplan.table.vocabulary import lump_words, wanted, words
from sheetplan.table.ways import BESIDE, days_of, marked, named, unit_of

UNSAID = 0.5
"""The confidence of a column of names that no heading tells of."""
READ = 0.8
"""The confidence of what is read from marks and sums, where hardly anything speaks against it."""
MOST = 0.8
"""The share of rows that must bear out what is read into them."""
PERIODS = 1000


def otherwise(
    sheet: str, key: str, column: int, heading: str, cells: Sequence[Raw]
) -> Iterator[tuple[str, Guess]]:
    """Yield what a column may be that holds something in another form: numbers of periods, weeks, words."""
    if sheet == "budget" and key == "unit_price":
        alike = 0.95 * told(heading, lump_words())
        yield from _sure(key, column, heading, alike and alike * suits(Money(), cells))
    if sheet != "tasks" or not cells:
        return
    alike = told(heading, wanted(sheet)[key][1])
    if key in _STARTS | _FINISHES and _share(cells, _counts) == 1:
        alike = max(alike, told(_UNIT.sub("", heading).strip(), wanted(sheet)[key][1]))
        yield from _sure(key, column, heading, alike - 0.05, "period" if key in _STARTS else "period_end")
    if key == "duration" and unit_of(heading) == "week":
        yield from _sure(
            key, column, heading, max(alike, told(_bare(heading), wanted(sheet)[key][1])), "weeks"
        )
    if key == "percent_complete":
        if all(map(is_number, cells)) and 1 < max(map(float, cells)) <= 100 and min(map(float, cells)) >= 0:  # type: ignore[arg-type]
            yield from _sure(key, column, heading, alike - 0.05, "hundredths")
        if fold(heading) in words("status", "words") and _share(cells, _is_status) >= MOST:
            yield key, Guess(column, heading, 0.75, "status")


def across(grid: Grid, likeness: Likeness, frame: Frame) -> Likeness:
    """Return a likeness with what stands under days, weeks or months, and with the names of its rows."""
    columns = dict(likeness.columns)
    frame = _framed(likeness, frame)
    name = NAMES[likeness.sheet]
    if name not in columns and (columns or frame.axis):
        column = name_column(grid, frame)
        if column:
            heading = str(grid.cell(likeness.header_row, column) or "").strip()
            spoken = likeness.sheet == "budget" and _speaks_of_money(grid, likeness.header_row)
            columns[name] = Guess(column, heading, READ if spoken else UNSAID)
    if name in columns and likeness.sheet == "tasks":
        columns |= {key: guess for key, guess in _spans(grid, likeness, frame) if key not in columns}
    if name in columns and frame.axis:
        if any(point.number is not None for point in frame.axis) and not likeness.first_day:
            likeness = likeness._replace(first_day=_day_above(grid, frame.row))
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


def finished(grid: Grid, likeness: Likeness, frame: Frame) -> Likeness:
    """Return a likeness with what only the rows themselves tell: groups, lump sums, days of the calendar."""
    columns = dict(likeness.columns)
    name, group = NAMES[likeness.sheet], GROUPS.get(likeness.sheet)
    if name not in columns:
        return likeness
    if "deadline" in columns and "baseline_finish" not in columns:
        columns["baseline_finish"] = columns.pop("deadline")  # the only day a list names is when it is due
    first_day = likeness.first_day or _day_above(grid, likeness.header_row)
    counted = [guess for guess in columns.values() if guess.way in {"period", "period_end"}]
    if counted and not first_day:
        columns = {key: guess for key, guess in columns.items() if guess not in counted}
        likeness = likeness._replace(periods=counted[0].heading)
    used = not BESIDE.isdisjoint(guess.way for guess in columns.values())
    if not used and not counted and _is_numbered(grid, frame, columns):
        likeness = likeness._replace(periods=f"{frame.axis[0].label} … {frame.axis[-1].label}")
    by_number = used and any(point.number is not None for point in frame.axis)
    likeness = likeness._replace(columns=columns, first_day=first_day if counted or by_number else "")
    frame = _framed(likeness, frame._replace(axis=frame.axis if used else ()))
    if group and group not in columns:
        way = _grouped(grid, likeness, frame)
        if way:
            columns[group] = Guess(columns[name].column, "", READ, way)
    if likeness.sheet == "tasks" and _calendar_days(grid, likeness):
        del columns["duration"]
    code = SHEETS[likeness.sheet].key
    if code in columns and not _unique(beneath(grid, likeness.header_row, columns[code].column)):
        del columns[code]
    given = _lump_sum(grid, likeness.header_row, columns) if likeness.sheet == "budget" else {}
    likeness = likeness._replace(columns=columns, given=given)
    trial, frame = adopted(likeness), _framed(likeness, frame)
    reader = Reader(grid, trial, frame)
    return likeness._replace(rows=sum(1 for block in blocks(grid, trial, frame) for _ in reader.lines(block)))


def _framed(likeness: Likeness, frame: Frame) -> Frame:
    columns = {key: guess.column for key, guess in likeness.columns.items() if guess.heading or not guess.way}
    return frame._replace(columns=columns)


def _is_numbered(grid: Grid, frame: Frame, columns: Mapping[str, Guess]) -> bool:
    """Return whether something is marked under periods that are only numbered, and no column has dates."""
    if _DATES & columns.keys() or not frame.axis or frame.axis[0].number is None:
        return False
    rows = range(frame.row + 1, frame.row + 1 + HEADER_ROWS)
    return sum(any(True for _ in marked(grid, row, frame.axis)) for row in rows) > 1


def _spans(grid: Grid, likeness: Likeness, frame: Frame) -> Iterator[tuple[str, Guess]]:
    """Yield when tasks begin and end, where one column says both, as 3月2日-3月5日."""
    if _DATES & likeness.columns.keys():
        return
    year = year_said(grid, frame.row)
    for column, heading in frame.said.items():
        cells = beneath(grid, frame.row, column)
        if (
            fold(heading) in words("rows", "when")
            and _share(cells, lambda cell: span_said(cell, year)) >= MOST
        ):
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
    """Yield what lines cost, as amounts under months tell: by a column that sums them up, else by their sum."""
    if any(guess.column < frame.axis[0].column for key, guess in likeness.columns.items() if key in _AMOUNTS):
        return
    amounts = {row: [cell.raw for *_, cell in marked(grid, row, frame.axis)] for row in rows}
    cells = [cell for some in amounts.values() for cell in some]
    if len(cells) < 2 or _share(cells, is_number) < MOST or not _speaks_of_money(grid, frame.row):
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
            (float(raw), sum(float(one) for one in some if is_number(one)))  # type: ignore[arg-type]
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


def _grouped(grid: Grid, likeness: Likeness, frame: Frame) -> str:
    """Return how the rows of a sheet are headed: by blocks with a title each, or by rows between them."""
    trial = adopted(likeness)
    found = [block for block in blocks(grid, trial, frame) if block.last > block.row]
    if len({block.title.raw for block in found if block.title.raw}) > 1:
        return "block"
    if sum(title_above(grid, block) is not None for block in found) > 1:
        return "above"
    sections = trial._replace(ways={**trial.ways, GROUPS[likeness.sheet]: "section"})
    return "section" if _has_groups(Reader(grid, sections, frame), found, GROUPS[likeness.sheet]) else ""


def _has_groups(reader: Reader, found: Sequence[Block], group: str) -> bool:
    return any(cells[group].raw for block in found for *_, cells in reader.lines(block))


def adopted(likeness: Likeness) -> Adopted:
    """Return a sheet adopted as what it was taken for."""
    columns = likeness.columns.items()
    return Adopted(
        likeness.sheet,
        likeness.name,
        {key: guess.heading for key, guess in columns if guess.heading},
        likeness.given,
        {key: guess.way for key, guess in columns if guess.way},
        likeness.first_day,
    )


def _calendar_days(grid: Grid, likeness: Likeness) -> bool:
    """Return whether durations only say how many days of the calendar lie between two dates beside them."""
    places = [likeness.columns.get(key) for key in ("baseline_start", "baseline_finish", "duration")]
    if not all(place and not place.way for place in places):
        return False
    rows = range(likeness.header_row + 1, len(grid.rows) + 1)
    found = [[grid.cell(row, place.column) for place in places if place] for row in rows]
    whole = [
        (start, finish, float(days))
        for start, finish, days in found
        if isinstance(start, date) and isinstance(finish, date) and isinstance(days, int | float)
    ]
    for counted in (0, 1):
        agree = [((finish - start).days + counted) == days for start, finish, days in whole]
        if len(whole) > 1 and sum(agree) >= MOST * len(agree) and any((f - s).days > 4 for s, f, _ in whole):
            return True
    return False


def _lump_sum(grid: Grid, row: int, columns: dict[str, Guess]) -> Mapping[str, str]:
    """Return that one of each is bought, where only sums stand there, or sums that are no price times quantity."""
    price, quantity = columns.get("unit_price"), columns.get("quantity")
    if price is None or price.way:
        return {"quantity": "1"} if price else {}
    if quantity is None:
        return {"quantity": "1"}
    total = _line_total(grid, row, columns)
    if total is None:
        return {}
    columns["unit_price"] = total
    del columns["quantity"]
    return {"quantity": "1"}


def _line_total(grid: Grid, row: int, columns: Mapping[str, Guess]) -> Guess | None:
    """Return the column of what lines come to, where that is not their price times their quantity."""
    taken = {guess.column for guess in columns.values()}
    for column, heading in enumerate(grid.rows[row - 1], 1):
        if column in taken or not isinstance(heading, str) or told(heading, lump_words()) < READ:
            continue
        lines = [
            [
                grid.cell(number, at)
                for at in (columns["unit_price"].column, columns["quantity"].column, column)
            ]
            for number in range(row + 1, len(grid.rows) + 1)
        ]
        whole = [tuple(map(float, line)) for line in lines if all(map(is_number, line))]  # type: ignore[arg-type]
        other = sum(abs(price * count - total) > 0.01 for price, count, total in whole)
        if whole and other > (1 - MOST) * len(whole):
            return Guess(column, heading, READ)
    return None


def _day_above(grid: Grid, row: int) -> str:
    """Return the day of the start that is written above a table, as beside 项目开始."""
    for number in range(1, row):
        cells = grid.rows[number - 1]
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str) and fold(cell.strip(" :：")) in words("rows", "first_day"):
                day = next((one for one in cells[column : column + 3] if not blank(one)), None)
                if isinstance(day, date):
                    return date(day.year, day.month, day.day).isoformat()
    return ""


def _sure(
    key: str, column: int, heading: str, confidence: float, way: str = ""
) -> Iterator[tuple[str, Guess]]:
    if confidence >= 0.72:
        yield key, Guess(column, heading, round(confidence, 2), way)


def _share(cells: Sequence[Raw], test: Callable[[Raw], object]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def _counts(cell: Raw) -> bool:
    return is_number(cell) and 0 < float(cell) < PERIODS and float(cell).is_integer()  # type: ignore[arg-type]


def _is_status(cell: Raw) -> bool:
    if isinstance(cell, bool) or (is_number(cell) and 0 <= float(cell) <= 1):  # type: ignore[arg-type]
        return True
    return isinstance(cell, str) and any(
        fold(cell) in words("status", key) for key in ("done", "open", "going")
    )


def _is_mark(cell: Raw) -> bool:
    """Return whether a cell may say that something happens on a day, rather than how much."""
    return isinstance(cell, bool) or (isinstance(cell, str) and len(cell) <= 20) or cell == 1


def _unique(cells: Sequence[Raw]) -> bool:
    return len({*map(str, cells)}) == len(cells)


def _bare(heading: str) -> str:
    """Return a heading without its unit."""
    return heading.partition("(")[0].partition("（")[0]


_DATES = frozenset({"baseline_start", "baseline_finish", "deadline"})
_STARTS = frozenset({"baseline_start", "actual_start"})
_FINISHES = frozenset({"baseline_finish", "actual_finish"})
_UNIT = re.compile(r"\b(?:weeks?|wks?|months?|days?|periods?|no\.?)\b|周次?|月份?|期数?$", re.IGNORECASE)
_AMOUNTS = {"unit_price", "planned", "actual"}
