"""Use cases on workbook files. Each does one file and raises `Refusal` where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry
from sheetplan.app.pipeline import Examined, examine
from sheetplan.app.ports import DocumentTemplates, PublicHolidays, Store, Workbooks
from sheetplan.app.saving import NOW, Patience, Rewrite, Saved
from sheetplan.changes.cells import changed_cells
from sheetplan.changes.change import ChangeSet
from sheetplan.language import wording

DOCUMENTS = ("brief", "review")


class House(NamedTuple):
    """Everything a use case needs from the world, joined in `sheetplan.wiring`."""

    store: Store
    workbooks: Workbooks
    holidays: PublicHolidays
    templates: DocumentTemplates
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


def report_file(
    house: House, path: Path, documents: tuple[str, ...], folder: Path, status_date: date | None
) -> Iterator[Path]:
    """Yield each document of a workbook as it is written into a folder, never over one that differs."""
    examined = check_file(house, path, status_date)
    yield from write_documents(house, examined, path.stem, documents, folder)


def write_documents(
    house: House, examined: Examined, stem: str, documents: tuple[str, ...], folder: Path
) -> Iterator[Path]:
    """Yield each document of an examined workbook as it is written into a folder."""
    from sheetplan.documents.compose import compose  # noqa: PLC0415 - a check starts without it

    words = wording(examined.language)
    for document in documents:
        context = compose(examined.parsed.plan, examined.outcome, words, document=document)
        rendered = house.templates.render(document, context)
        name = f"{stem}_{words.text('sentences', f'title_{document}')}.docx"
        yield house.store.create(folder / name, rendered)
