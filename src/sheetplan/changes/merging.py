"""Two copies of a workbook joined: what people wrote, row by row and column by column.

What one side changed since the common state is taken from that side. What both changed differently stays
as in the first copy and is listed with both contents, as is whatever was deleted here and changed there.
Computed cells are never merged: they are computed anew from the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sheetplan.changes.arrivals import names_of
from sheetplan.changes.change import Mend, RowKey
from sheetplan.changes.differences import Side, means_same
from sheetplan.changes.lines import Line, free_rows, lines_of
from sheetplan.language import wording
from sheetplan.model.kinds import Choice, Names
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.parse import find_choice


class Conflict(NamedTuple):
    """What a person has to look at.

    Attributes:
        row: where it stands in the result; 0 where it does not.
        column: empty where it is about the whole row.
        stands: what the result holds.
        why: ``both``, ``deleted-here``, ``deleted-there``, ``same-id``, ``one-only``, ``newer``, ``formula``,
            ``no-place``.
    """

    sheet: str
    label: str
    row: int
    column: str
    base: Raw
    ours: Raw
    theirs: Raw
    stands: Raw
    why: str


class Merged(NamedTuple):
    """What is to be written into the first copy, and what a person has to look at."""

    mends: tuple[Mend, ...]
    conflicts: tuple[Conflict, ...]


def merge(base: Side | None, ours: Side, theirs: Side, *, theirs_is_newer: bool = False) -> Merged:
    """Return what joins the second copy into the first.

    Args:
        base: the state that both started from; without it the newer copy wins, and all is listed.
        ours: the first copy, into which is written.
        theirs: the second one.
        theirs_is_newer: which copy wins without a base.
    """
    renamed = dict(_renamed(base, ours, theirs))
    mends: list[Mend] = []
    conflicts: list[Conflict] = []
    for sheet in SHEETS:
        if sheet == "findings":
            continue
        joined = _Sheet(sheet, base, ours, theirs, renamed, theirs_is_newer=theirs_is_newer)
        joined.join()
        mends.extend(joined.mends)
        conflicts.extend(joined.conflicts)
    return Merged(tuple(mends), tuple(conflicts))


class _Sheet:
    """One sheet of the two copies."""

    def __init__(
        self,
        sheet: str,
        base: Side | None,
        ours: Side,
        theirs: Side,
        renamed: Mapping[tuple[str, str], str],
        *,
        theirs_is_newer: bool,
    ) -> None:
        self.mends: list[Mend] = []
        self.conflicts: list[Conflict] = []
        self._sheet, self._columns = sheet, SHEETS[sheet].columns()
        self._has_base, self._theirs_is_newer = base is not None, theirs_is_newer
        self._base = lines_of(*base, sheet) if base else {}
        self._ours, self._theirs = lines_of(*ours, sheet), lines_of(*theirs, sheet)
        self._where = ours.layout.sheets.get(sheet)
        self._language = ours.layout.language
        self._renamed = renamed
        self._free = free_rows(ours.snapshot, self._where)

    def join(self) -> None:
        """Join every row."""
        for name in dict.fromkeys((*self._ours, *self._theirs)):
            base, ours, theirs = self._base.get(name), self._ours.get(name), self._theirs.get(name)
            if ours and theirs and (self._sheet, name) in self._renamed:
                self._list(ours, self._key(), (None, ours.label, self._renamed[self._sheet, name]), "same-id")
                self._add(theirs, self._renamed[self._sheet, name])
            elif ours and theirs and base is None and self._has_base and not ours.label:
                if not self._unchanged(ours, theirs):  # two new rows, neither with an id yet
                    self._add(theirs, "")
            elif ours and theirs:
                self._join_row(base, ours, theirs)
            elif ours:
                self._only_ours(base, ours)
            elif theirs:
                self._only_theirs(base, theirs)

    def _join_row(self, base: Line | None, ours: Line, theirs: Line) -> None:
        for column in dict.fromkeys((*ours.cells, *theirs.cells)):
            mine, other = ours.cells.get(column), self._carried(column, theirs.cells.get(column))
            if column in ours.formulas & theirs.formulas or self._same(column, mine, other):
                continue
            before = base.cells.get(column) if base else None
            if not self._has_base:
                self._take_newer(ours, column, mine, other)
            elif self._same(column, mine, before):
                self._write(ours.row, ours.label, column, mine, other)
                if column in ours.formulas | theirs.formulas:
                    self._list(ours, column, (before, mine, other), "formula", other)
            elif not self._same(column, other, before):
                self._list(ours, column, (before, mine, other), "both")

    def _take_newer(self, ours: Line, column: str, mine: Raw, other: Raw) -> None:
        """Take the newer of two contents, but anything rather than nothing."""
        wins = mine is None or (self._theirs_is_newer and other is not None)
        if wins:
            self._write(ours.row, ours.label, column, mine, other)
        self._list(ours, column, (None, mine, other), "newer", other if wins else mine)

    def _only_ours(self, base: Line | None, ours: Line) -> None:
        if base is None:
            if not self._has_base:
                self._list(ours, "", (None, ours.label, None), "one-only")
        elif self._unchanged(base, ours):
            for column, raw in ours.cells.items():
                self._write(ours.row, ours.label, column, raw, None)
        else:
            self._list(ours, "", (None, ours.label, None), "deleted-there")

    def _only_theirs(self, base: Line | None, theirs: Line) -> None:
        if base is None:
            row = self._add(theirs, theirs.label)
            if not self._has_base:
                self._list(theirs._replace(row=row), "", (None, None, theirs.label), "one-only")
        elif not self._unchanged(base, theirs):
            row = self._add(theirs, theirs.label)
            self._list(theirs._replace(row=row), "", (None, None, theirs.label), "deleted-here")

    def _add(self, theirs: Line, label: str) -> int:
        """Write a row of the second copy beneath all others; return where it stands, 0 where it cannot."""
        row = next(self._free, 0)
        if not row:
            self._list(theirs._replace(row=0), "", (None, None, theirs.label), "no-place")
            return 0
        for column, raw in theirs.cells.items():
            content = label if column == self._key() else self._carried(column, raw)
            self._write(row, label, column, None, content)
        return row

    def _write(self, row: int, label: str, column: str, before: Raw, after: Raw) -> None:
        if self._where is None or not (column in self._where.columns or column in self._where.entries):
            line = Line("", label, 0, {}, frozenset())
            self._list(line, column, (None, before, after), "no-place", before)
        else:
            self.mends.append(Mend(self._sheet, RowKey(label, row), column, before, after, ""))

    def _list(
        self, line: Line, column: str, contents: tuple[Raw, Raw, Raw], why: str, stands: Raw = None
    ) -> None:
        """List a doubt: the contents of the common state, of the first and of the second copy."""
        standing = contents[1] if stands is None else stands
        self.conflicts.append(
            Conflict(self._sheet, line.label, line.row, column, *contents, stands=standing, why=why)
        )

    def _key(self) -> str:
        return SHEETS[self._sheet].key

    def _same(self, column: str, first: Raw, second: Raw) -> bool:
        return means_same(self._columns.get(column), first, second)

    def _unchanged(self, base: Line, line: Line) -> bool:
        columns = dict.fromkeys((*base.cells, *line.cells))
        return all(self._same(column, base.cells.get(column), line.cells.get(column)) for column in columns)

    def _carried(self, column: str, raw: Raw) -> Raw:
        """Return a content of the second copy as the first would say it: its language, its ids."""
        kind = self._columns[column].kind if column in self._columns else None
        if isinstance(kind, Choice) and isinstance(raw, str):
            key = find_choice(kind.choices, raw)
            return wording(self._language).choice(kind.choices, key) if key else raw
        if isinstance(kind, Names) and kind.sheet and isinstance(raw, str):
            new_ids = {old: new for (sheet, old), new in self._renamed.items() if sheet == kind.sheet}
            return _ID.sub(lambda found: new_ids.get(found[0].casefold(), found[0]), raw) if new_ids else raw
        return raw


def _renamed(base: Side | None, ours: Side, theirs: Side) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the new id of each new row of the second copy whose id the first gave to another."""
    if base is None:
        return
    for sheet, row_type in SHEETS.items():
        if not row_type.id_prefix or row_type.shape is Shape.FORM:
            continue
        mine, others, before = (lines_of(*side, sheet) for side in (ours, theirs, base))
        taken = {line.label for line in (*mine.values(), *others.values())}
        for name in mine.keys() & others.keys() - before.keys():
            if mine[name].label and _are_two(sheet, mine[name], others[name]):
                new = _next_id(row_type.id_prefix, taken)
                taken.add(new)
                yield (sheet, name), new


def _are_two(sheet: str, first: Line, second: Line) -> bool:
    """Return whether two rows of one id are about two things: what they are called differs."""
    columns = SHEETS[sheet].columns()
    called = (name for name in names_of(sheet) if name != (SHEETS[sheet].key,))
    both = [name for name in next(called, ()) if None not in (first.cells.get(name), second.cells.get(name))]
    return any(not means_same(columns[name], first.cells[name], second.cells[name]) for name in both)


def _next_id(prefix: str, taken: Iterable[str]) -> str:
    numbers = [int(found[1]) for label in taken if (found := re.fullmatch(rf"{prefix}(\d+)", label))]
    return f"{prefix}{max(numbers, default=0) + 1:02d}"


_ID = re.compile(r"[^\s,，、;；/]+")
