"""Pieces of formulas that several views share, each beside the function that does the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sheetplan.language import LANGUAGES, wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Kind
from sheetplan.views.standing import Cell, number, text

DAY = "{@figures/today.day}"
"""The day at which views are measured."""


def shown(kind: Kind, formula: str, width: float = 12, *, hidden: bool = False) -> Column:
    """Return a column of a view."""
    return Column(kind=kind, owner=Owner.FORMULA, width=width, formula=formula, hidden=hidden)


def cell_of(column: str) -> str:
    """Return a formula for the cell of a column in the row of this number."""
    return f"INDEX({{{column}}},{{n}})"


def text_of(column: str) -> str:
    """Return a formula for the same as text: nothing beyond the last row, and nothing for an error."""
    return f'IFERROR({cell_of(column)}&"","")'


def first_number(*formulas: str, otherwise: str) -> str:
    """Return a formula for the first of some cells that holds a number."""
    for formula in reversed(formulas):
        otherwise = f"IF(ISNUMBER({formula}),{formula},{otherwise})"
    return otherwise


def number_or(otherwise: float, *cells: Cell) -> float:
    """Return the first number among some cells."""
    return next((found for found in map(number, cells) if found is not None), otherwise)


def is_one_of(formula: str, *choices: str) -> str:
    """Return a formula that asks whether a cell holds a word for one of some choices, ``list.key``."""
    asked = [f"ISNUMBER(MATCH({formula},{{words:{choice}}},0))" for choice in choices]
    return asked[0] if len(asked) == 1 else f"OR({','.join(asked)})"


def says(cell: Cell, choices: str, key: str) -> bool:
    """Return whether a cell holds a word for a choice, as MATCH compares."""
    return isinstance(cell, str) and cell.lower() in _words(choices, key)


@cache
def _words(choices: str, key: str) -> frozenset[str]:
    words = (word for language in LANGUAGES for word in wording(language).choices(choices)[key])
    return frozenset(word.lower() for word in words)


_PARTED_BY = (",", "，", ";", "；", "/", "／")


def names_of(formula: str) -> str:
    """Return a formula for a list of names that can be searched: ``、张三、李四、``, without blanks."""
    for sign in (" ", *_PARTED_BY):
        formula = f'SUBSTITUTE({formula},"{sign}","{"" if sign == " " else "、"}")'
    return f'"、"&SUBSTITUTE({formula},CHAR(10),"、")&"、"'


def names_in(cell: Cell) -> str:
    """Return the same of a cell."""
    return f"、{_PARTING.sub('、', text(cell).replace(' ', ''))}、"


_PARTING = re.compile(f"[{''.join(_PARTED_BY)}\n]")


def nth(cells: tuple[Cell, ...], index: int) -> Cell:
    """Return the cell of a row, counted from 0; None beyond the last."""
    return cells[index] if index < len(cells) else None


def numbers(cells: Iterable[Cell]) -> list[float]:
    """Return the numbers among some cells, which is what MIN, MAX and SUM see of them."""
    return [found for found in map(number, cells) if found is not None]
