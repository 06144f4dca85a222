"""Use cases on workbook files. Each does one file and raises `Refusal` where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.pipeline import Examined, examine
from sheetplan.app.ports import DocumentTemplates, Journal, PublicHolidays, Store, Workbooks
from sheetplan.changes.change import ChangeSet
from sheetplan.language import wording

DOCUMENTS = ("brief", "review")


class House(NamedTuple):
    """Everything a use case needs from the world, joined in `sheetplan.wiring`."""

    store: Store
    workbooks: Workbooks
    holidays: PublicHolidays
    templates: DocumentTemplates
    journal: Journal
    today: date


class Recalculated(NamedTuple):
    """A workbook brought up to date."""

    examined: Examined
    changes: ChangeSet


def check_file(house: House, path: Path, status_date: date | None) -> Examined:
    """Return what is found in a workbook; nothing is written."""
    snapshot = house.workbooks.read(house.store.read(path))
    return examine(snapshot, status_date=status_date, today=house.today, holidays=house.holidays)


def recalc_file(house: House, path: Path, status_date: date | None, *, dry_run: bool = False) -> Recalculated:
    """Return what was recalculated in a workbook, and write it back unless it is a dry run."""
    data = house.store.read(path)
    snapshot = house.workbooks.read(data)
    examined = examine(snapshot, status_date=status_date, today=house.today, holidays=house.holidays)
    changes = examined.changes()
    if changes and not dry_run:
        patched = house.workbooks.patch(data, changes, examined.parsed.layout)
        house.store.replace(path, patched, expecting=data)
    return Recalculated(examined, changes)


def report_file(
    house: House, path: Path, documents: tuple[str, ...], folder: Path, status_date: date | None
) -> Iterator[Path]:
    """Yield each document as it is written into a folder, never over one that differs."""
    from sheetplan.documents.compose import compose  # noqa: PLC0415 - a check starts without it

    examined = check_file(house, path, status_date)
    words = wording(examined.language)
    for document in documents:
        context = compose(examined.parsed.plan, examined.outcome, words, document=document)
        rendered = house.templates.render(document, context)
        name = f"{path.stem}_{words.text('sentences', f'title_{document}')}.docx"
        yield house.store.create(folder / name, rendered)
