"""What the use cases need from the world, as small protocols."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sheetplan.app.journal import Entry, Note
from sheetplan.changes.change import ChangeSet
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout

if TYPE_CHECKING:  # a check writes no document and starts without these
    from sheetplan.documents.context import Context


class Store(Protocol):
    """Files, whole and safe."""

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file."""
        ...

    def replace(self, path: Path, data: bytes, *, expecting: bytes) -> None:
        """Put new bytes in place of the ones that were read, whole or not at all."""
        ...

    def create(self, path: Path, data: bytes) -> Path:
        """Write a new file, never over an existing one; return where it went."""
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


class Journal(Protocol):
    """Who changed which cells of a workbook, kept beside it."""

    def notes(self, path: Path) -> tuple[Note, ...]:
        """Return what was noted about a workbook, oldest first."""
        ...

    def add(self, path: Path, entry: Entry) -> Note:
        """Return an entry as it was noted, with its number, the time and the name of the user."""
        ...


class DocumentTemplates(Protocol):
    """Word templates, filled."""

    def render(self, document: str, context: Context) -> bytes:
        """Return a document (``brief``, ``review``) in the context's language."""
        ...
