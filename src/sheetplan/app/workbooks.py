"""Use cases on workbook files. Each does one file and raises `Refusal` where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry, Note
from sheetplan.app.pipeline import Examined, examine
from sheetplan.app.ports import (
    NO_HISTORY,
    DocumentTemplates,
    Exchange,
    History,
    Office,
    PublicHolidays,
    Slides,
    Store,
    Workbooks,
)
from sheetplan.app.saving import NOW, Patience, Rewrite, Saved
from sheetplan.changes.cells import changed_cells
from sheetplan.changes.change import ChangeSet, Mend
from sheetplan.changes.typed_over import first_seen, suspects, typed_over, without
from sheetplan.table.layout import locate


class House(NamedTuple):
    """Everything a use case needs from the world, joined in `sheetplan.wiring`."""

    store: Store
    workbooks: Workbooks
    holidays: PublicHolidays
    templates: DocumentTemplates
    slides: Slides
    office: Office
    exchange: Exchange
    today: date
    history: History = NO_HISTORY


class Recalculated(NamedTuple):
    """A workbook brought up to date."""

    examined: Examined
    changes: ChangeSet
    kept: tuple[Mend, ...] = ()
    """Computed cells into which somebody typed; they stay."""
    saved: Saved | None = None
    """None where nothing was written."""
    fingerprint: str = ""
    """Of the workbook as it stands afterwards."""

    @property
    def made(self) -> tuple[Path, ...]:
        """Return the files that were made of the workbook: none."""
        return ()

    @property
    def result(self) -> str:
        """Return what is worth keeping of it: nothing more."""
        return ""


def check_file(house: House, path: Path, status_date: date | None) -> Examined:
    """Return what is found in a workbook; nothing is written."""
    return examined(house, house.store.read(path), status_date)


def examined(house: House, data: bytes, status_date: date | None) -> Examined:
    """Return a workbook's bytes, read, understood, computed and judged."""
    snapshot = house.workbooks.read(data)
    return examine(
        snapshot,
        status_date=status_date,
        today=house.today,
        holidays=house.holidays,
        history=house.history,
    )


def recalc_file(
    house: House,
    path: Path,
    status_date: date | None,
    *,
    dry_run: bool = False,
    patience: Patience = NOW,
) -> Recalculated:
    """Return what was recalculated in a workbook, and write it back unless it is a dry run."""

    def work(data: bytes) -> tuple[Recalculated, Rewrite | None]:
        found = examined(house, data, status_date)
        changes, layout = found.changes(), found.parsed.layout
        cells = tuple(changed_cells(changes, found.snapshot, layout))
        kept = _typed_over(house, path, cells, found.snapshot.fingerprint)
        changes = without(changes, kept)
        written = tuple(changed_cells(changes, found.snapshot, layout)) if kept else cells
        done = Recalculated(found, changes, kept, fingerprint=found.snapshot.fingerprint)
        if not changes:
            return done, None
        patched = house.workbooks.patch(data, changes, layout)
        done = done._replace(fingerprint=sha256(patched).hexdigest())
        return done, Rewrite(patched, Entry("recalc", (*written, *kept)))

    if dry_run:
        return work(house.store.read(path))[0]
    done, saved = house.store.rewrite(path, work, patience)
    return done._replace(saved=saved)


def _typed_over(house: House, path: Path, cells: tuple[Mend, ...], fingerprint: str) -> tuple[Mend, ...]:
    """Return the computed cells into which somebody typed since we wrote them."""
    doubtful = suspects(cells)
    if not doubtful:
        return ()

    def last_written() -> Iterator[Mend]:
        last: Note | None = None
        for note in house.store.latest(path):
            last = last or note
            yield from note.entry.cells
        if last and last.after != fingerprint:  # somebody has saved since
            for oldest in house.store.versions(path)[-1:]:
                snapshot = house.workbooks.read(house.store.read(oldest.path))
                yield from first_seen(doubtful, snapshot, locate(snapshot))

    return tuple(typed_over(doubtful, last_written()))
