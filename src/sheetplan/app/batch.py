"""A workbook's night shift in one go: brought up to date, and its documents written from the same figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.checked import counts
from sheetplan.app.portfolio import event_facts, kept
from sheetplan.app.reports import Written, write_documents
from sheetplan.app.saving import NOW, Patience
from sheetplan.app.workbooks import House, recalc_file


class Brought(NamedTuple):
    """What was done for one workbook, small enough to be sent from process to process.

    Attributes:
        fingerprint: of the workbook as it stands now.
        cells: computed cells that were written.
        kept: computed cells that hold what somebody typed.
        errors: findings of that severity; `warnings` likewise.
        tidy: False where something was left for the next run to clear up.
        documents: what was written, and how.
        facts: what is worth knowing of the event among many, so that nobody need read the workbook for it.
    """

    fingerprint: str
    cells: int
    kept: int
    errors: int
    warnings: int
    tidy: bool
    documents: tuple[Written, ...]
    facts: str

    @property
    def made(self) -> tuple[Path, ...]:
        """Return the files that were made of the workbook."""
        return tuple(document.path for document in self.documents)

    @property
    def result(self) -> str:
        """Return what is worth keeping of it: nothing more."""
        return ""


def bring_file(
    house: House,
    path: Path,
    *,
    status_date: date | None,
    documents: tuple[str, ...],
    folder: Callable[[Path], Path],
    patience: Patience = NOW,
) -> Brought:
    """Return what was done for a workbook: recalculated, written back, its documents written.

    Args:
        house: the world.
        path: the workbook.
        status_date: the day to measure at; else the workbook's own, else today.
        documents: the keys of the documents.
        folder: tells where those of a workbook go.
        patience: whether to wait for people who have it open.
    """
    done = recalc_file(house, path, status_date, patience=patience)
    stands = done.examined.snapshot._replace(fingerprint=done.fingerprint)
    examined = done.examined._replace(snapshot=stands)
    written = tuple(write_documents(house, examined, path, documents, folder(path))) if documents else ()
    found = counts(examined.findings)
    return Brought(
        fingerprint=done.fingerprint,
        cells=len(done.changes.values) + len(done.changes.formulas),
        kept=len(done.kept),
        errors=found["errors"],
        warnings=found["warnings"],
        tidy=done.saved is None or done.saved.cleaned_up,
        documents=written,
        facts=kept(event_facts(examined)),
    )
