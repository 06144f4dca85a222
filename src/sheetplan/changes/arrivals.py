"""Rows from elsewhere brought into a workbook: new ones added, blanks filled, the rest left to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from math import isfinite
from typing import NamedTuple

from sheetplan.changes.change import Mend, RowKey
from sheetplan.changes.currencies import converted
from sheetplan.changes.differences import Side, means_same
from sheetplan.changes.lines import Line, free_rows, lines_of
from sheetplan.language import fold, wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Money, Text, read_cell
from sheetplan.model.reading import Context, Flaw
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import EMPTY, Raw
from sheetplan.table.parse import SIDE_KINDS, find_choice

Given = Raw | Decimal | Sequence[str]
"""What a cell from elsewhere may hold: what cells hold, exact numbers, lists of names."""

IDENTITY: Mapping[str, tuple[str, ...]] = {"daily": ("day", "channel"), "calendar": ("day", "kind")}
"""What tells the rows of a sheet apart that has no ids."""
CALLED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "budget": (("category", "item"), ("item",)),
    "quotes": (("purchase", "supplier"),),
    "contracts": (("supplier", "subject"),),
    "approvals": (("document", "step"),),
    "promotion": (("day", "channel", "content"),),
    "cooperation": (("department", "request"),),
}
"""What rows are called where their first text is none of their own, as a category or a supplier is."""


SIDES = {key: Column(kind=kind) for key, kind in SIDE_KINDS.items()}
"""What stands beside the entries of a form, as columns."""


class Arrival(NamedTuple):
    """A row from elsewhere.

    Attributes:
        origin: where it stood there, for people.
        cells: by column; of a form, by entry.
        currencies: of its amounts by column, where they are not in the workbook's.
        beside: of a form, what stands beside its entries, by entry and column.
        flaw: why nothing of it can be taken.
    """

    sheet: str
    origin: str
    cells: Mapping[str, Given]
    currencies: Mapping[str, str] = EMPTY
    beside: Mapping[tuple[str, str], Given] = EMPTY
    flaw: str = ""


class Kept(NamedTuple):
    """A cell that holds something else, and stays."""

    sheet: str
    label: str
    row: int
    column: str
    stands: Raw
    came: Raw
    origin: str


class Untaken(NamedTuple):
    """A cell, or with an empty column a row, that was not taken, and why."""

    sheet: str
    origin: str
    column: str
    raw: Given
    flaw: Flaw


class Taken(NamedTuple):
    """What rows from elsewhere come to."""

    mends: tuple[Mend, ...]
    kept: tuple[Kept, ...]
    untaken: tuple[Untaken, ...]
    added: int
    completed: int
    unchanged: int


def take_in(
    side: Side,
    rows: Iterable[Arrival],
    context: Context,
    rates: Mapping[str, Decimal],
    *,
    replace: bool = False,
) -> Taken:
    """Return what rows from elsewhere change in a workbook.

    Args:
        side: the workbook.
        rows: the rows.
        context: what their cells may depend on.
        rates: what one unit of a currency costs in the workbook's own.
        replace: let a row from elsewhere have its way where a cell holds something else.
    """
    desks: dict[str, _Desk] = {}
    context = context._replace(choice=_choice)
    for row in rows:
        if row.sheet not in desks:
            desks[row.sheet] = _Desk(side, row.sheet, context, rates, replace=replace)
        desks[row.sheet].take(row)
    return Taken(
        tuple(mend for desk in desks.values() for mend in desk.mends),
        tuple(kept for desk in desks.values() for kept in desk.kept),
        tuple(untaken for desk in desks.values() for untaken in desk.untaken),
        sum(desk.added for desk in desks.values()),
        sum(desk.completed for desk in desks.values()),
        sum(desk.unchanged for desk in desks.values()),
    )


class _Desk:
    """One sheet, with the rows it has and those that have come."""

    def __init__(
        self, side: Side, sheet: str, context: Context, rates: Mapping[str, Decimal], *, replace: bool
    ) -> None:
        self.mends: list[Mend] = []
        self.kept: list[Kept] = []
        self.untaken: list[Untaken] = []
        self.added = self.completed = self.unchanged = 0
        self._sheet, self._columns = sheet, {**SIDES, **SHEETS[sheet].columns_of(Owner.PEOPLE)}
        self._where = side.layout.sheets.get(sheet)
        self._context, self._rates, self._replace = context, rates, replace
        self._currency = side.layout.currency
        self._free = free_rows(side.snapshot, self._where)
        self._names = names_of(sheet)
        self._joint = "、" if side.layout.language == "zh" else ", "
        self._new: set[int] = set()
        """Rows that came from elsewhere themselves: of two that contradict each other, the first stays."""
        self._lines: list[Line] = []
        self._index: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Line]] = {}
        for line in lines_of(*side, sheet).values():
            self._know(line)

    def take(self, row: Arrival) -> None:
        """Take a row in."""
        if self._where is None:
            self._refuse(row, "", "no-sheet")
        elif row.flaw:
            self._refuse(row, "", row.flaw)
        elif SHEETS[self._sheet].shape is Shape.FORM:
            self._fill_in(row)
        else:
            self._take(row, dict(self._held(row)))

    def _take(self, row: Arrival, cells: Mapping[str, Raw]) -> None:
        if not cells:
            return
        found = self._like(cells)
        if len(found) > 1:
            self._refuse(row, "", "ambiguous-row")
        elif found:
            self._join(row, found[0], cells)
        elif not (free := next(self._free, 0)):
            self._refuse(row, "", "no-room")
        else:
            line = Line("", self._label(cells), free, cells, frozenset())
            self.mends += [self._mend(line, column, None, raw) for column, raw in cells.items()]
            self.added += 1
            self._new.add(line.row)
            self._know(line)

    def _fill_in(self, row: Arrival) -> None:
        contents = dict(self._held(row))
        for entry in dict.fromkeys((*contents, *(entry for entry, _ in row.beside))):
            beside = {column: raw for (of, column), raw in row.beside.items() if of == entry}
            cells = dict(self._held(row._replace(cells=beside)))
            if entry in contents:
                cells[entry] = contents[entry]
            line = next((line for line in self._lines if line.name == entry), None)
            if cells and line is None:
                self._refuse(row, entry, "no-column")
            elif cells and line:
                self._join(row, line, cells)

    def _join(self, row: Arrival, line: Line, cells: Mapping[str, Raw]) -> None:
        """Write what a row says beyond what stands, and, where that is asked for, instead of it."""
        before = len(self.mends), len(self.kept)
        for column, raw in cells.items():
            stands = line.cells.get(column)
            if stands is None:
                self.mends.append(self._mend(line, column, None, raw))
            elif self._means_same(self._columns[column], stands, raw):
                continue
            elif self._replace and column not in line.formulas and line.row not in self._new:
                self.mends.append(self._mend(line, column, stands, raw))
            else:
                self.kept.append(Kept(self._sheet, line.label, line.row, column, stands, raw, row.origin))
        if len(self.mends) > before[0]:
            self.completed += 1
            self._replaced(line, line._replace(cells={**cells, **line.cells}))
        elif len(self.kept) == before[1]:
            self.unchanged += 1

    def _held(self, row: Arrival) -> Iterator[tuple[str, Raw]]:
        """Yield what the cells of a row are to hold here."""
        for name, raw in row.cells.items():
            column = self._columns.get(name)
            if column is None or raw is None or (isinstance(raw, str) and not raw.strip()):
                continue
            if name not in self._where.columns and name not in self._where.entries:  # type: ignore[union-attr]
                self._refuse(row, name, "no-column", raw)
                continue
            unit = row.currencies.get(name, "")
            amount = self._converted(raw, unit) if isinstance(column.kind, Money) else raw
            held = amount if isinstance(amount, Flaw) else self._read(column, amount)
            if isinstance(held, Flaw):
                self.untaken.append(Untaken(row.sheet, row.origin, name, row.cells[name], held))
            elif held is not None:
                yield name, self._where.counted(name, held)  # type: ignore[union-attr]

    def _converted(self, raw: Given, unit: str) -> Given | Flaw:
        return converted(raw, unit, self._rates, self._currency)

    def _read(self, column: Column, given: Given) -> Raw | Flaw:
        """Return a cell as it is to stand, or why it cannot: what is well written stays as it is."""
        raw = _raw(given, column, self._context, self._joint)
        if isinstance(raw, float) and not isfinite(raw):
            return Flaw("not-a-number")
        reading = read_cell(column.kind, raw, self._context)
        if reading.flaw is None:
            return raw if reading.value is not None else None
        repair = reading.flaw.repair
        if repair is None or isinstance(repair, tuple):
            return reading.flaw
        return float(repair) if isinstance(repair, Decimal) else repair

    def _like(self, cells: Mapping[str, Raw]) -> list[Line]:
        """Return the rows that a row is about: by the surest of what tells rows apart here."""
        for name in self._names:
            if all(cells.get(column) is not None for column in name):
                found = self._index.get((name, _told(cells, name)), [])
                found = [line for line in found if not self._are_two(line, cells, name)]
                if found:
                    return found
        if not self._names:
            return [line for line in self._lines if self._says(line, cells)][:1]
        return []

    def _are_two(self, line: Line, cells: Mapping[str, Raw], name: tuple[str, ...]) -> bool:
        """Return whether something surer than a name tells two rows apart, as an id does."""
        surer = {column for one in self._names[: self._names.index(name)] for column in one}
        both = [column for column in surer if line.cells.get(column) and cells.get(column)]
        return any(_told(line.cells, (column,)) != _told(cells, (column,)) for column in both)

    def _means_same(self, column: Column, first: Raw, second: Raw) -> bool:
        """Return whether two cells mean the same, however they are written."""
        if means_same(column, first, second):
            return True
        readings = [read_cell(column.kind, raw, self._context) for raw in (first, second)]
        one, other = (found.value if found.flaw is None else found.flaw.repair for found in readings)
        return one is not None and one == other

    def _says(self, line: Line, cells: Mapping[str, Raw]) -> bool:
        return all(
            self._means_same(self._columns[column], line.cells.get(column), raw)
            for column, raw in cells.items()
        )

    def _know(self, line: Line) -> None:
        self._lines.append(line)
        for name in self._names:
            if all(line.cells.get(column) is not None for column in name):
                self._index.setdefault((name, _told(line.cells, name)), []).append(line)

    def _replaced(self, old: Line, new: Line) -> None:
        for lines in (self._lines, *self._index.values()):
            lines[:] = [new if line is old else line for line in lines]

    def _label(self, cells: Mapping[str, Raw]) -> str:
        names = sorted(self._names, key=len)
        return next((str(cells[name[0]]) for name in names if cells.get(name[0]) is not None), "")

    def _mend(self, line: Line, column: str, before: Raw, after: Raw) -> Mend:
        return Mend(self._sheet, RowKey(line.label, line.row), column, before, after, "")

    def _refuse(self, row: Arrival, column: str, why: str, raw: Given = None) -> None:
        self.untaken.append(Untaken(row.sheet, row.origin, column, raw, Flaw(why)))


@cache
def names_of(sheet: str) -> tuple[tuple[str, ...], ...]:
    """Return what tells the rows of a sheet apart, the surest first: ids, then what rows are called."""
    if sheet in IDENTITY:
        return (IDENTITY[sheet],)
    row_type = SHEETS[sheet]
    called = (
        name
        for name, column in row_type.columns_of(Owner.PEOPLE).items()
        if row_type.key and column.required and isinstance(column.kind, Text) and name != row_type.key
    )
    if sheet in CALLED:
        return ((row_type.key,), *CALLED[sheet])
    names = [row_type.key, next(called, "") if row_type.id_prefix else ""]
    return tuple((name,) for name in names if name)


def _told(cells: Mapping[str, Raw], name: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold(_day(cells.get(column))) for column in name)


def _day(raw: Raw) -> str:
    return str(raw).removesuffix(" 00:00:00")


def _choice(choices: str, text: str) -> str | None:
    """Return the key of a word of any language, or of the key itself, as programs write it."""
    return find_choice(choices, text) or (text if text in wording("en").choices(choices) else None)


def _raw(given: Given, column: Column, context: Context, joint: str) -> Raw:
    """Return what came as a cell would hold it."""
    if isinstance(given, list | tuple):
        return joint.join(map(str, given))
    if isinstance(given, Decimal):
        return float(given)
    if isinstance(given, str) and isinstance(column.kind, Date):
        moment = _MOMENT.fullmatch(given.strip())
        return moment[1] if moment else given
    if (
        isinstance(given, str)
        and isinstance(column.kind, Choice)
        and _choice(column.kind.choices, given) == given
    ):
        return context.word(column.kind.choices, given)
    return given  # type: ignore[return-value]


_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?")
