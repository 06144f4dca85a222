"""Declared formulas as the text that stands in a workbook file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from sheetplan.language import LANGUAGES, Wording
from sheetplan.language import wording as wordings
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import Layout

Headings = Callable[[str, str], str]
"""Gives the heading of a sheet's column, as it stands in the workbook at hand."""


def render(formula: str, sheet: str, headings: Headings, wording: Wording, *, named: bool = False) -> str:
    """Return a declared formula as Excel stores it, without the leading equals sign.

    ``{column}`` becomes the cell of this row, ``{sheet.column}`` the whole column or, of a form, the defined
    name of the entry, ``{sheet#}`` the headings of a table, ``{choice:list.key}`` the word of the workbook's
    language, ready to stand between double quotes, and ``{words:list.key}`` an array of every word for that
    choice that we understand. All else stays as it is.

    Args:
        formula: as declared.
        sheet: where it stands.
        headings: of the workbook.
        wording: of its language.
        named: whether whole columns go by defined names too.
    """

    def replace(found: re.Match[str]) -> str:
        if found["list"]:
            return _words(found["choices"], found["key"])
        if found["choices"]:
            return wording.choice(found["choices"], found["key"]).replace('"', '""')
        if found["head"]:
            return f"{SHEETS[found['head']].table}[#Headers]"
        if found["sheet"] and (named or SHEETS[found["sheet"]].shape is Shape.FORM):
            return entry_name(found["sheet"], found["column"])
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


def entry_name(sheet: str, entry: str) -> str:
    """Return the defined name of the content of a form's entry, or of a column that views show."""
    return f"sp_{sheet}_{entry}"


def entries_named(formulas: Iterable[str], shape: Shape = Shape.FORM) -> Iterator[tuple[str, str]]:
    """Return every entry or column that some declared formula names, by sheet; only sheets of a shape."""
    matches = _REFERENCE.finditer("".join(formulas))
    found = {(match["sheet"], match["column"]) for match in matches if match["sheet"]}
    return ((sheet, entry) for sheet, entry in sorted(found) if SHEETS[sheet].shape is shape)


def escape(heading: str) -> str:
    """Return a heading as it stands inside a structured reference: Excel marks its own signs with ``'``."""
    return _SIGNS.sub(r"'\g<0>", heading)


_REFERENCE = re.compile(
    r"\{(?:(?:choice|(?P<list>words)):(?P<choices>\w+)\.(?P<key>\w+)|(?:(?P<sheet>[a-z_]+)\.)?(?P<column>[a-z_]+)|(?P<head>[a-z_]+)#)\}"
)
_SIGNS = re.compile(r"['\[\]#@]")
