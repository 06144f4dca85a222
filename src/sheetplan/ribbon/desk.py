"""An open workbook as the actions see it: read once, judged once, changed in blocks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from sheetplan.adapters.xlwings_book import OpenBook, chosen_file
from sheetplan.app.pipeline import Examined, examine
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.changes.change import ChangeSet
from sheetplan.language import LANGUAGES, Wording, fold, wording
from sheetplan.wiring import house

if TYPE_CHECKING:
    import xlwings


class Desk:
    """What lies before an action: the workbook, the world, and the words of the workbook's language."""

    def __init__(self, book: xlwings.Book) -> None:
        self.book = book
        self.open = OpenBook(book)

    @cached_property
    def house(self) -> House:
        """Return the world, with company templates beside the workbook where there are any."""
        return house()

    @cached_property
    def language(self) -> str:
        """Return the language most of whose sheet names the workbook bears; Chinese where it is a draw."""
        names = {fold(sheet.name) for sheet in self.book.sheets}
        return max(LANGUAGES, key=lambda language: len(names & _sheet_names(language)))

    @property
    def words(self) -> Wording:
        """Return the words of the workbook's language."""
        return wording(self.language)

    @cached_property
    def examined(self) -> Examined:
        """Return the workbook read, computed and judged."""
        snapshot = self.open.read()
        return examine(snapshot, status_date=None, today=self.house.today, holidays=self.house.holidays)

    def apply(self, changes: ChangeSet) -> None:
        """Make changes, and keep what stood there so that they can be undone."""
        self.open.apply(changes, self.examined.parsed.layout)
        self.open.keep_undo(self.undo_file)

    def say(self, *path: str, **facts: object) -> str:
        """Return a sentence of the ribbon."""
        return self.words.text("ribbon", *path, **facts)

    def go_to(self, sheet: str, row: int = 1, column: int = 1) -> None:
        """Show a cell of one of our sheets, where the workbook has it."""
        where = self.examined.parsed.layout.sheets.get(sheet)
        if where:
            place = self.book.sheets[where.name]
            place.activate()
            place.range((row, column)).select()

    @property
    def selected(self) -> tuple[str, int] | None:
        """Return the name of the sheet and the row that are selected; None where no cell is."""
        chosen = self.book.app.selection
        return (chosen.sheet.name, chosen.row) if chosen else None

    @property
    def file(self) -> Path:
        """Return where the workbook was saved on this computer or a share.

        Raises:
            Refusal: it was never saved, or only to the web.
        """
        path = Path(self.book.fullname)
        if "://" in self.book.fullname or not path.is_absolute() or not path.exists():
            raise Refusal("save-first")
        return path

    def chosen_file(self) -> Path | None:
        """Return the workbook that somebody picks; None where they change their mind."""
        return chosen_file(self.book)

    @property
    def undo_file(self) -> Path:
        """Return where what was written last is kept, for this workbook."""
        from hashlib import sha256  # noqa: PLC0415

        folder = platformdirs.user_state_path("sheetplan", appauthor=False, ensure_exists=True)
        return folder / f"undo-{sha256(self.book.fullname.encode()).hexdigest()[:16]}.json"

    @property
    def folder(self) -> Path:
        """Return the folder for documents: the workbook's own, or one of the user's where it has none."""
        if "://" not in self.book.fullname and Path(self.book.fullname).is_absolute():
            return Path(self.book.fullname).parent
        return platformdirs.user_documents_path() / "sheetplan"


@contextmanager
def quiet(app: xlwings.App, said: str) -> Iterator[None]:
    """Let Excel stand still while we write, and leave it as it was found, whatever happens."""
    before = app.screen_updating, app.calculation, app.enable_events
    app.status_bar = said
    app.screen_updating, app.enable_events = False, False
    app.calculation = "manual"
    try:
        yield
    finally:
        app.calculation = before[1]
        app.screen_updating, app.enable_events = before[0], before[2]
        app.status_bar = False


def _sheet_names(language: str) -> set[str]:
    from sheetplan.model.sheets import SHEETS  # noqa: PLC0415

    return {fold(name) for sheet in SHEETS for name in wording(language).sheet_names(sheet)}
