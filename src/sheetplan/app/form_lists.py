"""Forms from elsewhere: their entries one a row of a list, or the keys of one object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sheetplan.changes.arrivals import Arrival
from sheetplan.changes.lines import BESIDE
from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.kinds import Choice
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import FORM_COLUMNS

HEADER_ROWS = 20
FEWEST = 2
"""Entries that must be known for a list to be taken for a form."""

Meaning = tuple[tuple[Arrival, ...], Mapping[tuple[str, str], str], tuple[str, ...]]
"""Rows, what headings were taken for, and what means nothing to us."""


def of_entries(sheet: str, row: Mapping[str, Any]) -> Arrival:
    """Return a form from an object of its entries, beside which ``budget_limit.responsible`` may stand."""
    known = {key: entry_named(sheet, key) for key in row}
    columns = SHEETS[sheet].columns()
    return Arrival(
        sheet,
        SHEETS[sheet].sheet,
        {
            key: single(row[key], columns[place[0]].kind)
            for key, place in known.items()
            if place and not place[1]
        },
        beside={place: row[key] for key, place in known.items() if place and place[1]},
    )


def entry_named(sheet: str, key: str) -> tuple[str, str] | None:
    """Return which entry of a form a key names, and what beside it; None where it names neither."""
    entry, _, beside = key.partition(".")
    known = entry in SHEETS[sheet].columns() and (not beside or beside in BESIDE)
    return (entry, beside) if known else None


def of_entry_list(rows: Sequence[Sequence[str]], wanted: Sequence[str]) -> Meaning | None:
    """Return what a list of a form's entries says, one a row; None where it is no such list.

    Args:
        rows: of the list, with its headings somewhere among the first.
        wanted: the keys of the sheets that count; all where there is none.
    """
    for number, headings in enumerate(rows[:HEADER_ROWS]):
        columns = {key: index for index, heading in enumerate(headings) if (key := _form_column(heading))}
        if not {"item", "content"} <= columns.keys():
            continue
        entries = [row + [""] * (len(headings) - len(row)) for row in map(list, rows[number + 1 :])]
        sheet, known = max(
            ((sheet, _entries_named(sheet, entries, columns["item"])) for sheet in _forms(wanted)),
            key=lambda one: len(one[1]),
            default=("", {}),
        )
        if len(known) >= FEWEST:
            return _of_form(sheet, entries, columns, known)
    return None


def _of_form(
    sheet: str, rows: Sequence[Sequence[str]], columns: Mapping[str, int], known: Mapping[int, str]
) -> Meaning:
    arrivals = (
        Arrival(
            sheet,
            rows[index][columns["item"]],
            {entry: rows[index][columns["content"]]},
            beside={(entry, key): rows[index][columns[key]] for key in BESIDE if key in columns},
        )
        for index, entry in known.items()
    )
    unused = (row[columns["item"]] for index, row in enumerate(rows) if index not in known)
    return tuple(arrivals), {}, tuple(filter(None, unused))


def _forms(wanted: Sequence[str]) -> list[str]:
    forms = (sheet for sheet in SHEETS if SHEETS[sheet].shape is Shape.FORM)
    return [sheet for sheet in forms if sheet in (wanted or SHEETS)]


def _form_column(heading: str) -> str | None:
    words = (wording(language) for language in LANGUAGES)
    known = {fold(word): key for one in words for key in FORM_COLUMNS for word in one.form_headings(key)}
    return known.get(fold(heading))


def _entries_named(sheet: str, rows: Sequence[Sequence[str]], item: int) -> dict[int, str]:
    """Return which rows name an entry of a form, by their position; an entry counts once."""
    known = {
        fold(word): key
        for key in SHEETS[sheet].columns()
        for word in (key, *(word for one in LANGUAGES for word in wording(one).headings(sheet, key)))
    }
    found = ((index, known.get(fold(row[item]))) for index, row in enumerate(rows))
    return {index: entry for index, entry in found if entry}


def single(cell: Any, kind: object) -> Any:
    """Return a cell, with yes and no for what programs write as true and false."""
    if isinstance(cell, bool) and isinstance(kind, Choice):
        return "yes" if cell else "no"
    return cell
