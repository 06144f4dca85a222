"""Declared formulas as the text that stands in a workbook file."""

from __future__ import annotations

import re
from collections.abc import Callable

from sheetplan.language.wording import Wording
from sheetplan.model.sheets import SHEETS

Headings = Callable[[str, str], str]
"""Gives the heading of a sheet's column, as it stands in the workbook at hand."""


def render(formula: str, sheet: str, headings: Headings, wording: Wording) -> str:
    """Return a declared formula as Excel stores it, without the leading equals sign.

    ``{column}`` becomes the cell of this row, ``{sheet.column}`` the whole column and ``{choice:list.key}``
    the word of the workbook's language, ready to stand between double quotes. All else stays as it is.
    """

    def replace(found: re.Match[str]) -> str:
        if found["choices"]:
            return wording.choice(found["choices"], found["key"]).replace('"', '""')
        if found["sheet"]:
            heading = headings(found["sheet"], found["column"])
            return f"{SHEETS[found['sheet']].table}[{escape(heading)}]"
        heading = headings(sheet, found["column"])
        return f"{SHEETS[sheet].table}[[#This Row],[{escape(heading)}]]"

    return _REFERENCE.sub(replace, formula)


def escape(heading: str) -> str:
    """Return a heading as it stands inside a structured reference: Excel marks its own signs with ``'``."""
    return _SIGNS.sub(r"'\g<0>", heading)


_REFERENCE = re.compile(
    r"\{(?:choice:(?P<choices>\w+)\.(?P<key>\w+)|(?:(?P<sheet>[a-z_]+)\.)?(?P<column>[a-z_]+))\}"
)
_SIGNS = re.compile(r"['\[\]#@]")
