"""What only the rows themselves tell of a likeness: groups, lump sums, days of the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sheetplan.language import fold
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import EMPTY, HOME, Raw
from sheetplan.table.cell import Adopted, Grid
from sheetplan.table.recognition.across import framed
from sheetplan.table.recognition.alike import MOST, READ, is_number, share, told
from sheetplan.table.recognition.axis import UNDATED
from sheetplan.table.recognition.blocks import (
    GROUPS,
    NAMES,
    Block,
    Frame,
    beneath,
    blocks,
    frame_of,
    title_above,
)
from sheetplan.table.recognition.headings import HEADER_ROWS, blank
from sheetplan.table.recognition.likeness import Guess, Likeness
from sheetplan.table.recognition.strangers import Reader
from sheetplan.table.recognition.units import in_brackets
from sheetplan.table.recognition.vocabulary import lump_words, wanted, words
from sheetplan.table.recognition.ways import BESIDE, marked
from sheetplan.table.recognition.yearless import with_years
from sheetplan.table.recognition.years import day_above

_DATES = frozenset({"baseline_start", "baseline_finish", "deadline"})


def finished(grid: Grid, likeness: Likeness, frame: Frame) -> Likeness:
    """Return a likeness with what only the rows themselves tell: groups, lump sums, days of the calendar."""
    columns = dict(likeness.columns)
    name, group = NAMES[likeness.sheet], GROUPS.get(likeness.sheet)
    if name not in columns:
        return likeness
    if "deadline" in columns and "baseline_finish" not in columns:
        columns["baseline_finish"] = columns.pop("deadline")  # the only day a list names is when it is due
    first_day = likeness.first_day or day_above(grid, likeness.header_row)
    counted = [guess for guess in columns.values() if guess.way in {"period", "period_end"}]
    if counted and not first_day:
        columns = {key: guess for key, guess in columns.items() if guess not in counted}
        likeness = likeness._replace(periods=counted[0].heading)
    used = not BESIDE.isdisjoint(guess.way for guess in columns.values())
    if not used and not counted and _is_waiting(grid, frame, columns):
        labels = f"{frame.axis[0].label} … {frame.axis[-1].label}"
        undated = frame.axis[0].number is None
        likeness = likeness._replace(undated=labels) if undated else likeness._replace(periods=labels)
    by_number = used and any(point.number is not None for point in frame.axis)
    likeness = likeness._replace(columns=columns, first_day=first_day if counted or by_number else "")
    likeness = with_years(grid, likeness, frame, used=used)
    columns = dict(likeness.columns)
    frame = framed(likeness, frame._replace(axis=frame.axis if used else ()))
    if group and group not in columns:
        way = _grouped(grid, likeness, frame)
        if way:
            columns[group] = Guess(columns[name].column, "", READ, way)
    if likeness.sheet == "tasks" and _calendar_days(grid, likeness):
        del columns["duration"]
    code = SHEETS[likeness.sheet].key
    if code in columns and not _unique(grid, likeness.header_row, columns[code].column):
        del columns[code]
    if code not in columns:
        columns.pop("predecessors", None)  # nobody could tell which rows they are
    given = _lump_sum(grid, likeness.header_row, columns) if likeness.sheet == "budget" else {}
    given = _unit_of_all(columns) if likeness.sheet == "metrics" else given
    likeness = likeness._replace(columns=columns, given=given)
    return _counted(grid, likeness, adopted(likeness), framed(likeness, frame))


def _counted(grid: Grid, likeness: Likeness, kept: Adopted, frame: Frame) -> Likeness:
    """Return a likeness with its rows; none where the headings would be looked for elsewhere next time."""
    again = frame_of(grid, kept)
    if again is None or (again.row, again.columns) != (frame.row, frame.columns):
        return likeness._replace(rows=0)
    reader = Reader(grid, kept, frame)
    rows = sum(1 for block in blocks(grid, kept, frame) for _ in reader.lines(block))
    return likeness._replace(rows=rows, unread=min(reader.unread, default=0))


def _is_waiting(grid: Grid, frame: Frame, columns: Mapping[str, Guess]) -> bool:
    """Return whether something is marked under periods or days of no year, and no column has dates."""
    if _DATES & columns.keys() or not frame.axis:
        return False
    if frame.axis[0].number is None and frame.axis[0].unit != UNDATED:
        return False
    rows = range(frame.row + 1, frame.row + 1 + HEADER_ROWS)
    return sum(any(True for _ in marked(grid, row, frame.axis)) for row in rows) > 1


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
        {key: str(per) for key, per in likeness.money.units.items()} if likeness.money else EMPTY,
        likeness.money.currency if likeness.money and likeness.money.currency != HOME else "",
        "yes" if likeness.turned else "",
    )


def _calendar_days(grid: Grid, likeness: Likeness) -> bool:
    """Return whether durations only say how many days of the calendar lie between two dates beside them."""
    places = [likeness.columns.get(key) for key in ("baseline_start", "baseline_finish", "duration")]
    if not all(place and not place.way for place in places):
        return False
    rows = range(likeness.header_row + 1, len(grid.rows) + 1)
    if share(beneath(grid, likeness.header_row, likeness.columns["duration"].column), _is_text) >= MOST:
        return True
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
    """Return that one of each is bought, where sums stand there that are no price times quantity."""
    price = columns.get("unit_price")
    if price is None:
        return {}
    each = told(price.heading, wanted("budget")["unit_price"][1]) >= told(price.heading, lump_words())
    if each and "quantity" in columns and not price.way:
        total = _line_total(grid, row, columns)
        if total is None:
            return {}
        columns["unit_price"] = total
    columns.pop("quantity", None)
    return {"quantity": "1"}


def _unit_of_all(columns: Mapping[str, Guess]) -> Mapping[str, str]:
    """Return the unit of every metric, where it stands in the headings of their numbers: 目标（万元）."""
    numbers = [columns[key] for key in ("target", "actual") if key in columns]
    found = {in_brackets(guess.heading) for guess in numbers}
    known = len(found) == 1 and {*map(fold, found)} <= words("units", "measures")
    return {"unit": found.pop()} if known and "unit" not in columns else {}


def _line_total(grid: Grid, row: int, columns: Mapping[str, Guess]) -> Guess | None:
    """Return the column of what lines come to, where that is not their price times their quantity."""
    taken = {guess.column for guess in columns.values()}
    for column, heading in enumerate(grid.rows[row - 1], 1):
        if column in taken or not isinstance(heading, str) or told(heading, lump_words()) < READ:
            continue
        if told(heading, wanted("budget")["unit_price"][1]) >= READ:
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


def _is_text(cell: Raw) -> bool:
    return isinstance(cell, str)


def _unique(grid: Grid, row: int, column: int) -> bool:
    cells = [cell for cell in grid.column(column, row + 1, len(grid.rows)) if not blank(cell)]
    return len({*map(str, cells)}) == len(cells)
