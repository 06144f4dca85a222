"""What goes into a new workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Single = str | int | float | Decimal | bool | date | datetime | time | timedelta | None
Cell = Single | tuple[str, ...]
"""A value of the plan, or whatever a person's workbook held in its place."""
Record = Mapping[str, Cell]
"""Cells by the key of their column or entry."""


@dataclass(frozen=True, kw_only=True)
class WorkbookContent:
    """The cells of a workbook by sheet, row and column; what is missing stays blank.

    Attributes:
        tables: the rows of each table.
        forms: the contents of each form, by entry.
        sides: what stands beside an entry of a form: ``responsible``, ``due`` and ``note``.
        computed: the values of formulas and of the columns that sheetplan
            writes, row by row; a form has one row.
    """

    tables: Mapping[str, Sequence[Record]] = field(default_factory=dict)
    forms: Mapping[str, Record] = field(default_factory=dict)
    sides: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    computed: Mapping[str, Sequence[Record]] = field(default_factory=dict)

    def computed_row(self, sheet: str, index: int) -> Record:
        """Return the computed cells of one row, none where nothing was computed for it."""
        rows = self.computed.get(sheet, ())
        return rows[index] if index < len(rows) else {}
