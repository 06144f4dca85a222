"""What the use cases need from the world, as small protocols."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sheetplan.app.refusal import Refusal
from sheetplan.changes.change import ChangeSet
from sheetplan.changes.deed import Deed
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout

if TYPE_CHECKING:  # a check writes no document and starts without these
    from sheetplan.documents.context import Context


class Rewrite(NamedTuple):
    """New bytes for a workbook, and what they do to its cells."""

    data: bytes
    deed: Deed


class Saved(NamedTuple):
    """A workbook that now holds what was wanted."""

    cleaned_up: bool
    """False where something is left for the next run to tidy."""


def _in_silence(_: Refusal) -> None:
    """Say nothing."""


class Patience(NamedTuple):
    """How long to wait for somebody who has a workbook open, and how to say that one waits."""

    seconds: float = 0
    tell: Callable[[Refusal], None] = _in_silence


NOW = Patience()
"""No waiting."""


class Version(NamedTuple):
    """An earlier state of a workbook."""

    path: Path
    fingerprint: str
    """The first characters of its SHA-256."""
    replaced: datetime
    """When another took its place."""


class Entry(NamedTuple):
    """One save, as the journal tells it."""

    id: str
    at: datetime
    who: str
    host: str
    deed: Deed
    before: str
    """Fingerprint of the workbook that was read."""
    after: str


class Store(Protocol):
    """Files, whole and safe, whoever else is at work on them."""

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file."""
        ...

    def rewrite(
        self, path: Path, work: Callable[[bytes], Rewrite | None], patience: Patience = NOW
    ) -> Saved | None:
        """Change a workbook by what is computed from its bytes, anew where they change meanwhile."""
        ...

    def create(self, path: Path, data: bytes) -> Path:
        """Write a new file, never over an existing one; return where it went."""
        ...

    def recover(self, path: Path) -> bool:
        """Clear up what a killed run has left; return whether there was anything."""
        ...

    def versions(self, path: Path) -> list[Version]:
        """Return the kept states of a workbook, the newest first."""
        ...

    def history(self, path: Path) -> list[Entry]:
        """Return what was done to a workbook, the newest first."""
        ...


class Workbooks(Protocol):
    """Workbooks as bytes: read into tables, changed without touching anything else."""

    def read(self, data: bytes) -> Snapshot:
        """Return the tables of a workbook."""
        ...

    def patch(self, data: bytes, changes: ChangeSet, layout: Layout) -> bytes:
        """Return the workbook with the changes made; the same bytes where there are none."""
        ...


class PublicHolidays(Protocol):
    """The official calendar of a country."""

    def calendar(self, country: str, years: Iterable[int]) -> CalendarData:
        """Return days off and make-up working days of some years."""
        ...


class DocumentTemplates(Protocol):
    """Word templates, filled."""

    def render(self, document: str, context: Context) -> bytes:
        """Return a document (``brief``, ``review``) in the context's language."""
        ...
