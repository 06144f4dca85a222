"""What the use cases need from the world, as small protocols."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from sheetplan.app.journal import Note
from sheetplan.app.saving import NOW, Patience, Rewrite, Saved, Version
from sheetplan.changes.change import ChangeSet
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.model.values import Raw
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout

if TYPE_CHECKING:  # a check writes no document and starts without these
    from sheetplan.changes.relabel import Labels
    from sheetplan.documents.context import Context

T = TypeVar("T")


class Store(Protocol):
    """Files, whole and safe, whoever else is at work on them."""

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file."""
        ...

    def rewrite(
        self, path: Path, work: Callable[[bytes], tuple[T, Rewrite | None]], patience: Patience = NOW
    ) -> tuple[T, Saved | None]:
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

    def notes(self, path: Path) -> tuple[Note, ...]:
        """Return what the journal says was saved in a workbook, oldest first."""
        ...


class Workbooks(Protocol):
    """Workbooks as bytes: read into tables, changed without touching anything else."""

    def read(self, data: bytes, *, whole: bool = False) -> Snapshot:
        """Return the tables of a workbook; its views too where the whole is wanted."""
        ...

    def patch(self, data: bytes, changes: ChangeSet, layout: Layout) -> bytes:
        """Return the workbook with the changes made; the same bytes where there are none."""
        ...

    def put(self, data: bytes, cells: Mapping[str, Mapping[tuple[int, int], Raw]]) -> bytes:
        """Return the workbook with values in some cells, by tab, row and column."""
        ...

    def relabel(self, data: bytes, labels: Labels, masters: tuple[bytes, bytes]) -> bytes:
        """Return the workbook with its labels in another language; the same bytes where there are none."""
        ...

    def master(self, language: str) -> bytes:
        """Return our empty workbook of a language."""
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
