"""Declared formulas as the text that stands in a workbook file."""

from __future__ import annotations

import re
from collections.abc import Callable

from sheetplan.language import LANGUAGES, Wording
from sheetplan.language import wording as wordings
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import Layout

Headings = Callable[[str, str], str]
"""Gives the heading of a sheet's column, as it stands in the workbook at hand."""


def render(formula: str, sheet: str, headings: Headings, wording: Wording) -> str:
    """Return a declared formula as Excel stores it, without the leading equals sign.

    ``{column}`` becomes the cell of this row, ``{sheet.column}`` the whole column, ``{choice:list.key}``
    the word of the workbook's language, ready to stand between double quotes, and ``{words:list.key}`` an
    array of every word for that choice that we understand. All else stays as it is.
    """

    def replace(found: re.Match[str]) -> str:
        if found["list"]:
            return _words(found["choices"], found["key"])
        if found["choices"]:
            return wording.choice(found["choices"], found["key"]).replace('"', '""')
        if found["sheet"]:
            heading = headings(found["sheet"], found["column"])
            return f"{SHEETS[found['sheet']].table}[{escape(heading)}]"
        heading = headings(sheet, found["column"])
        return f"{SHEETS[sheet].table}[[#This Row],[{escape(heading)}]]"

    return _REFERENCE.sub(replace, formula)


def headings(layout: Layout) -> Headings:
    """Return a lookup of headings as they stand in this workbook, or as they would be worded."""
    words = wordings(layout.language)

    def heading(sheet: str, column: str) -> str:
        where = layout.sheets.get(sheet)
        return (where.heading(column) if where else "") or words.heading(sheet, column)

    return heading


def _words(choices: str, key: str) -> str:
    words = dict.fromkeys(word for language in LANGUAGES for word in wordings(language).choices(choices)[key])
    return "{" + ",".join('"' + word.replace('"', '""') + '"' for word in words) + "}"


def escape(heading: str) -> str:
    """Return a heading as it stands inside a structured reference: Excel marks its own signs with ``'``."""
    return _SIGNS.sub(r"'\g<0>", heading)


_REFERENCE = re.compile(
    r"\{(?:(?:choice|(?P<list>words)):(?P<choices>\w+)\.(?P<key>\w+)|(?:(?P<sheet>[a-z_]+)\.)?(?P<column>[a-z_]+))\}"
)
_SIGNS = re.compile(r"['\[\]#@]")
