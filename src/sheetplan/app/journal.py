"""The journal of a workbook: what was changed in people's cells, so that it can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sheetplan.changes.change import Mend


class Entry(NamedTuple):
    """One change of a workbook.

    Attributes:
        command: what made it, such as ``fix``.
        before: the fingerprint of the file that was read; `after` of the one that was written.
        cells: the cells of people's that it changed.
        cancels: the number of the note that this one undoes, or of a write that came to nothing.
    """

    command: str
    before: str
    after: str
    cells: tuple[Mend, ...] = ()
    cancels: str = ""


class Note(NamedTuple):
    """An entry as it stands in the journal: with its number, when, and by whom."""

    number: str
    at: str
    by: str
    entry: Entry


def undoable(notes: Iterable[Note]) -> Note | None:
    """Return the last note about people's cells that nothing has cancelled yet."""
    cancelled: set[str] = set()
    for note in reversed(tuple(notes)):
        if note.number in cancelled:
            continue  # what cancelled nothing in the end cancels nothing
        if note.entry.cancels:
            cancelled.add(note.entry.cancels)
        elif note.entry.cells:
            return note
    return None
