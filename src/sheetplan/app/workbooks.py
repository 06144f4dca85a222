"""Use cases on workbook files. Each does one file and raises `Refusal` where it cannot."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry
from sheetplan.app.pipeline import Examined, examine
from sheetplan.app.ports import DocumentTemplates, Office, PublicHolidays, Store, Workbooks
from sheetplan.app.saving import NOW, Patience, Rewrite, Saved
from sheetplan.changes.cells import changed_cells
from sheetplan.changes.change import ChangeSet


class House(NamedTuple):
    """Everything a use case needs from the world, joined in `sheetplan.wiring`."""

    store: Store
    workbooks: Workbooks
    holidays: PublicHolidays
    templates: DocumentTemplates
    office: Office
    today: date


class Recalculated(NamedTuple):
    """A workbook brought up to date."""

    examined: Examined
    changes: ChangeSet
    saved: Saved | None = None
    """None where nothing was written."""


def check_file(house: House, path: Path, status_date: date | None) -> Examined:
    """Return what is found in a workbook; nothing is written."""
    return examined(house, house.store.read(path), status_date)


def examined(house: House, data: bytes, status_date: date | None) -> Examined:
    """Return a workbook's bytes, read, understood, computed and judged."""
    snapshot = house.workbooks.read(data)
    return examine(snapshot, status_date=status_date, today=house.today, holidays=house.holidays)


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
        changes = found.changes()
        if not changes:
            return Recalculated(found, changes), None
        layout = found.parsed.layout
        cells = tuple(changed_cells(changes, found.snapshot, layout))
        patched = house.workbooks.patch(data, changes, layout)
        return Recalculated(found, changes), Rewrite(patched, Entry("recalc", cells))

    if dry_run:
        return work(house.store.read(path))[0]
    done, saved = house.store.rewrite(path, work, patience)
    return done._replace(saved=saved)
