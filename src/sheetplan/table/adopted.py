"""Strangers' layouts as they were adopted: which sheet of theirs is which of ours, and what its headings mean.

An adoption is kept in the workbook itself, unseen. It names headings, never positions: columns move.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sheetplan.model.values import EMPTY
from sheetplan.table.recognise import Likeness


class Adopted(NamedTuple):
    """A sheet of theirs that is read as one of ours.

    Attributes:
        sheet: the key of our sheet; `name` is what their tab says.
        headings: their heading of each column of ours that they have.
        given: what each row holds in a column that they lack, such as a quantity of one.
    """

    sheet: str
    name: str
    headings: Mapping[str, str]
    given: Mapping[str, str] = EMPTY


def adopted(likeness: Likeness) -> Adopted:
    """Return a sheet adopted as what it was taken for."""
    headings = {key: guess.heading for key, guess in likeness.columns.items()}
    lump_sums = likeness.sheet == "budget" and "unit_price" in headings and "quantity" not in headings
    return Adopted(likeness.sheet, likeness.name, headings, {"quantity": "1"} if lump_sums else EMPTY)
