"""Where ports meet adapters, once. Heavy libraries are imported by the part that needs them, when it does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sheetplan.adapters.share import FileStore, server_of
from sheetplan.app.address import Address
from sheetplan.app.ports import Addition, DocumentTrace
from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.app.workbooks import House
from sheetplan.build.shipped import shipped
from sheetplan.changes.change import ChangeSet
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.language import Wording
from sheetplan.model.values import Raw
from sheetplan.rules.rule import Past
from sheetplan.table.cell import Adopted, Snapshot
from sheetplan.table.layout import Layout
from sheetplan.xlsx.refusal import WorkbookRefused

if TYPE_CHECKING:  # a check writes no document and starts without these
    from sheetplan.adapters.docx_package.library import TemplateLibrary
    from sheetplan.adapters.done_files import DoneFiles
    from sheetplan.adapters.history_store import HistoryStore
    from sheetplan.adapters.notifier import PostOffice
    from sheetplan.adapters.picture_folder import PictureFolder
    from sheetplan.app.agenda import CalendarEntry
    from sheetplan.app.checked import Checked
    from sheetplan.app.doctor import Anatomy
    from sheetplan.app.portfolio import Shown
    from sheetplan.build.event_types import Shelf
    from sheetplan.changes.highlights import Highlight
    from sheetplan.changes.project import Project
    from sheetplan.changes.relabel import Labels
    from sheetplan.documents.context import Context
    from sheetplan.documents.slides import Deck
    from sheetplan.engine.reminders import Reminder

    MakeCalendar = Callable[[str, Sequence[Reminder], date, Wording], bytes]

Address.servers = staticmethod(server_of)
EVENT_TYPES = "event-types"
"""What people call a folder of event types of their own."""


def house(
    templates: Path | None = None, *, today: date | None = None, break_signature: bool = False
) -> House:
    """Return the use cases' needs, met by the real world.

    Args:
        templates: a folder of Word templates that come before the shipped ones.
        today: the day it is; for tests.
        break_signature: whether a digitally signed workbook may be written, which ends its signature.
    """
    return House(
        store=FileStore(),
        workbooks=XlsxWorkbooks(break_signature=break_signature),
        holidays=Holidays(),
        templates=WordTemplates(templates),
        slides=PowerPointSlides(),
        office=OfficeProgram(),
        exchange=OtherPrograms(),
        today=today or date.today(),  # noqa: DTZ011 - the day on the planner's own wall calendar
        history=GatheredHistory(),
    )


def done_files(
    store: Path | None, name: Mapping[str, object], inputs: Mapping[str, object], templates: Path | None
) -> DoneFiles:
    """Return what is known of the files that a task is done with.

    Args:
        store: the file that keeps it; else one among the caches of this user.
        name: tells the task from others.
        inputs: what bears on its results.
        templates: a folder of Word templates, whose files bear on them too.
    """
    from importlib.metadata import version  # noqa: PLC0415 - one file does without all of this

    from platformdirs import user_cache_path, user_config_path, user_data_path  # noqa: PLC0415

    from sheetplan.adapters.done_files import DoneFiles, Task, document_inputs, folder_marks  # noqa: PLC0415

    own = user_config_path("sheetplan") / "templates"
    places = [folder / inner for folder in filter(None, (templates, own)) for inner in ("", "zh", "en")]
    gathered = user_data_path("sheetplan", appauthor=False)
    marks = {
        "templates": folder_marks(places, (".docx",)),
        "history": folder_marks([gathered], ("history.sqlite",)),
        "holidays": version("holidays"),
    }
    file = store or user_cache_path("sheetplan", appauthor=False) / "done.sqlite"
    return DoneFiles(file, Task(name, {**inputs, **marks}), document_inputs)


def history_store() -> HistoryStore:
    """Return what finished events measured, as this user has gathered it."""
    from platformdirs import user_data_path  # noqa: PLC0415 - asked for by a check, once its plan is read

    from sheetplan.adapters.history_store import HistoryStore  # noqa: PLC0415

    return HistoryStore(user_data_path("sheetplan", appauthor=False) / "history.sqlite")


class GatheredHistory:
    """What this user has gathered of finished events, looked for when a plan asks."""

    def past(self, event_type: str) -> Past:
        """Return what events of a type reached in each metric."""
        return history_store().past(event_type) if event_type else {}


def reminder_calendar() -> tuple[MakeCalendar, Callable[[bytes], bool]]:
    """Return what makes a calendar of reminders, and what tells one of ours."""
    from sheetplan.adapters.calendar_file import calendar_file, is_ours  # noqa: PLC0415

    return calendar_file, is_ours


def post_office(settings: Path, *, retries: int, again: bool) -> PostOffice:
    """Return what sends messages.

    Args:
        settings: the file of channels.
        retries: how often to try again after a refusal.
        again: whether to send what may have arrived already.
    """
    from platformdirs import user_data_path  # noqa: PLC0415

    from sheetplan.adapters.notifier import Ledger, PostOffice, channels  # noqa: PLC0415

    ledger = Ledger(user_data_path("sheetplan", appauthor=False) / "sent.sqlite")
    return PostOffice(channels(settings), ledger, retries, again)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def portfolio_writer(ending: str) -> tuple[Shown, Callable[[bytes], bool]]:
    """Return what writes a portfolio into a kind of file, and what tells one that nobody has changed."""
    if ending == ".xlsx":
        from sheetplan.adapters import portfolio_workbook  # noqa: PLC0415

        return portfolio_workbook.portfolio_workbook, portfolio_workbook.is_untouched
    from sheetplan.adapters import portfolio_page  # noqa: PLC0415

    return portfolio_page.portfolio_page, portfolio_page.is_untouched


def template_library() -> TemplateLibrary:
    """Return the Word templates, to be looked at for their own sake."""
    return WordTemplates(None).library


def difference_page(
    title: str, summary: str, headings: Sequence[str], lines: Iterable[Sequence[str]], language: str
) -> str:
    """Return differences as a page for a browser."""
    from sheetplan.adapters.diff_page import Difference, page  # noqa: PLC0415

    return page(title, summary, headings, (Difference(*line) for line in lines), language)


def difference_workbook(tab: str, headings: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """Return differences as a workbook."""
    from sheetplan.adapters.diff_workbook import workbook  # noqa: PLC0415

    return workbook(tab, headings, lines)


def event_type_shelves(beside: Path, given: Path | None = None) -> tuple[Shelf, ...]:
    """Return the folders of event types, the nearest first.

    Args:
        beside: the folder a workbook is made in; its ``event-types`` counts.
        given: a folder that was named.
    """
    from platformdirs import user_config_path  # noqa: PLC0415 - only a new workbook asks

    from sheetplan.build.event_types import Shelf  # noqa: PLC0415

    own = user_config_path("sheetplan", appauthor=False) / EVENT_TYPES
    shelves = (Shelf(given, "given"),) if given else ()
    return (
        *shelves,
        Shelf(beside / EVENT_TYPES, "beside"),
        Shelf(own, "own"),
        Shelf(shipped("templates") / "events", "shipped"),
    )


def findings_list(results: Sequence[Checked], words: Wording, folder: Path) -> bytes:
    """Return findings as a workbook that people tick off, for a folder."""
    from sheetplan.adapters.findings_workbook import findings_workbook  # noqa: PLC0415

    return findings_workbook(results, words, folder)


class XlsxWorkbooks:
    """Workbooks in .xlsx files."""

    def __init__(self, *, break_signature: bool = False) -> None:
        self.break_signature = break_signature

    def read(self, data: bytes, *, whole: bool = False) -> Snapshot:
        """Return the tables of a workbook; its views too where the whole is wanted."""
        from sheetplan.adapters.xlsx_reader import read_workbook  # noqa: PLC0415

        return read_workbook(data, whole=whole)

    def patch(self, data: bytes, changes: ChangeSet, layout: Layout) -> bytes:
        """Return the workbook with the changes made and every other byte kept."""
        from sheetplan.adapters.xlsx_patch import WorkbookRefused, apply_changes  # noqa: PLC0415

        try:
            return apply_changes(data, changes, layout, break_signature=self.break_signature)
        except WorkbookRefused as refused:
            raise _refusal(refused) from refused

    def put(self, data: bytes, cells: Mapping[str, Mapping[tuple[int, int], Raw]]) -> bytes:
        """Return the workbook with values in some cells."""
        from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused  # noqa: PLC0415

        try:
            patch = WorkbookPatch(data)
            for tab, values in cells.items():
                for spot, value in sorted(values.items()):
                    patch.set_value(tab, *spot, value)
            return patch.to_bytes()
        except WorkbookRefused as refused:
            raise _refusal(refused) from refused

    def relabel(self, data: bytes, labels: Labels, masters: tuple[bytes, bytes]) -> bytes:
        """Return the workbook with its labels in another language."""
        from sheetplan.adapters.xlsx_patch import WorkbookRefused  # noqa: PLC0415
        from sheetplan.adapters.xlsx_patch.relabel import relabel_workbook  # noqa: PLC0415

        try:
            return relabel_workbook(data, labels, masters)
        except WorkbookRefused as refused:
            raise _refusal(refused) from refused

    def master(self, language: str) -> bytes:
        """Return the shipped empty workbook of a language."""
        return (shipped("workbook") / f"sheetplan.{language}.xlsx").read_bytes()

    def add_list(
        self,
        data: bytes,
        name: str,
        rows: Sequence[Sequence[Raw]],
        widths: Sequence[float],
        offers: Mapping[int, tuple[int, int]],
    ) -> bytes:
        """Return the workbook with a sheet of its own for a list, headings first."""
        from sheetplan.adapters.xlsx_patch import WorkbookRefused  # noqa: PLC0415
        from sheetplan.adapters.xlsx_patch.list_sheet import with_list  # noqa: PLC0415

        try:
            return with_list(data, name, rows, widths, offers)
        except WorkbookRefused as refused:
            raise _refusal(refused) from refused

    def adopt(
        self,
        data: bytes,
        adopted: tuple[Adopted, ...],
        additions: tuple[Addition, ...],
        highlights: tuple[Highlight, ...] = (),
    ) -> bytes:
        """Return the workbook with what its sheets mean kept in it, columns added and painted."""
        from sheetplan.adapters.xlsx_patch import WorkbookRefused  # noqa: PLC0415
        from sheetplan.adapters.xlsx_patch.adoption import adopt_workbook  # noqa: PLC0415

        try:
            return adopt_workbook(data, adopted, additions, highlights)
        except WorkbookRefused as refused:
            raise _refusal(refused) from refused

    def drawn(self, data: bytes, name: str) -> tuple[tuple[int, int, int, int], ...]:
        """Return the cells of a tab that charts and pictures lie over: top, left, bottom, right."""
        from sheetplan.adapters.xlsx_patch.adoption import drawn_areas  # noqa: PLC0415

        try:
            return drawn_areas(data, name)
        except WorkbookRefused as refused:
            raise _refusal(refused) from refused

    def number_formats(self, data: bytes, name: str) -> Mapping[tuple[int, int], str]:
        """Return how the numbers of a tab are shown: the codes of their formats by row and column."""
        from sheetplan.adapters.xlsx_reader.number_formats import number_formats  # noqa: PLC0415

        return number_formats(data, name)

    def anatomy(self, data: bytes) -> Anatomy:
        """Return what a workbook file holds, and its faults.

        Raises:
            Refusal: the bytes hold no workbook at all.
        """
        from sheetplan.adapters.xlsx_lint import Book, NotAWorkbook, faults, inventory, made_by, sheet_list  # noqa: PLC0415
        from sheetplan.app.doctor import Anatomy, Fault, PartKind  # noqa: PLC0415

        try:
            book = Book(data)
        except NotAWorkbook as error:
            self.read(data)  # which knows better what it is instead
            raise Refusal("damaged", detail=str(error)) from error
        return Anatomy(
            made_by=made_by(book),
            parts=tuple(PartKind(*kind) for kind in inventory(book)),
            sheets=tuple(sheet_list(book)),
            faults=tuple(Fault(*fault) for fault in faults(book)),
            closed=_closed(data),
        )


def _closed(data: bytes) -> Phrase | None:
    """Return why nothing may be written into a workbook, where that is so."""
    from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused  # noqa: PLC0415

    try:
        WorkbookPatch(data)
    except WorkbookRefused as refused:
        return Phrase(("workbook_refusals", refused.reason))
    return None


def _refusal(refused: WorkbookRefused) -> Refusal:
    reason = Phrase(("workbook_refusals", refused.reason))
    return Refusal("patch", reason=reason, detail=refused.detail)


class Holidays:
    """Official calendars from the `holidays` package."""

    def calendar(self, country: str, years: Iterable[int]) -> CalendarData:
        """Return days off and make-up working days; nothing is imported where no year is asked for."""
        wanted = tuple(years)
        if not wanted:
            return CalendarData(frozenset(), frozenset(), None)
        from sheetplan.adapters.public_holidays import calendar_data  # noqa: PLC0415

        return calendar_data(country, wanted)


class WordTemplates:
    """Word templates: the workbook's own, the company's, the user's, the house's; in this order."""

    def __init__(self, own: Path | None) -> None:
        self._own = own

    @cached_property
    def library(self) -> TemplateLibrary:
        """Return the templates, opened when the first of them is wanted."""
        from platformdirs import user_config_path  # noqa: PLC0415

        from sheetplan.adapters.docx_package.library import TemplateLibrary  # noqa: PLC0415

        own = [self._own] if self._own else []
        return TemplateLibrary([*own, user_config_path("sheetplan") / "templates"], shipped("templates"))

    def render(self, document: str, context: Context, beside: Path) -> bytes:
        """Return a filled document in the context's language."""
        return self.library.render(document, context, beside)

    def handwritten(self, path: Path) -> dict[str, str]:
        """Return what people wrote into the places for handwriting of a document that may be there."""
        return self.library.handwritten(path)

    def is_untouched(self, data: bytes) -> bool:
        """Return whether a document is ours and nobody has saved it since."""
        return self.library.is_untouched(data)

    def traced(self, data: bytes) -> DocumentTrace | None:
        """Return what a document says about its making; None for one that was not made here."""
        return self.library.traced(data)

    def lines(self, data: bytes) -> tuple[str, ...]:
        """Return the text of a document as it stands, one line a paragraph, its body first."""
        return self.library.lines(data)

    def pictures(self, beside: Path) -> PictureFolder:
        """Return the pictures that lie beside a workbook, or beside its templates."""
        from sheetplan.adapters.picture_folder import PictureFolder  # noqa: PLC0415

        return PictureFolder(beside, beside / "templates", *([self._own] if self._own else []))


class OtherPrograms:
    """Files of other programs."""

    def rows(self, data: bytes, encoding: str | None = None) -> tuple[tuple[str, ...], ...]:
        """Return the cells of a list such as CSV, headings included."""
        from sheetplan.adapters.delimited import NotText, read_delimited  # noqa: PLC0415

        try:
            return read_delimited(data, encoding)
        except NotText as error:
            raise Refusal("not-text-in" if encoding else "not-text", encoding=encoding or "") from error

    def project(self, data: bytes) -> Project:
        """Return the plan that a file of Microsoft Project holds."""
        from sheetplan.adapters.project_xml import NotAProject, read_project  # noqa: PLC0415

        try:
            return read_project(data)
        except NotAProject as error:
            raise Refusal("not-a-project", reason=Phrase(("not_a_project", str(error)))) from error

    def project_file(self, project: Project) -> bytes:
        """Return a plan as such a file."""
        from sheetplan.adapters.project_xml import write_project  # noqa: PLC0415

        return write_project(project)

    def calendar_file(self, name: str, entries: Sequence[CalendarEntry]) -> bytes:
        """Return dates as a file that every calendar program reads."""
        from sheetplan.adapters.agenda_file import agenda_file  # noqa: PLC0415

        return agenda_file(name, entries)


class PowerPointSlides:
    """Presentations in .pptx files."""

    def draw(self, deck: Deck) -> bytes:
        """Return a deck as a presentation."""
        from sheetplan.build.deck import build_deck  # noqa: PLC0415 - python-pptx takes its time

        return build_deck(deck)

    def is_untouched(self, data: bytes) -> bool:
        """Return whether a presentation is ours and nobody has saved it since."""
        from sheetplan.build.deck import is_untouched  # noqa: PLC0415

        return is_untouched(data)


class OfficeProgram:
    """The office program of this computer, looked for when a PDF is wanted."""

    def pdfs(self, documents: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
        """Yield the bytes of the PDF of each document."""
        from sheetplan.adapters.office import Office  # noqa: PLC0415

        yield from Office().pdfs(documents)
