"""Documents from workbooks: composed, filled, and put where they overwrite nobody's work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import NamedTuple

from sheetplan.app.pipeline import Examined
from sheetplan.app.workbooks import House, check_file
from sheetplan.documents.compose import compose, entitled
from sheetplan.documents.context import Context, Origin, Source
from sheetplan.documents.copies import copies
from sheetplan.documents.deck import deck
from sheetplan.documents.kinds import DECK, title
from sheetplan.documents.slides import Deck
from sheetplan.language import Wording, wording
from sheetplan.model.values import column_letters
from sheetplan.table.layout import Layout

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


class Written(NamedTuple):
    """A document that was written.

    Attributes:
        how: ``new``, ``unchanged``, ``replaced``, or beside one that is ``edited`` or ``open``.
        stood: the file that did not give way, where there is one.
        carried: the places for handwriting whose words were carried over from it.
    """

    path: Path
    how: str
    stood: Path
    carried: tuple[str, ...] = ()


class Reported(NamedTuple):
    """The documents that were written from a workbook with a fingerprint."""

    fingerprint: str
    documents: tuple[Written, ...]

    @property
    def made(self) -> tuple[Path, ...]:
        """Return the files that were made of the workbook."""
        return tuple(document.path for document in self.documents)

    @property
    def result(self) -> str:
        """Return what is worth keeping of it: nothing more."""
        return ""


def report_file(
    house: House,
    path: Path,
    *,
    documents: tuple[str, ...],
    folder: Callable[[Path], Path],
    status_date: date | None,
) -> Reported:
    """Return the documents of a workbook as they were written.

    Args:
        house: the world.
        path: the workbook; it is only read.
        documents: their keys.
        folder: tells where those of a workbook go.
        status_date: the day to measure at; else the workbook's own, else today.
    """
    examined = check_file(house, path, status_date)
    written = tuple(write_documents(house, examined, path, documents, folder(path)))
    return Reported(examined.snapshot.fingerprint, written)


def write_documents(
    house: House, examined: Examined, path: Path, documents: tuple[str, ...], folder: Path
) -> Iterator[Written]:
    """Yield each document of an examined workbook as it is written into a folder.

    A document of ours that nobody has touched gives way to the new one; one that was edited or is open keeps
    its name, and the new one stands beside it.
    """
    words = wording(examined.language)
    context = workbook_context(house, examined, path, folder)
    for document in documents:
        for suffix, copy in document_contexts(document, context, words):
            name = _UNFIT.sub("_", "_".join(filter(None, (path.stem, title(document, words), suffix))))
            if document == DECK:
                yield _drawn(house, deck(copy, words), folder / f"{name}.pptx")
            else:
                yield _written(house, document, copy, folder / f"{name}.docx", path.parent)


def _drawn(house: House, said: Deck, path: Path) -> Written:
    put = house.store.put(path, house.slides.draw(said), may_replace=house.slides.is_untouched)
    return Written(put.path, put.how, put.stood)


def _written(house: House, document: str, context: Context, path: Path, beside: Path) -> Written:
    templates = house.templates
    kept = templates.handwritten(path)
    data = templates.render(document, replace(context, kept=kept), beside)
    put = house.store.put(path, data, may_replace=lambda old: not kept and templates.is_untouched(old))
    return Written(put.path, put.how, put.stood, tuple(kept))


def workbook_context(house: House, examined: Examined, path: Path, folder: Path) -> Context:
    """Return what the documents of a workbook can say, and where it comes from.

    Args:
        house: the world.
        examined: the workbook, computed.
        path: where the workbook lies; pictures may lie beside it.
        folder: where the documents will lie.
    """
    words = wording(examined.language)
    pictures = house.templates.pictures(path.parent)
    context = compose(examined.parsed.plan, examined.outcome, words, pictures.file_of)
    source = Source(
        workbook=seen_from(folder, path),
        fingerprint=examined.snapshot.fingerprint,
        status_date=examined.outcome.status_date.isoformat(),
        address=addresses(examined.parsed.layout),
    )
    return replace(context, source=source, pictures=pictures.read)


def document_contexts(document: str, context: Context, words: Wording) -> Iterator[tuple[str, Context]]:
    """Yield what one document says, or each of its copies, with the end of the copy's name."""
    titled = entitled(context, title(document, words))
    sourced = replace(titled, source=replace(context.source, document=document))
    for suffix, copy in copies(document, sourced, words):
        yield suffix, replace(copy, source=replace(copy.source, copy=suffix))


def addresses(layout: Layout) -> Callable[[Origin], str]:
    """Return what tells where a cell stands, such as ``指标!G7``; empty where it stands nowhere."""
    tabs = {
        sheet: where.name if _PLAIN_NAME.fullmatch(where.name) else f"'{where.name}'"
        for sheet, where in layout.sheets.items()
    }

    def address(origin: Origin) -> str:
        where = layout.sheets.get(origin.sheet)
        if where is None or (origin.column not in where.columns and origin.column not in where.entries):
            return ""
        row, column = where.cell(origin.row, origin.column)
        letters = column_letters(column)
        if origin.row or origin.column in where.entries:
            return f"{tabs[origin.sheet]}!{letters}{row}"
        return f"{tabs[origin.sheet]}!{letters}:{letters}"

    return address


def seen_from(folder: Path, path: Path) -> str:
    """Return the way from a folder to a file, with forward slashes; the whole address from another drive."""
    here, there = folder.absolute(), path.absolute()
    if here.anchor != there.anchor:
        return there.as_uri()
    shared = len(_common(here, there))
    up = [".."] * (len(here.parts) - shared)
    return "/".join((*up, *there.parts[shared:]))


def _common(one: PurePath, other: PurePath) -> tuple[str, ...]:
    pairs = zip(one.parts, other.parts, strict=False)
    shared = []
    for left, right in pairs:
        if left != right:
            break
        shared.append(left)
    return tuple(shared)
