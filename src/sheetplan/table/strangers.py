"""A stranger's sheet in its own layout: tables that repeat downwards and beside each other, headed rows, totals.

What is found here is found anew at each reading, from headings and never from positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Date, Days, Kind, Money, Number, Rate, Text, read_cell
from sheetplan.model.reading import Context
from sheetplan.model.row import Row
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.axis import FEWEST, Point, axis_at, year_said
from sheetplan.table.cell import Adopted, Grid
from sheetplan.table.headings import (
    HEADER_ROWS,
    LONGEST,
    Headings,
    area_of,
    blank,
    filled,
    found_at,
    headings_at,
)
from sheetplan.table.layout import Derived, SheetLayout
from sheetplan.table.vocabulary import words
from sheetplan.table.ways import ACROSS, BESIDE, SPANS, WAYS, Line

NAMES: Mapping[str, str] = {"tasks": "title", "budget": "item", "metrics": "metric"}
"""The column in which the rows of a sheet are named."""
GROUPS: Mapping[str, str] = {"tasks": "stage", "budget": "category"}
"""The column that says which rows belong together."""


class Frame(NamedTuple):
    """Where the headings of a stranger's first table stand.

    Attributes:
        columns: of every column that has a heading, and of the names.
        axis: the time that is laid out beside or above them.
    """

    row: int
    columns: Mapping[str, int]
    said: Headings
    axis: tuple[Point, ...] = ()


class Block(NamedTuple):
    """One of the tables of a sheet, all of which bear the same headings.

    Attributes:
        shift: how many columns it stands to the right of the first one.
        title: what it is about, and where that is said.
    """

    row: int
    shift: int
    axis: tuple[Point, ...]
    title: Derived
    last: int = 0


def locate_foreign(grid: Grid, row_type: type[Row], adopted: Adopted) -> SheetLayout | None:
    """Return where the rows of an adopted sheet stand; None where its headings are not found any more."""
    frame = frame_of(grid, adopted)
    return laid_out(grid, row_type, adopted, frame) if frame else None


def frame_of(grid: Grid, adopted: Adopted) -> Frame | None:
    """Return where the headings of an adopted sheet stand: the row that bears the most of them."""
    needed = {
        key: text
        for key, text in adopted.headings.items()
        if adopted.ways.get(key, "") not in (*ACROSS, "total")
    }
    across = not BESIDE.isdisjoint(adopted.ways.values())
    repeated = {fold(text) for key, text in adopted.headings.items() if key not in needed}
    best: Frame | None = None
    most = min(1, len(needed) - 1)
    for row in range(1, min(len(grid.rows), HEADER_ROWS) + 1):
        for said in headings_at(grid, row):
            columns = _columns(said, needed, adopted.ways)
            there = {fold(str(cell)) for cell in grid.rows[row - 1]} if repeated else set()
            known = len(columns) + len(repeated & there)
            axis = axis_near(grid, row) if across and known > most else ()
            if known > most and (axis or not across):
                best, most = Frame(row, columns, said, axis), known
    if best is None:
        return None
    best = best._replace(columns={**best.columns, **dict(_totals(grid, best.row, adopted))})
    name = NAMES.get(adopted.sheet, "")
    if name in best.columns:
        return best
    column = name_column(grid, best) if name else None
    return best._replace(columns={**best.columns, name: column}) if column else None


def _columns(said: Headings, needed: Mapping[str, str], ways: Mapping[str, str]) -> dict[str, int]:
    taken: dict[str, int] = {}
    for key, heading in needed.items():
        free = (one for one in found_at(said, heading) if one not in taken.values() or ways.get(key) in SPANS)
        column = next(free, None)
        if column:
            taken[key] = column
    return taken


def _totals(grid: Grid, row: int, adopted: Adopted) -> Iterator[tuple[str, int]]:
    """Yield the columns that sum up others, whose heading may only stand over the first table."""
    for key in (key for key, way in adopted.ways.items() if way == "total"):
        wanted = fold(adopted.headings.get(key, ""))
        for above in range(row, 0, -1):
            cells = enumerate(grid.rows[above - 1], 1)
            column = next((at for at, cell in cells if isinstance(cell, str) and fold(cell) == wanted), None)
            if column:
                yield key, column
                break


def axis_near(grid: Grid, row: int) -> tuple[Point, ...]:
    """Return the time that is laid out in a row of headings, or in the row above or below it."""
    return next(filter(None, (axis_at(grid, near) for near in (row, row - 1, row + 1))), ())


def name_column(grid: Grid, frame: Frame) -> int | None:
    """Return the column of texts to the left of all numbers and marks, where no heading tells of one."""
    places = (*frame.columns.values(), *(point.column for point in frame.axis))
    for column in range(min(places, default=1) - 1, 0, -1):
        heading = grid.cell(frame.row, column)
        cells = beneath(grid, frame.row, column)
        texts = sum(isinstance(cell, str) for cell in cells)
        if (blank(heading) or (isinstance(heading, str) and len(heading) <= LONGEST)) and texts >= max(
            3, 0.8 * len(cells)
        ):
            return column
    return None


def beneath(grid: Grid, row: int, column: int) -> list[Raw]:
    """Return what stands below a heading, as far as one looks."""
    cells = (grid.cell(number, column) for number in range(row + 1, row + 1 + HEADER_ROWS))
    return [cell for cell in cells if not blank(cell)]


def laid_out(grid: Grid, row_type: type[Row], adopted: Adopted, frame: Frame) -> SheetLayout:
    """Return where the rows of an adopted sheet stand, below these headings and wherever they are repeated."""
    reader = Reader(grid, adopted, frame)
    found = [line for block in blocks(grid, adopted, frame) for line in reader.lines(block)]
    end = max([len(grid.rows), frame.row])
    rows: list[int] = []
    derived: dict[int, Mapping[str, Derived]] = {}
    for number, shift, cells in sorted(found, key=lambda line: (line[1], line[0])):
        place = number
        if shift:
            end = place = end + 1
        rows.append(place)
        derived[place] = cells
    last = max([number for number, *_ in found], default=frame.row)
    table = next((area for area in grid.tables.values() if area[0] == frame.row), None)
    columns = {
        key: column for key, column in frame.columns.items() if key in SHEETS[row_type.sheet].columns()
    }
    return SheetLayout(
        sheet=row_type.sheet,
        name=grid.name,
        header_row=frame.row,
        columns={
            reader.name: columns[reader.name],
            **dict.fromkeys(adopted.ways, _place_of_ways(frame)),
            **columns,
        },
        headings={key: frame.said.get(column, "") for key, column in columns.items()},
        entries={},
        rows=tuple(rows),
        last_row=max(last, table[2] if table else 0),
        given=adopted.given,
        derived=derived,
        foreign=True,
    )


def _place_of_ways(frame: Frame) -> int:
    """Return the column that stands for what is said without a heading of its own."""
    return frame.axis[0].column if frame.axis else min(frame.columns.values(), default=1)


def blocks(grid: Grid, adopted: Adopted, frame: Frame) -> tuple[Block, ...]:
    """Return the first table and all that bear the same headings, each with the row on which it ends."""
    found = [_block(grid, adopted, frame, frame.row, 0, frame.axis)]
    for row in range(1, len(grid.rows) + 1):
        for shift, axis in _repeated(grid, adopted, frame, row):
            if (row, shift) != (frame.row, 0):
                found.append(_block(grid, adopted, frame, row, shift, axis))
    return tuple(one._replace(last=_last_row(grid, one, found)) for one in found)


def _repeated(
    grid: Grid, adopted: Adopted, frame: Frame, row: int
) -> Iterator[tuple[int, tuple[Point, ...]]]:
    """Yield where a row bears the headings again, as the columns that lie between."""
    if frame.axis:
        axis = axis_near(grid, row) if row != frame.row else frame.axis
        labels = [fold(point.label) for point in frame.axis[:FEWEST]]
        at_row = axis_at(grid, row - frame.row + _axis_row(grid, frame))
        if at_row and [fold(point.label) for point in at_row[:FEWEST]] == labels:
            yield at_row[0].column - frame.axis[0].column, axis if axis is frame.axis else at_row
        return
    name = NAMES.get(adopted.sheet, "")
    sign = {column: fold(frame.said[column]) for key, column in frame.columns.items() if key != name}
    if len(sign) < 2 and name in frame.columns:
        sign[frame.columns[name]] = fold(frame.said.get(frame.columns[name], ""))
    first = min(sign, default=0)
    alone = next(headings_at(grid, row))
    for said in headings_at(grid, row):
        shifts = [column - first for column in found_at(said, frame.said.get(first, ""))]
        hits = [
            shift
            for shift in shifts
            if any(column + shift in alone for column in sign)
            and all(fold(said.get(column + shift, "")) == text for column, text in sign.items())
        ]
        if hits:
            yield from ((shift, ()) for shift in hits)
            return


def _axis_row(grid: Grid, frame: Frame) -> int:
    return next(row for row in (frame.row, frame.row - 1, frame.row + 1) if axis_at(grid, row) == frame.axis)


def _block(
    grid: Grid, adopted: Adopted, frame: Frame, row: int, shift: int, axis: tuple[Point, ...]
) -> Block:
    column = frame.columns.get(NAMES.get(adopted.sheet, ""), 1) + shift
    heading = grid.cell(row, column)
    if isinstance(heading, str) and heading.strip():
        return Block(row, shift, axis, Derived(heading.strip(), row, column))
    return Block(row, shift, axis, Derived(None, row, column))


def _last_row(grid: Grid, block: Block, found: Sequence[Block]) -> int:
    """Return the row before the next table beneath, or the last one of its Excel Table."""
    table = next(
        (
            area
            for area in grid.tables.values()
            if area[0] == block.row and area[1] <= block.title.column <= area[3]
        ),
        None,
    )
    if table:
        return table[2]
    below = [one.row for one in found if one.row > block.row and one.shift == block.shift]
    return min(below, default=len(grid.rows) + 1) - 1


def title_above(grid: Grid, block: Block) -> Derived | None:
    """Return the text that stands alone in the row above a table, if one does."""
    places = filled(grid, block.row - 1, range(1, block.title.column + 6))
    raw = grid.cell(block.row - 1, places[0]) if len(places) == 1 else None
    return (
        Derived(raw.strip(), block.row - 1, places[0])
        if isinstance(raw, str) and len(raw) <= LONGEST
        else None
    )


class Reader:
    """Reads the rows of a stranger's tables."""

    def __init__(self, grid: Grid, adopted: Adopted, frame: Frame) -> None:
        self._grid, self._adopted, self._frame = grid, adopted, frame
        self.name = NAMES.get(adopted.sheet, "")
        self._group = GROUPS.get(adopted.sheet, "")
        columns = SHEETS[adopted.sheet].columns_of(Owner.PEOPLE)
        self._columns = {key: column for key, column in frame.columns.items() if key in columns}
        self._kinds: Mapping[str, Kind] = {key: column.kind for key, column in columns.items()}
        self._year = year_said(grid, frame.row) if not SPANS.isdisjoint(adopted.ways.values()) else None
        self._summaries = _summaries(grid, frame.row, self._columns[self.name])
        self._first_day = date.fromisoformat(adopted.first_day) if adopted.first_day else None

    def lines(self, block: Block) -> Iterator[tuple[int, int, Mapping[str, Derived]]]:
        """Yield each row of a table, its shift, and what it says elsewhere than in the first table's columns."""
        for number, group in self._named(block):
            cells = {key: self._cell(key, number, block, group) for key in self._adopted.ways}
            if self._group in self._columns and not cells.get(self._group):
                cells[self._group] = group
            if block.shift:
                cells = {**self._own(number, block.shift), **cells}
            yield number, block.shift, cells

    def _own(self, number: int, shift: int) -> dict[str, Derived]:
        return {
            key: Derived(self._grid.cell(number, column + shift), number, column + shift)
            for key, column in self._columns.items()
        }

    def _cell(self, key: str, number: int, block: Block, group: Derived) -> Derived:
        column = self._frame.columns.get(key, 0)
        heading = self._adopted.headings.get(key, "")
        axis = (
            self._under(block.axis, heading) if self._adopted.ways[key] == "sum" and heading else block.axis
        )
        line = Line(
            self._grid, number, column + block.shift, heading, axis, group, self._first_day, self._year
        )
        return WAYS[self._adopted.ways[key]](line)

    def _under(self, axis: tuple[Point, ...], heading: str) -> tuple[Point, ...]:
        """Return an axis narrowed to the columns of one heading, where each month has several."""
        alone = next(headings_at(self._grid, self._frame.row))
        return tuple(
            point._replace(column=column, last_column=column)
            for point in axis
            for column in range(point.column, point.last_column + 1)
            if fold(alone.get(column, "")) == fold(heading)
        )

    def _named(self, block: Block) -> Iterator[tuple[int, Derived]]:
        """Yield the rows that are lines of a table, with what they are headed with."""
        found: list[tuple[int, Derived, bool, bool]] = []
        group, apart = self._titled(block), False
        for number in range(block.row + 1, block.last + 1):
            shown = self._shown(number, block)
            name = self._grid.cell(number, self._columns[self.name] + block.shift)
            if apart and self._is_another_table(number, block.shift):
                break
            if not shown and not self._left(number, block):
                apart = True
            elif self._is_section(number, block, shown):
                group = self._said(number, block)
            elif is_total(name) or (sums_up(name) and self._is_computed(number, block)):
                apart = True
            elif not blank(name):
                group = self._carried(number, block, group)
                found.append((number, group, len(shown) > 1, apart))
                apart = False
        for number, group, _, _ in _without_notes(found):
            if not (self._adopted.sheet == "budget" and is_income(group.raw)) and self._counts(number, block):
                yield number, group

    def _titled(self, block: Block) -> Derived:
        """Return what a table is headed with: over its names, or alone in the row above."""
        way = self._adopted.ways.get(self._group)
        if way == "block":
            return block.title
        nothing = block.title._replace(raw=None)
        return title_above(self._grid, block) or nothing if way == "above" else nothing

    def _shown(self, number: int, block: Block) -> list[int]:
        across = (
            [column for point in block.axis for column in range(point.column, point.last_column + 1)]
            if not ACROSS.isdisjoint(self._adopted.ways.values())
            else []
        )
        own = [column + block.shift for column in self._columns.values()]
        return filled(self._grid, number, [*own, *across])

    def _left(self, number: int, block: Block) -> list[int]:
        """Return the cells to the left of a first table's names in which something stands."""
        return filled(self._grid, number, range(1, self._columns[self.name])) if not block.shift else []

    def _is_section(self, number: int, block: Block, shown: list[int]) -> bool:
        """Return whether a row only says what the rows below it are."""
        if number in self._summaries and not block.shift:
            return True
        place = self._said(number, block)
        if not isinstance(place.raw, str) or len(place.raw) > LONGEST or is_total(place.raw):
            return False
        name = self._columns[self.name] + block.shift
        if place.column != name:
            group = self._columns.get(self._group)
            return not shown or (shown == [group] and area_of(self._grid, number, place.column)[3] >= name)
        if shown != [name] or self._left(number, block):
            return False
        right = area_of(self._grid, number, name)[3]
        usual = area_of(self._grid, block.row, name)[3]
        return (right > name and right > usual) or bool(_SECTION.match(place.raw.strip()))

    def _said(self, number: int, block: Block) -> Derived:
        """Return the first text of a row, or its name where others are part of it."""
        name = self._columns[self.name] + block.shift
        column = name if number in self._summaries else next(iter(self._left(number, block)), name)
        raw = self._grid.cell(number, column)
        return Derived(raw.strip() if isinstance(raw, str) else raw, number, column)

    def _carried(self, number: int, block: Block, group: Derived) -> Derived:
        """Return the group that a row names itself, or the one named last above it."""
        column = self._columns.get(self._group)
        raw = self._grid.cell(number, column + block.shift) if column else None
        return group if column is None or blank(raw) else Derived(raw, number, column + block.shift)

    def _is_computed(self, number: int, block: Block) -> bool:
        """Return whether no number of a row was typed."""
        name = self._columns[self.name] + block.shift
        return all(
            (number, column) in self._grid.formulas
            or not isinstance(self._grid.cell(number, column), int | float)
            for column in self._shown(number, block)
            if column != name
        )

    def _counts(self, number: int, block: Block) -> bool:
        """Return whether a row has an amount, where amounts are drawn from a column of totals."""
        way = self._adopted.ways.get("unit_price")
        if way == "total" and "unit_price" in self._columns:
            return not blank(self._grid.cell(number, self._columns["unit_price"] + block.shift))
        return way != "sum" or any(
            isinstance(self._grid.cell(number, column), int | float | str)
            for point in block.axis
            for column in range(point.column, point.last_column + 1)
        )

    def _is_another_table(self, number: int, shift: int) -> bool:
        """Return whether texts stand where numbers and days should, as headings of something else do."""
        cells = [
            (self._kinds[key], self._grid.cell(number, column + shift))
            for key, column in self._columns.items()
            if isinstance(self._kinds[key], Date | Number)
        ]
        texts = [(kind, cell) for kind, cell in cells if not blank(cell)]
        return len(texts) > 1 and not any(fits(kind, cell) for kind, cell in texts)


def _summaries(grid: Grid, row: int, name: int) -> frozenset[int]:
    """Return the rows that others are part of, as 1 has the parts 1.1 and 1.2 in an outline before the names."""
    for column in range(name - 1, 0, -1):
        cells = ((number, grid.cell(number, column)) for number in range(row + 1, len(grid.rows) + 1))
        codes = [
            (number, f"{cell:g}" if isinstance(cell, float) else str(cell))
            for number, cell in cells
            if not blank(cell)
        ]
        if any("." in code for _, code in codes) and all(_OUTLINE.fullmatch(code) for _, code in codes):
            return frozenset(
                number for (number, code), (_, below) in pairwise(codes) if below.startswith(f"{code}.")
            )
    return frozenset()


def _without_notes(found: list[tuple[int, Derived, bool, bool]]) -> list[tuple[int, Derived, bool, bool]]:
    """Return the rows without names that stand alone below all others, which are words to the reader."""
    last = max((index for index, row in enumerate(found) if row[2]), default=None)
    if last is None:
        return found
    cut = next((index for index, row in enumerate(found) if index > last and row[3]), len(found))
    return found[:cut]


def fits(kind: Kind, cell: Raw) -> bool:
    """Return whether a cell can be read as what a column holds, if perhaps after some mending."""
    reading = read_cell(kind, cell, _NOWHERE)
    return reading.value is not None or bool(reading.flaw and reading.flaw.suggestion)


def is_total(name: Raw) -> bool:
    """Return whether a row of this name sums up others."""
    return isinstance(name, str) and fold(name.strip(" :：")) in words("rows", "total")


def sums_up(name: Raw) -> bool:
    """Return whether a name begins or ends with a word for a sum, as in Personnel total £(000)."""
    return _speaks_of(name, "total", edges=(0, -1))


def is_income(name: Raw) -> bool:
    """Return whether rows of this name bring money in."""
    return _speaks_of(name, "income", edges=(-1,))


def _speaks_of(name: Raw, which: str, edges: tuple[int, ...]) -> bool:
    if not isinstance(name, str):
        return False
    bare = fold(_BRACKETS.sub("", name)).strip(":：()（）0123456789.、一二三四五六七八九十")
    latin = re.findall(r"[a-z-]+", _BRACKETS.sub("", name).casefold())
    known = words("rows", which)
    return (bool(latin) and any(latin[edge] in known for edge in edges)) or any(
        not word.isascii() and (bare.endswith(word) or (0 in edges and bare.startswith(word)))
        for word in known
    )


_NOWHERE = Context(lambda *_: None, lambda *_: "")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_OUTLINE = re.compile(r"\d+(?:\.\d+)*\.?")
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．,，]|第[一二三四五六七八九十\d]{1,3}(?:阶段|部分|步)|[IVX]{1,4}[.、)]\s"
    r"|(?:phase|stage|part|section)\b|.{1,10}阶段$",
    re.IGNORECASE,
)
