"""Use cases on people's own cells: safe repairs, and their undoing. Each write is noted in the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry, Note, undoable
from sheetplan.app.pipeline import Examined, examine
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.changes.change import ChangeSet, Mend
from sheetplan.changes.repairs import repairs, reversal


class Mended(NamedTuple):
    """A workbook whose cells were repaired."""

    examined: Examined
    mends: tuple[Mend, ...]


class Undone(NamedTuple):
    """A workbook whose repairs were taken back.

    Attributes:
        note: what was undone.
        mends: the cells put back.
        kept: cells that somebody has changed since, which stay as they are.
    """

    examined: Examined
    note: Note
    mends: tuple[Mend, ...]
    kept: tuple[Mend, ...]


def fix_file(
    house: House,
    path: Path,
    status_date: date | None,
    wanted: Callable[[str], bool],
    *,
    dry_run: bool = False,
) -> Mended:
    """Return what was repaired in a workbook, and write it unless it is a dry run.

    Args:
        house: the world.
        path: the workbook.
        status_date: as everywhere; ids and rules may depend on it.
        wanted: tells by a rule's code whether its repairs are asked for.
        dry_run: only say what would be repaired.
    """
    data = house.store.read(path)
    examined = _examined(house, data, status_date)
    found = repairs(examined.snapshot, examined.parsed, examined.outcome)
    mends = tuple(mend for mend in found if wanted(mend.code))
    if mends and not dry_run:
        _write(house, path, data, examined, Entry("fix", "", "", mends))
    return Mended(examined, mends)


def undo_file(house: House, path: Path, *, dry_run: bool = False) -> Undone:
    """Return what was put back: the last repairs that are not undone yet.

    Raises:
        Refusal: nothing is left to undo.
    """
    data = house.store.read(path)
    note = undoable(house.journal.notes(path))
    if note is None:
        raise Refusal("nothing-to-undo")
    examined = _examined(house, data, None)
    ways = tuple(reversal(note.entry.cells, examined.snapshot, examined.parsed))
    back = tuple(mend for mend, is_open in ways if is_open)
    if not dry_run:
        _write(house, path, data, examined, Entry("undo", "", "", back, cancels=note.number))
    return Undone(examined, note, back, tuple(mend for mend, is_open in ways if not is_open))


def _examined(house: House, data: bytes, status_date: date | None) -> Examined:
    snapshot = house.workbooks.read(data)
    return examine(snapshot, status_date=status_date, today=house.today, holidays=house.holidays)


def _write(house: House, path: Path, data: bytes, examined: Examined, entry: Entry) -> None:
    """Write the cells of an entry, which is noted first: what happened must never be unknown."""
    expecting = examined.snapshot.fingerprint
    patched = house.workbooks.patch(data, ChangeSet(expecting, mends=entry.cells), examined.parsed.layout)
    after = hashlib.sha256(patched).hexdigest()
    note = house.journal.add(path, entry._replace(before=expecting, after=after))
    try:
        house.store.replace(path, patched, expecting=data)
    except Refusal:
        house.journal.add(path, Entry("withdrawn", expecting, expecting, cancels=note.number))
        raise
