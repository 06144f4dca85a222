"""Use cases on people's own cells: safe repairs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry
from sheetplan.app.pipeline import Examined
from sheetplan.app.saving import NOW, Patience, Rewrite
from sheetplan.app.workbooks import House, examined
from sheetplan.changes.change import ChangeSet, Mend
from sheetplan.changes.repairs import repairs


class Mended(NamedTuple):
    """A workbook whose cells were repaired."""

    examined: Examined
    mends: tuple[Mend, ...]


def fix_file(
    house: House,
    path: Path,
    status_date: date | None,
    wanted: Callable[[str], bool],
    *,
    dry_run: bool = False,
    patience: Patience = NOW,
) -> Mended:
    """Return what was repaired in a workbook, and write it unless it is a dry run.

    Args:
        house: the world.
        path: the workbook.
        status_date: as everywhere; ids and rules may depend on it.
        wanted: tells by a rule's code whether its repairs are asked for.
        dry_run: only say what would be repaired.
        patience: whether to wait for people who have it open.
    """

    def work(data: bytes) -> tuple[Mended, Rewrite | None]:
        found = examined(house, data, status_date)
        safe = repairs(found.snapshot, found.parsed, found.outcome)
        mends = tuple(mend for mend in safe if wanted(mend.code))
        done = Mended(found, mends)
        return done, mended(house, data, found, Entry("fix", mends)) if mends else None

    return work(house.store.read(path))[0] if dry_run else house.store.rewrite(path, work, patience)[0]


def mended(house: House, data: bytes, found: Examined, entry: Entry) -> Rewrite:
    """Return a workbook with the cells of an entry written."""
    changes = ChangeSet(found.snapshot.fingerprint, mends=entry.cells)
    return Rewrite(house.workbooks.patch(data, changes, found.parsed.layout), entry)
