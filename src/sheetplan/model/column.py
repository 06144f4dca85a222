"""The declaration of one column: its kind, its owner, and how it looks."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from sheetplan.model.kinds import Kind


class Owner(Enum):
    """Who writes a column. Nobody else ever does."""

    PEOPLE = "people"
    """Typed by people, never overwritten (a blank id is filled in)."""
    FORMULA = "formula"
    """Computed live by the workbook; the engine computes the same and writes it as the cached value."""
    SHEETPLAN = "sheetplan"
    """Computed by the engine only, such as slack."""


class Column(NamedTuple):
    """A column of a table, or an entry of a form.

    Attributes:
        kind: how its cells are read and shown.
        owner: who writes it.
        required: an empty cell is a finding.
        width: in characters of the default font, as Excel counts.
        formula: for `Owner.FORMULA`, with ``{column}`` for the cell of this row, ``{sheet.column}`` for a
            whole column and ``{choice:list.key}`` for a word; see `sheetplan.table.formula`.
        offers: the sheet whose keys a drop-down offers; any other text is welcome too.
        filled: people's, but where it is blank sheetplan fills it in, once.
        hidden: there for formulas and conditional formats, not for people.
    """

    kind: Kind
    owner: Owner = Owner.PEOPLE
    required: bool = False
    width: float = 12
    formula: str = ""
    offers: str = ""
    filled: bool = False
    hidden: bool = False


def live(kind: Kind, formula: str, width: float = 12) -> Column:
    """Return the declaration of a column that the workbook computes by itself."""
    return Column(kind=kind, owner=Owner.FORMULA, width=width, formula=formula)
