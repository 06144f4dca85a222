"""What was read from a workbook, before anybody has understood it: grids of raw cells and a fingerprint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import repeat, zip_longest
from typing import NamedTuple

from sheetplan.model.values import EMPTY, Raw


class Grid(NamedTuple):
    """The cells of one worksheet. Rows and columns count from 1, as people count them."""

    name: str
    rows: tuple[tuple[Raw, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()
    """Row and column of each cell that holds a formula."""
    tables: Mapping[str, tuple[int, int, int, int]] = EMPTY
    """Excel Tables by name: first row (the headings), first column, last row, last column."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged areas: first row, first column, last row, last column. Their first cell holds the content."""
    hidden_rows: frozenset[int] = frozenset()
    hidden: bool = False
    """Whether the sheet's tab is hidden; its cells are read like any other's."""

    def cell(self, row: int, column: int) -> Raw:
        """Return what stands in a cell; None where nothing does."""
        if 0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1]):
            return self.rows[row - 1][column - 1]
        return None

    def turned(self) -> Grid:
        """Return the sheet with its columns as rows, for a table whose headings stand in a column."""
        return Grid(
            self.name,
            tuple(zip_longest(*self.rows)),
            frozenset((column, row) for row, column in self.formulas),
            merged=tuple((left, top, right, bottom) for top, left, bottom, right in self.merged),
            hidden=self.hidden,
        )

    def column(self, column: int, first: int, last: int) -> Iterator[Raw]:
        """Yield what stands in a column from one row to another."""
        for row in self.rows[first - 1 : last]:
            yield row[column - 1] if column <= len(row) else None
        yield from repeat(None, last - max(first - 1, len(self.rows)))


class Adopted(NamedTuple):
    """A stranger's sheet that is read as one of ours. It names headings, never positions: columns move.

    Attributes:
        sheet: the key of our sheet; `name` is what their tab says.
        headings: their heading of each column of ours that they have.
        given: what each row holds in a column that they lack, such as a quantity of one.
        ways: how a column comes about that does not simply stand there, by the names of `table.ways.WAYS`.
        first_day: when the first period begins, where they count periods instead of naming days.
        units: by column of amounts, what one of its numbers is worth, where they count in thousands or 万.
        currency: of the amounts; empty where they are in ours.
        turned: says something where the headings stand in a column, and each column is a row of ours.
    """

    sheet: str
    name: str
    headings: Mapping[str, str]
    given: Mapping[str, str] = EMPTY
    ways: Mapping[str, str] = EMPTY
    first_day: str = ""
    units: Mapping[str, str] = EMPTY
    currency: str = ""
    turned: str = ""


class Snapshot(NamedTuple):
    """A workbook at one moment.

    Attributes:
        grids: the worksheets in the order of their tabs.
        fingerprint: SHA-256 of the file, so that a later write can tell whether it is still the same.
        views: the names of worksheets that only show what others hold, and were left unread.
        adopted: sheets in a layout of their own, as the workbook itself keeps them.
    """

    grids: tuple[Grid, ...]
    fingerprint: str
    views: tuple[str, ...] = ()
    names: Mapping[str, str] = EMPTY
    """Defined names of the whole workbook, with what they stand for."""
    adopted: tuple[Adopted, ...] = ()
