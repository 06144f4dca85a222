"""Where ports meet adapters, once. Heavy libraries are imported by the part that needs them, when it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sheetplan.adapters.share import FileStore
from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.app.workbooks import House
from sheetplan.changes.change import ChangeSet
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout

if TYPE_CHECKING:  # a check writes no document and starts without these
    from sheetplan.app.doctor import Anatomy
    from sheetplan.documents.context import Context

PACKAGE = Path(__file__).parent


def house(
    templates: Path | None = None, *, today: date | None = None, break_signature: bool = False
) -> House:
    """Return the use cases' needs, met by the real world.

    Args:
        templates: a folder of Word templates to use instead of the shipped ones.
        today: the day it is; for tests.
        break_signature: whether a digitally signed workbook may be written, which ends its signature.
    """
    return House(
        store=FileStore(),
        workbooks=XlsxWorkbooks(break_signature=break_signature),
        holidays=Holidays(),
        templates=WordTemplates(templates or shipped("templates")),
        today=today or date.today(),  # noqa: DTZ011 - the day on the planner's own wall calendar
    )


def shipped(folder: str) -> Path:
    """Return a folder of data files: beside the package when installed, at the top of a checkout else."""
    installed = PACKAGE / "_data" / folder
    return installed if installed.is_dir() else PACKAGE.parents[1] / folder


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


class XlsxWorkbooks:
    """Workbooks in .xlsx files."""

    def __init__(self, *, break_signature: bool = False) -> None:
        self.break_signature = break_signature

    def read(self, data: bytes) -> Snapshot:
        """Return the tables of a workbook."""
        from sheetplan.adapters.xlsx_reader import read_workbook  # noqa: PLC0415

        return read_workbook(data)

    def patch(self, data: bytes, changes: ChangeSet, layout: Layout) -> bytes:
        """Return the workbook with the changes made and every other byte kept."""
        from sheetplan.adapters.xlsx_patch import WorkbookRefused, apply_changes  # noqa: PLC0415

        try:
            return apply_changes(data, changes, layout, break_signature=self.break_signature)
        except WorkbookRefused as refused:
            reason = Phrase(("workbook_refusals", refused.reason))
            raise Refusal("patch", reason=reason, detail=refused.detail) from refused

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
    """Word templates in a folder, one subfolder a language: ``zh/复盘报告.docx``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def render(self, document: str, context: Context) -> bytes:
        """Return a filled document.

        Raises:
            Refusal: the template is missing, unusable, or has tags that nobody knows.
        """
        from sheetplan.adapters.docx_package import DocxTemplate, TemplateRefused  # noqa: PLC0415
        from sheetplan.documents.fields import document_fields  # noqa: PLC0415
        from sheetplan.language import wording  # noqa: PLC0415

        words = wording(context.language)
        name = f"{context.language}/{words.text('sentences', f'title_{document}')}.docx"
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise Refusal("template-missing", template=str(self.folder / name)) from error
        try:
            template = DocxTemplate(data, document_fields(context.language))
        except TemplateRefused as refused:
            reason = Phrase(("template_refusals", refused.code), {"detail": refused.detail})
            raise Refusal("template-refused", template=name, detail=reason) from refused
        if template.problems:
            problems = template.problems
            raise Refusal("template-problems", template=name, count=len(problems), problems=problems)
        return template.render(context)
