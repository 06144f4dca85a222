"""A stranger's sheet read in its own layout: which rows are lines, what heads them, what each says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sheetplan.language import fold
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Date, Kind, Number
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import HOME, Disputed, Raw
from sheetplan.table.cell import Adopted, Grid
from sheetplan.table.layout import Derived
from sheetplan.table.recognition.alike import is_number, told
from sheetplan.table.recognition.axis import Point
from sheetplan.table.recognition.blocks import GROUPS, NAMES, Block, Frame, title_above
from sheetplan.table.recognition.fitting import fits
from sheetplan.table.recognition.headings import (
    LONGEST,
    area_of,
    blank,
    filled,
    headings_at,
)
from sheetplan.table.recognition.money import currencies_by_row
from sheetplan.table.recognition.outline import parents
from sheetplan.table.recognition.row_names import is_balance, is_income, is_total, sums_up
from sheetplan.table.recognition.sums import Entry, Sums, sums
from sheetplan.table.recognition.vocabulary import lump_words, wanted
from sheetplan.table.recognition.ways import ACROSS, SPANS, WAYS, Line
from sheetplan.table.recognition.years import AS_IT_IS, dating


class Reader:
    """Reads the rows of a stranger's tables."""

    def __init__(self, grid: Grid, adopted: Adopted, frame: Frame) -> None:
        self._grid, self._adopted, self._frame = grid, adopted, frame
        self.name = NAMES.get(adopted.sheet, "")
        self._group = GROUPS.get(adopted.sheet, "")
        columns = SHEETS[adopted.sheet].columns_of(Owner.PEOPLE)
        self._columns = {key: column for key, column in frame.columns.items() if key in columns}
        self._kinds: Mapping[str, Kind] = {key: column.kind for key, column in columns.items()}
        last = len(grid.rows)
        self._datings = {
            column: dating(grid, frame.row, [*grid.column(column, frame.row + 1, last)], frame.since)
            for column in {frame.columns.get(key, 0) for key, way in adopted.ways.items() if way in SPANS}
        }
        self._parents = parents(grid, frame.row, self._columns[self.name])
        self._summaries = {row for row in self._parents.values() if row}
        self.unread: list[int] = []
        """Rows from which on another table stands, which is not read."""
        self._currency = adopted.currency or HOME
        self._currencies = currencies_by_row(grid, frame.row) if adopted.sheet == "budget" else {}
        self._first_day = date.fromisoformat(adopted.first_day) if adopted.first_day else None

    def lines(self, block: Block) -> Iterator[tuple[int, int, Mapping[str, Derived]]]:
        """Yield each row of a table, its shift, and what it says elsewhere than in our columns."""
        summed = self._sums(block)
        for number, group in self._named(block, summed):
            cells = {key: self._cell(key, number, block, group) for key in self._adopted.ways}
            if self._group in self._columns and not cells.get(self._group):
                cells[self._group] = group
            if block.shift:
                cells = {**self._own(number, block.shift), **cells}
            name = self._grid.cell(number, self._columns[self.name] + block.shift)
            if summed.heads and isinstance(name, str):  # blanks before it tell what it is a part of
                cells[self.name] = Derived(name.strip(), number, self._columns[self.name] + block.shift)
            currency = self._currencies.get(number, self._currency)
            if currency != self._currency:
                cells = self._amounts_as(f"{{}} {currency}".format, number, block, cells)
            if number in summed.open:
                cells = self._amounts_as(Disputed, number, block, cells)
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
        dates = self._datings.get(column, AS_IT_IS)
        line = Line(self._grid, number, column + block.shift, heading, axis, group, self._first_day, dates)
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

    def _named(self, block: Block, summed: Sums) -> Iterator[tuple[int, Derived]]:
        """Yield the rows that are lines of a table, with what they are headed with."""
        found: list[tuple[int, Derived, bool, bool]] = []
        group, apart = self._titled(block), False
        titles = self._titles(block)
        headed = self._headed(block, summed)
        for number in range(block.row + 1, block.last + 1):
            shown = self._shown(number, block)
            name = self._grid.cell(number, self._columns[self.name] + block.shift)
            if apart and (self._is_another_table(number, block.shift) or self._is_headed(number, block)):
                self.unread.append(number)
                break
            if not shown and not self._left(number, block):
                apart = True
            elif number in titles or self._is_section(number, block, shown):
                group = self._said(number, block)
            elif number in summed.totals or self._is_no_cost(number, name, block):
                apart = True
            elif not blank(name) and number not in summed.heads:
                group = self._carried(number, block, self._part_of(number, block, group))
                found.append((number, headed.get(number, group), len(shown) > 1, apart))
                apart = False
        for number, group, _, _ in _without_notes(found):
            if not (self._adopted.sheet == "budget" and is_income(group.raw)) and self._counts(number, block):
                yield number, group

    def _headed(self, block: Block, summed: Sums) -> dict[int, Derived]:
        """Return the heads of rows that are parts of others, by row, where no column says as much."""
        if self._group in self._columns:
            return {}
        column = self._columns[self.name] + block.shift
        return {
            number: Derived(str(self._grid.cell(head, column)).strip(), head, column)
            for head, last in sorted(summed.heads.items())
            for number in range(head + 1, last + 1)
        }

    def _is_no_cost(self, number: int, name: Raw, block: Block) -> bool:
        """Return whether a row sums up others, or of a budget tells what comes in and what is left."""
        is_other = self._adopted.sheet == "budget" and (is_balance(name) or is_income(name))
        return is_other or self._is_total(number, name, block)

    def _is_total(self, number: int, name: Raw, block: Block) -> bool:
        """Return whether a row sums up others by its name, or by what stands to the left of it."""
        left = (self._grid.cell(number, column) for column in self._left(number, block))
        return any(map(is_total, (name, *left))) or (sums_up(name) and self._is_computed(number, block))

    def _sums(self, block: Block) -> Sums:
        """Return which rows of a budget sum up others."""
        if self._adopted.sheet != "budget":
            return Sums()
        rows = range(block.row + 1, block.last + 1)
        name = self._columns[self.name] + block.shift
        return sums([self._entry(number, name, block) for number in rows if self._is_row(number, name)])

    def _is_row(self, number: int, name: int) -> bool:
        cell = self._grid.cell(number, name)
        return isinstance(cell, str) and not blank(cell)

    def _entry(self, number: int, name: int, block: Block) -> Entry:
        said = str(self._grid.cell(number, name))
        group = self._columns.get(self._group)
        left = [
            str(self._grid.cell(number, column))
            for column in self._left(number, block)
            if column != group and area_of(self._grid, number, column)[0::2] == (number, number)
        ]
        amounts = self._amounts(number, block)
        computed = any((number, column) in self._grid.formulas for column in amounts)
        named = self._is_total(number, said, block) or sums_up(said)
        return Entry(number, said, next(iter(left), ""), amounts, named, computed)

    def _amounts(self, number: int, block: Block) -> dict[int, float]:
        """Return the amounts of a row by column, of a price with its quantity what they come to."""
        columns = [column + block.shift for key, column in self._columns.items() if key in _AMOUNTS]
        if not ACROSS.isdisjoint(self._adopted.ways.values()):
            columns += [at for one in block.axis for at in range(one.column, one.last_column + 1)]
        found = {column: self._grid.cell(number, column) for column in columns}
        amounts = {column: float(cell) for column, cell in found.items() if is_number(cell)}  # type: ignore[arg-type]
        if "quantity" in self._columns and "unit_price" in self._columns:
            price = self._columns["unit_price"] + block.shift
            count = self._grid.cell(number, self._columns["quantity"] + block.shift)
            each = amounts.pop(price, None)
            if each is not None and is_number(count):
                amounts[price] = each * float(count)  # type: ignore[arg-type]
        return amounts

    def _amounts_as(
        self, told: Callable[[str], str], number: int, block: Block, cells: Mapping[str, Derived]
    ) -> dict[str, Derived]:
        """Return what a row says with its amounts as texts, which tell why they do not count."""
        return {
            key: cell._replace(raw=told(f"{cell.raw:.15g}"))
            if key in _AMOUNTS and is_number(cell.raw)
            else cell
            for key, cell in {**self._own(number, block.shift), **cells}.items()
        }

    def _titles(self, block: Block) -> frozenset[int]:
        """Return the rows with nothing but a name, where a list of tasks begins with one and has several."""
        name = self._columns[self.name] + block.shift
        rows = {
            number: shown
            for number in range(block.row + 1, block.last + 1)
            if (shown := self._shown(number, block)) and name in shown
        }
        order = list(rows)
        alone = [number for number in order if rows[number] == [name]]
        parted = self._adopted.sheet == "tasks" and len(alone) > 1 and alone[0] == order[0]
        followed = all(len(rows.get(number + 1, ())) > 1 for number in alone)
        return frozenset(alone) if parted and followed else frozenset()

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
        if "unit_price" in self._adopted.ways:
            return True  # where amounts stand under months, what has none is no line
        right = area_of(self._grid, number, name)[3]
        usual = area_of(self._grid, block.row, name)[3]
        return (right > name and right > usual) or bool(_SECTION.match(place.raw.strip()))

    def _said(self, number: int, block: Block) -> Derived:
        """Return the first text of a row, or its name where others are part of it."""
        name = self._columns[self.name] + block.shift
        column = name if number in self._summaries else next(iter(self._left(number, block)), name)
        raw = self._grid.cell(number, column)
        return Derived(raw.strip() if isinstance(raw, str) else raw, number, column)

    def _part_of(self, number: int, block: Block, group: Derived) -> Derived:
        """Return what a row of an outline is a part of; elsewhere, what stands above it."""
        if block.shift or number not in self._parents:
            return group
        parent = self._parents[number]
        return self._said(parent, block) if parent else group._replace(raw=None)

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

    def _is_headed(self, number: int, block: Block) -> bool:
        """Return whether a row says headings that we know, one of them where a number or a day should be."""
        cells = [cell for cell in self._grid.rows[number - 1] if not blank(cell)]
        texts = [cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST]
        odd = any(
            isinstance(self._kinds[key], Date | Number)
            and isinstance(cell := self._grid.cell(number, column + block.shift), str)
            and not blank(cell)
            and not fits(self._kinds[key], cell)
            for key, column in self._columns.items()
        )
        known = [(*words,) for _, words in wanted(self._adopted.sheet).values()] + [lump_words()]
        headings = sum(any(told(text, words) == 1 for words in known) for text in texts)
        return odd and len(texts) == len(cells) and headings >= HEADINGS


def _without_notes(found: list[tuple[int, Derived, bool, bool]]) -> list[tuple[int, Derived, bool, bool]]:
    """Return the rows without names that stand alone below all others, which are words to the reader."""
    last = max((index for index, row in enumerate(found) if row[2]), default=None)
    if last is None:
        return found
    cut = next((index for index, row in enumerate(found) if index > last and row[3]), len(found))
    return found[:cut]


HEADINGS = 2
"""Words of ours that make a row of texts the headings of another table."""
_AMOUNTS = frozenset({"unit_price", "planned", "actual"})
_SECTION = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．,，]|第[一二三四五六七八九十\d]{1,3}(?:阶段|部分|步)|[IVX]{1,4}[.、)]\s"
    r"|(?:phase|stage|part|section)\b|.{1,10}阶段$",
    re.IGNORECASE,
)
