"""Drop-down lists that are too long to stand in a data validation: they stand on a hidden sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sheetplan.build.layout import long_list
from sheetplan.language import Wording
from sheetplan.model.kinds import Choice
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import column_letters

MAX_LIST = 255
"""Characters that Excel takes in a list that stands in the validation itself."""


def listed(choices: str, wording: Wording) -> list[str]:
    """Return the words of a list of choices as they are offered."""
    return [names[0] for names in wording.choices(choices).values()]


def is_long(words: list[str]) -> bool:
    """Return whether a list needs cells of its own."""
    return len(",".join(words)) > MAX_LIST


def write_lists(book: Any, wording: Wording) -> Iterator[tuple[str, str]]:
    """Write every long list onto a hidden sheet, and yield its defined name and its cells."""
    kinds = (column.kind for row in SHEETS.values() for column in row.columns().values())
    found = sorted({kind.choices for kind in kinds if isinstance(kind, Choice)})
    long = {choices: words for choices in found if is_long(words := listed(choices, wording))}
    name = wording.text("workbook", "lists")
    page = book.add_worksheet(name)
    page.hide()
    for index, (choices, words) in enumerate(long.items()):
        page.write_column(0, index, words)
        letters = column_letters(index + 1)
        yield long_list(choices), f"'{name}'!${letters}$1:${letters}${len(words)}"
