"""What the use cases need from the world, as small protocols."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from sheetplan.app.journal import Note
from sheetplan.app.saving import NOW, Patience, Put, Rewrite, Saved, Version
from sheetplan.changes.change import ChangeSet
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.model.values import EMPTY, Raw
from sheetplan.rules.rule import Past
from sheetplan.table.cell import Adopted, Snapshot
from sheetplan.table.layout import Layout

if TYPE_CHECKING:  # a check writes no document and starts without these
    from sheetplan.app.agenda import CalendarEntry
    from sheetplan.app.doctor import Anatomy
    from sheetplan.changes.highlights import Highlight
    from sheetplan.changes.project import Project
    from sheetplan.changes.relabel import Labels
    from sheetplan.documents.context import Context
    from sheetplan.documents.slides import Deck

T = TypeVar("T")


class Addition(NamedTuple):
    """A computed column of ours to be added to a stranger's sheet.

    Attributes:
        sheet: the key of our sheet; `name` is what their tab says.
        column: the key of our column; `number` is where it will stand.
        table: the Excel Table that it widens, where there is one.
        rows: the rows that it will be filled in, in a number format.
        like: the column whose heading its own will look like, where there is no table.
        width: the characters that it will at least have room for.
    """

    sheet: str
    column: str
    name: str
    row: int
    number: int
    heading: str
    table: str
    rows: tuple[int, ...]
    number_format: str
    like: int
    width: float


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

    def put(self, path: Path, data: bytes, *, may_replace: Callable[[bytes], bool]) -> Put:
        """Write a file, beside any that may not give way to it; return where it went, and why."""
        ...

    def recover(self, path: Path) -> bool:
        """Clear up what a killed run has left; return whether there was anything."""
        ...

    def conflict_copies(self, path: Path) -> tuple[str, ...]:
        """Return the names of copies that sync programs laid beside a workbook."""
        ...

    def versions(self, path: Path) -> list[Version]:
        """Return the kept states of a workbook, the newest first."""
        ...

    def notes(self, path: Path) -> tuple[Note, ...]:
        """Return what the journal says was saved in a workbook, oldest first."""
        ...

    def latest(self, path: Path) -> Iterator[Note]:
        """Yield the same, the newest first; what lies further back than is asked for stays unread."""
        ...


class Workbooks(Protocol):
    """Workbooks as bytes: read into tables, changed without touching anything else."""

    def read(self, data: bytes, *, whole: bool = False) -> Snapshot:
        """Return the tables of a workbook; its views too where the whole is wanted."""
        ...

    def patch(self, data: bytes, changes: ChangeSet, layout: Layout) -> bytes:
        """Return the workbook with the changes made; the same bytes where there are none."""
        ...

    def add_list(
        self,
        data: bytes,
        name: str,
        rows: Sequence[Sequence[Raw]],
        widths: Sequence[float],
        offers: Mapping[int, tuple[int, int]],
    ) -> bytes:
        """Return the workbook with a sheet of its own for a list, headings first.

        Args:
            data: the workbook.
            name: that of the new sheet.
            rows: the list.
            widths: of its columns, in characters.
            offers: columns in which one of some neighbouring headings may be chosen, by their numbers.
        """
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

    def adopt(
        self,
        data: bytes,
        adopted: tuple[Adopted, ...],
        additions: tuple[Addition, ...],
        highlights: tuple[Highlight, ...] = (),
    ) -> bytes:
        """Return the workbook with what its sheets mean kept in it unseen, columns added and painted."""
        ...

    def drawn(self, data: bytes, name: str) -> tuple[tuple[int, int, int, int], ...]:
        """Return the cells of a tab that charts and pictures lie over: top, left, bottom, right."""
        ...

    def number_formats(self, data: bytes, name: str) -> Mapping[tuple[int, int], str]:
        """Return how the numbers of a tab are shown: the codes of their formats by row and column."""
        ...

    def anatomy(self, data: bytes) -> Anatomy:
        """Return what a workbook file holds, and its faults."""
        ...


class Exchange(Protocol):
    """Files of other programs. Their bytes are read as data, and refused where they are none of the kind."""

    def rows(self, data: bytes, encoding: str | None = None) -> tuple[tuple[str, ...], ...]:
        """Return the cells of a list such as CSV, headings included."""
        ...

    def project(self, data: bytes) -> Project:
        """Return the plan that a file of Microsoft Project holds."""
        ...

    def project_file(self, project: Project) -> bytes:
        """Return a plan as such a file."""
        ...

    def calendar_file(self, name: str, entries: Sequence[CalendarEntry]) -> bytes:
        """Return dates as a file that every calendar program reads."""
        ...


class PublicHolidays(Protocol):
    """The official calendar of a country."""

    def calendar(self, country: str, years: Iterable[int]) -> CalendarData:
        """Return days off and make-up working days of some years."""
        ...


class History(Protocol):
    """What finished events have measured."""

    def past(self, event_type: str) -> Past:
        """Return what events of a type reached in each metric, by its name as it is compared."""
        ...


class NoHistory:
    """No event has finished yet."""

    def past(self, event_type: str) -> Past:  # noqa: ARG002
        """Return nothing."""
        return EMPTY


NO_HISTORY = NoHistory()


class Pictures(Protocol):
    """Pictures that lie beside a workbook."""

    def file_of(self, key: str) -> str | None:
        """Return the file of a picture that documents have a place for; None where it is not there."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return a picture's bytes by the name of its file."""
        ...


class TracedFigure(Protocol):
    """A figure as it was written into a document: its place in its line, its text, its cells."""

    @property
    def line(self) -> int:
        """Return the number of its line in its story."""
        ...

    @property
    def start(self) -> int:
        """Return where it begins in its line."""
        ...

    @property
    def text(self) -> str:
        """Return what was written."""
        ...

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the names of its cells, good for as long as their rows keep their ids."""
        ...

    @property
    def address(self) -> str:
        """Return where those cells stood."""
        ...


class DocumentTrace(Protocol):
    """What a document says about its making."""

    @property
    def about(self) -> Mapping[str, str]:
        """Return its kind, language, status date, workbook and the workbook's fingerprint."""
        ...

    @property
    def lines(self) -> Mapping[str, tuple[str, ...]]:
        """Return the lines that were written, by story."""
        ...

    @property
    def figures(self) -> Mapping[str, Sequence[TracedFigure]]:
        """Return the figures in those lines, by story."""
        ...


class DocumentTemplates(Protocol):
    """Word templates, filled; and the documents that came of them, met again."""

    def render(self, document: str, context: Context, beside: Path) -> bytes:
        """Return a document in the context's language; templates beside the workbook come first."""
        ...

    def handwritten(self, path: Path) -> dict[str, str]:
        """Return what people wrote into the places for handwriting of a document that may be there."""
        ...

    def is_untouched(self, data: bytes) -> bool:
        """Return whether a document is ours and nobody has saved it since."""
        ...

    def pictures(self, beside: Path) -> Pictures:
        """Return the pictures that lie beside a workbook."""
        ...

    def traced(self, data: bytes) -> DocumentTrace | None:
        """Return what a document says about its making; None for one that was not made here."""
        ...

    def lines(self, data: bytes) -> tuple[str, ...]:
        """Return the text of a document as it stands, one line a paragraph, its body first."""
        ...


class Slides(Protocol):
    """Presentations, drawn; and met again."""

    def draw(self, deck: Deck) -> bytes:
        """Return a deck as a presentation."""
        ...

    def is_untouched(self, data: bytes) -> bool:
        """Return whether a presentation is ours and nobody has saved it since."""
        ...


class Office(Protocol):
    """The office program of the computer."""

    def pdfs(self, documents: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
        """Yield the bytes of the PDF of each document."""
        ...
