"""Values as types: what a cell holds, what it means, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple


class ErrorValue(str):
    """An Excel error such as ``#REF!`` that stands in a cell."""

    __slots__ = ()


class Uncomputed(str):
    """A blank where a formula stands whose result nobody has computed: the file holds none."""

    __slots__ = ()


class Disputed(str):
    """A number that may be a cost or sum up others; nobody can tell, so it counts as neither."""

    __slots__ = ()


Raw = str | int | float | bool | date | datetime | time | timedelta | ErrorValue | None
"""What a cell of a workbook holds before anybody has understood it."""

Value = str | int | Decimal | date | time | bool | tuple[str, ...] | None
"""What a cell means: choices are stable keys, rates and money are `Decimal`, lists of names are tuples."""


HOME = "CNY"
"""The currency of amounts where nothing else is said."""
EMPTY: Mapping[Any, Any] = MappingProxyType({})
"""What a value says that has nothing to map."""


# Classes of named fields are named tuples where they may be: dataclasses take far longer to declare,
# and declaring them is a good part of a short run.
class Place(NamedTuple):
    """A cell of a workbook as people see it."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """Return the address within its sheet, such as ``E7``."""
        return f"{column_letters(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"


class Block(NamedTuple):
    """The values of cells that lie side by side.

    Attributes:
        top: the number of the first row.
        left: the number of the first column.
        rows: the values, as many in each row.
    """

    top: int
    left: int
    rows: Sequence[Sequence[Raw]]

    def value(self, row: int, column: int) -> Raw:
        """Return the value of a cell; None where the block does not reach."""
        down, across = row - self.top, column - self.left
        if 0 <= down < len(self.rows) and 0 <= across < len(self.rows[down]):
            return self.rows[down][across]
        return None


def quoted_place(sheet: str, cell: str) -> str:
    """Return a location within a workbook as Excel writes it: ``'任务'!E7``."""
    return "'" + sheet.replace("'", "''") + f"'!{cell}"


@lru_cache(maxsize=1 << 14)
def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
