"""Where ports meet adapters, once. Heavy libraries are imported by the part that needs them, when it does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sheetplan.adapters.share import FileStore
from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.app.workbooks import House
from sheetplan.build.shipped import shipped
from sheetplan.changes.change import ChangeSet
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout

if TYPE_CHECKING:  # a check writes no document and starts without these
    from sheetplan.documents.context import Context


def house(templates: Path | None = None, *, today: date | None = None) -> House:
    """Return the use cases' needs, met by the real world.

    Args:
        templates: a folder of Word templates to use instead of the shipped ones.
        today: the day it is; for tests.
    """
    return House(
        store=FileStore(),
        workbooks=XlsxWorkbooks(),
        holidays=Holidays(),
        templates=WordTemplates(templates or shipped("templates")),
        today=today or date.today(),  # noqa: DTZ011 - the day on the planner's own wall calendar
    )


class XlsxWorkbooks:
    """Workbooks in .xlsx files."""

    def read(self, data: bytes) -> Snapshot:
        """Return the tables of a workbook."""
        from sheetplan.adapters.xlsx_reader import read_workbook  # noqa: PLC0415

        return read_workbook(data)

    def patch(self, data: bytes, changes: ChangeSet, layout: Layout) -> bytes:
        """Return the workbook with the changes made and every other byte kept."""
        from sheetplan.adapters.xlsx_patch import WorkbookRefused, apply_changes  # noqa: PLC0415

        try:
            return apply_changes(data, changes, layout)
        except WorkbookRefused as refused:
            reason = Phrase(("workbook_refusals", refused.reason))
            raise Refusal("patch", reason=reason, detail=refused.detail) from refused


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
