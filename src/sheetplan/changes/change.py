"""Changes to a workbook as values. They name sheet, row and column by key; the target finds the cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sheetplan.model.values import Block, Raw, Value


# A first run makes thousands of these, and named tuples are made three times as fast as frozen dataclasses.
class RowKey(NamedTuple):
    """A row by its id, and by its worksheet row at the time of reading for rows without one."""

    id: str
    row: int


class SetValue(NamedTuple):
    """Put a value into a cell; None empties it."""

    sheet: str
    key: RowKey
    column: str
    value: Value


class SetFormula(NamedTuple):
    """Put a formula into a cell, or only its value where the formula already stands there."""

    sheet: str
    key: RowKey
    column: str
    value: Value
    formula: str
    """In the notation of `Column.formula`; empty where the formula that stands there is kept."""


class Mend(NamedTuple):
    """A cell of people's put right because they asked for it, or put back.

    Attributes:
        before: what stands there; `after` is what shall.
        code: the rule that asked for it.
    """

    sheet: str
    key: RowKey
    column: str
    before: Raw
    after: Raw
    code: str


class GrowTable(NamedTuple):
    """Let the Excel Table of a sheet reach down to rows that were typed beneath it."""

    sheet: str
    old_last_row: int
    last_row: int


class ReplaceRows(NamedTuple):
    """Write the rows of a sheet that is ours alone, in place of all that stood there.

    Attributes:
        rows: one value per column of the sheet's declaration.
        links: for each row, the place its link leads to, as ``'任务'!E7``; empty for none.
        summary: what stands above the headings.
    """

    sheet: str
    rows: tuple[tuple[Value, ...], ...]
    links: tuple[str, ...]
    summary: str = ""


class ShowValues(NamedTuple):
    """Refresh what the formulas of a view last gave; they compute the same as soon as a program opens them.

    Attributes:
        view: the name of its worksheet.
        parts: the values of each of its parts; the last rows of a part need not exist. If any other cell
            holds no formula, somebody has rearranged the view, and all its formulas are left without values.
    """

    view: str
    parts: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Everything that a run wants to change in one workbook, and the state it was computed from."""

    expecting: str
    """Fingerprint of the file that was read; nothing is written to any other."""
    growths: tuple[GrowTable, ...] = ()
    values: tuple[SetValue, ...] = ()
    formulas: tuple[SetFormula, ...] = ()
    replacements: tuple[ReplaceRows, ...] = ()
    mends: tuple[Mend, ...] = ()
    views: tuple[ShowValues, ...] = ()
    """Written along with the rest, and no reason to write: Excel computes them whenever it opens a file."""

    @property
    def sheets(self) -> frozenset[str]:
        """Return the keys of all sheets that something is written to."""
        return frozenset(change.sheet for changes in self._parts for change in changes)

    @property
    def _parts(self) -> tuple[tuple[GrowTable | SetValue | SetFormula | ReplaceRows | Mend, ...], ...]:
        return self.growths, self.values, self.formulas, self.replacements, self.mends

    def __len__(self) -> int:
        return sum(map(len, self._parts))
