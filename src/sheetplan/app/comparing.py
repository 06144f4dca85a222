"""Use case: what two workbooks say differently, as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.changes.differences import CellDifference, RowDifference, Side, differences
from sheetplan.language import Wording
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import locate


class Compared(NamedTuple):
    """Two workbooks and what they say differently."""

    before: Path
    after: Path
    differences: tuple[RowDifference, ...]

    @property
    def said(self) -> tuple[RowDifference, ...]:
        """Return the differences in what people wrote; what is computed follows from it."""
        return tuple(row for row in self.differences if row.cells or row.kind != "changed")

    @property
    def computed(self) -> int:
        """Return how many computed cells differ."""
        return sum(row.computed for row in self.differences)


def diff_files(house: House, before: Path, after: Path) -> Compared:
    """Return what two workbooks say differently.

    Raises:
        Refusal: one of them cannot be read, or holds none of our sheets; the refusal names it.
    """
    sides = [side_of(house, path, content_of(house, path)) for path in (before, after)]
    return Compared(before, after, tuple(differences(*sides)))


def content_of(house: House, path: Path) -> bytes:
    """Return the bytes of a file, one of several at hand: a refusal names it."""
    with _naming(path):
        return house.store.read(path)


def side_of(house: House, path: Path, data: bytes) -> Side:
    """Return a workbook as something to compare."""
    with _naming(path):
        snapshot = house.workbooks.read(data)
    layout = locate(snapshot)
    if not layout.sheets:
        raise Refusal("no-sheets-in", workbook=str(path))
    return Side(snapshot, layout)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise Refusal(refusal.code, **{"file": str(path), **refusal.facts}) from refusal


class CellSaid(NamedTuple):
    """A differing cell in words: its heading, and what stands on both sides."""

    heading: str
    before: str
    after: str


def in_words(row: RowDifference, words: Wording) -> tuple[str, list[CellSaid]]:
    """Return the name of a row's sheet, and its differing cells."""
    return words.sheet(row.sheet), [_in_words(row.sheet, cell, words) for cell in row.cells]


def records(compared: Compared) -> Iterator[dict[str, Any]]:
    """Yield the differences for other programs; the keys are stable."""
    for row in compared.said:
        yield {
            "sheet": row.sheet,
            "row_key": row.label or None,
            "kind": row.kind,
            "row": row.row,
            "cells": [
                {"column": cell.column, "before": cell.before, "after": cell.after} for cell in row.cells
            ],
        }


def _in_words(sheet: str, cell: CellDifference, words: Wording) -> CellSaid:
    return CellSaid(heading(sheet, cell.column, words), shown(cell.before), shown(cell.after))


def heading(sheet: str, column: str, words: Wording) -> str:
    """Return how people call a column, or what stands beside an entry."""
    if column in SHEETS[sheet].columns():
        return words.heading(sheet, column)
    return words.form_headings(column)[0]


def shown(raw: object) -> str:
    """Return a cell's content as text, empty for nothing."""
    if raw is None:
        return ""
    return f"{raw:.15g}" if isinstance(raw, float) else str(raw)
