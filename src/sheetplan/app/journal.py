"""The journal of a workbook: who changed which cells, so that it can be told and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sheetplan.changes.change import Mend


class Entry(NamedTuple):
    """One change of a workbook.

    Attributes:
        command: what made it, such as ``fix``.
        cells: what it did to single cells.
        cancels: the number of the note that this one undoes.
    """

    command: str
    cells: tuple[Mend, ...] = ()
    cancels: str = ""


class Note(NamedTuple):
    """An entry as it stands in the journal.

    Attributes:
        number: names the note.
        at: when, with the writer's offset from UTC.
        by: who, `host` on which machine.
        before: the fingerprint of the workbook that was read; `after` of the one that was saved.
    """

    number: str
    at: str
    by: str
    host: str
    before: str
    after: str
    entry: Entry


def undoable(notes: Iterable[Note], possible: Callable[[Note], bool] = lambda _: True) -> Note | None:
    """Return the last note that nothing has cancelled yet, of those that can be undone at all."""
    cancelled: set[str] = set()
    for note in reversed(tuple(notes)):
        if note.number in cancelled:
            continue
        if note.entry.cancels:
            cancelled.add(note.entry.cancels)
        elif possible(note):
            return note
    return None
