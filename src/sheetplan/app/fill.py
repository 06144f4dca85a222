"""Filling a workbook as a person would: people's cells, addressed by id and column. For the demo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sheetplan.changes.change import ChangeSet, RowKey, SetValue
from sheetplan.model.column import Owner
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import SheetLayout
from sheetplan.table.parse import Parsed

Entries = Mapping[str, Any]
"""By sheet: a form's entries, or a table's rows by column; a row with a known id amends that row.

Where the id itself is to be rewritten, ``id`` holds the one that stands there.
"""


def fill(snapshot: Snapshot, parsed: Parsed, entries: Entries) -> ChangeSet:
    """Return the changes that write entries into people's cells.

    Raises:
        KeyError: a sheet or column that does not exist or is not people's.
    """
    changes: list[SetValue] = []
    for sheet, content in entries.items():
        row_type, where = SHEETS[sheet], parsed.layout.sheets[sheet]
        if row_type.shape is Shape.FORM:
            changes += _row(row_type, RowKey("", where.header_row), content)
        else:
            changes += _rows(row_type, where, parsed.plan.rows(sheet), content)
    return ChangeSet(snapshot.fingerprint, values=tuple(changes))


def _rows(
    row_type: type[Row], where: SheetLayout, standing: Sequence[Row], content: Sequence[Mapping[str, Any]]
) -> Iterator[SetValue]:
    known = {row.id: row.row for row in standing if row.id}
    free = max(where.rows, default=where.header_row) + 1
    for wanted in content:
        number = known.get(str(wanted.get("id", wanted.get(row_type.key, ""))))
        if number is None:
            number, free = free, free + 1
        cells = {column: value for column, value in wanted.items() if column != "id"}
        yield from _row(row_type, RowKey("", number), cells)


def _row(row_type: type[Row], key: RowKey, wanted: Mapping[str, Any]) -> Iterator[SetValue]:
    people = row_type.columns_of(Owner.PEOPLE)
    for column, value in wanted.items():
        if column not in people:
            raise KeyError(f"{row_type.sheet}.{column} is not a people's column")
        yield SetValue(row_type.sheet, key, column, value)
