"""Use cases on what was done to a workbook: taking it back, and going back to an earlier state."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry, Note, undoable
from sheetplan.app.mending import mended
from sheetplan.app.pipeline import Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience, Rewrite, Version
from sheetplan.app.workbooks import House, examined
from sheetplan.changes.change import Mend
from sheetplan.changes.repairs import reversal
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS


class Undone(NamedTuple):
    """A workbook in which something was taken back.

    Attributes:
        note: what was undone.
        mends: the cells put back.
        kept: cells that somebody has changed since, which stay as they are.
    """

    examined: Examined
    note: Note
    mends: tuple[Mend, ...]
    kept: tuple[Mend, ...]


def undo_file(house: House, path: Path, *, dry_run: bool = False, patience: Patience = NOW) -> Undone:
    """Return what was put back: what the last command did that is not undone yet.

    Where nobody has saved since, the workbook becomes the very file it was before. Where somebody has, only
    people's cells are put back, as far as they still hold what the command wrote: what is computed follows.

    Raises:
        Refusal: nothing is left to undo.
    """

    def work(data: bytes) -> tuple[Undone, Rewrite | None]:
        found = examined(house, data, None)
        states = house.store.versions(path)

        def earlier(note: Note) -> Version | None:
            if note.after != found.snapshot.fingerprint:
                return None
            return next((state for state in states if note.before.startswith(state.fingerprint)), None)

        def ways_back(note: Note) -> list[tuple[Mend, bool]]:
            return list(reversal(_peoples(note), found.snapshot, found.parsed))

        def is_possible(note: Note) -> bool:
            return earlier(note) is not None or any(is_open for _, is_open in ways_back(note))

        note = undoable(house.store.notes(path), is_possible)
        if note is None:
            raise Refusal("nothing-to-undo")
        state = earlier(note)
        if state:
            back = tuple(mend for mend, _ in reversal(note.entry.cells, found.snapshot, found.parsed))
            entry = Entry("undo", back, cancels=note.number)
            return Undone(found, note, back, ()), Rewrite(_bytes_of(house, state), entry)
        back = tuple(mend for mend, is_open in ways_back(note) if is_open)
        kept = tuple(mend for mend, is_open in ways_back(note) if not is_open)
        entry = Entry("undo", back, cancels=note.number)
        return Undone(found, note, back, kept), mended(house, data, found, entry)

    return work(house.store.read(path))[0] if dry_run else house.store.rewrite(path, work, patience)[0]


def restore_file(house: House, path: Path, wish: str, patience: Patience = NOW) -> Version:
    """Return the earlier state that a workbook was put back into.

    Args:
        house: the world.
        path: the workbook.
        wish: which state: its number in the list, newest first, or the beginning of its fingerprint.
        patience: whether to wait for people who have it open.

    Raises:
        Refusal: there is no such state.
    """
    version = find_version(house.store.versions(path), wish)
    data = _bytes_of(house, version)
    if not _there(house, path):
        house.store.create(path, data)
        return version
    house.store.rewrite(path, lambda _: (version, Rewrite(data, Entry("restore"))), patience)
    return version


def copy_version(house: House, path: Path, wish: str, copy: Path) -> Path:
    """Return the file that an earlier state of a workbook was copied to, never over one that differs."""
    return house.store.create(copy, _bytes_of(house, find_version(house.store.versions(path), wish)))


def find_version(versions: list[Version], wish: str) -> Version:
    """Return the state with a number, or with a fingerprint that begins so.

    Raises:
        Refusal: there is none.
    """
    if wish.isdecimal() and 0 < int(wish) <= len(versions):
        return versions[int(wish) - 1]
    found = next((version for version in versions if version.fingerprint.startswith(wish.casefold())), None)
    if found is None:
        raise Refusal("no-such-version", wish=wish, count=len(versions))
    return found


def _peoples(note: Note) -> tuple[Mend, ...]:
    """Return the cells of people's that a command changed."""
    return tuple(
        mend
        for mend in note.entry.cells
        if mend.sheet in SHEETS
        and (column := SHEETS[mend.sheet].columns().get(mend.column)) is not None
        and column.owner is Owner.PEOPLE
    )


def _bytes_of(house: House, version: Version) -> bytes:
    """Return an earlier state, if it is still what it was when it was put away."""
    data = house.store.read(version.path)
    if not hashlib.sha256(data).hexdigest().startswith(version.fingerprint):
        raise Refusal("version-altered", version=version.path.name)
    return data


def _there(house: House, path: Path) -> bool:
    try:
        house.store.read(path)
    except Refusal as refusal:
        if refusal.code == "no-such-file":
            return False
        raise
    return True
