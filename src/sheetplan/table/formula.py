"""Declared formulas in the notation of workbook files, with the headings and words of one workbook.

``{column}`` is the cell of this row, ``{sheet.column}`` a whole column, ``{choice:list.key}`` a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sheetplan.language import Wording
from sheetplan.model.sheets import SHEETS


def render(formula: str, sheet: str, heading: Callable[[str, str], str], words: Wording) -> str:
    """Return a formula as it stands in a file: structured references, English functions, no ``=``.

    Args:
        formula: as declared in a column.
        sheet: the key of the sheet it stands on.
        heading: finds the heading of a sheet's column in the workbook at hand.
        words: the workbook's language.
    """

    def expand(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("choice:"):
            return words.choice(*name.removeprefix("choice:").split(".")).replace('"', '""')
        other, _, column = name.rpartition(".")
        if other:
            return f"{SHEETS[other].table}[{_escaped(heading(other, column))}]"
        return f"{SHEETS[sheet].table}[[#This Row],[{_escaped(heading(sheet, name))}]]"

    return _FIELD.sub(expand, formula)


def _escaped(heading: str) -> str:
    """Return a heading as it may stand in a reference: Excel wants these characters quoted."""
    return _SPECIAL.sub(r"'\g<0>", heading)


_FIELD = re.compile(r"\{([^{}]+)\}")
_SPECIAL = re.compile(r"['#\[\]@]")
