"""What a workbook file holds, whether Excel would repair it, and what sheetplan knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.app.workbooks import House
from sheetplan.language import LANGUAGES, Wording, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import Layout, locate, view_of

OTHER_KINDS = frozenset({"not-a-workbook", "xlsb"})
"""Why a file is read as no workbook of ours at all; its parts are no faults."""


class Fault(NamedTuple):
    """A cause for Excel to repair the file: what it is, the part it is in, and what stands there."""

    code: str
    part: str
    detail: str


class PartKind(NamedTuple):
    """How many parts of a kind a file holds, and how many bytes they unpack to."""

    kind: str
    number: int
    size: int


class Anatomy(NamedTuple):
    """A workbook file taken apart.

    Attributes:
        made_by: the program that saved it last, as the file says; empty where it does not.
        sheets: name and kind of each sheet (``worksheet``, ``chartsheet`` …) and whether its tab is hidden.
        closed: why sheetplan would not write into it; None where it would.
    """

    made_by: str
    parts: tuple[PartKind, ...]
    sheets: tuple[tuple[str, str, bool], ...]
    faults: tuple[Fault, ...]
    closed: Phrase | None


class Diagnosis(NamedTuple):
    """An anatomy with what sheetplan knows of it.

    Attributes:
        layout: where our sheets stand; None where the tables could not be read.
        views: the tabs of our sheets that only show what others hold.
        unread: why not.
    """

    size: int
    anatomy: Anatomy
    layout: Layout | None
    views: tuple[str, ...]
    unread: Refusal | None


def diagnose_file(house: House, path: Path) -> Diagnosis:
    """Return what a workbook file holds and lacks; nothing is written.

    Raises:
        Refusal: it is a file of another kind, whatever its name says.
    """
    data = house.store.read(path)
    anatomy = house.workbooks.anatomy(data)
    try:
        snapshot = house.workbooks.read(data)
    except Refusal as refusal:
        if refusal.code in OTHER_KINDS:
            raise
        return Diagnosis(len(data), anatomy, None, (), refusal)
    return Diagnosis(len(data), anatomy, locate(snapshot), snapshot.views, None)


def known_sheets(found: Diagnosis, words: Wording) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the tab of each sheet that sheetplan knows, its own word for it, and the headings it misses."""
    layout = found.layout
    if layout is None:
        return
    lists = {wording(language).text("workbook", "lists") for language in LANGUAGES}
    for name, _, hidden in found.anatomy.sheets:
        if hidden and name in lists:
            yield name, words.text("workbook", "lists"), ()
    for view in found.views:
        yield view, words.view(view_of(view) or ""), ()
    for sheet, where in layout.sheets.items():
        present = where.entries or where.columns
        missing = (
            words.heading(sheet, column)
            for column in SHEETS[sheet].columns()
            if column not in present and not where.foreign
        )
        yield where.name, words.sheet_names(sheet)[0], tuple(missing)
    for sheet, name in layout.headless.items():
        yield name, words.sheet_names(sheet)[0], (words.text("doctor", "all_headings"),)


def record(path: Path, found: Diagnosis, words: Wording) -> dict[str, Any]:
    """Return a diagnosis for other programs."""
    anatomy = found.anatomy
    known = {tab: (sheet, missing) for tab, sheet, missing in known_sheets(found, words)}
    return {
        "file": str(path),
        "size": found.size,
        "made_by": anatomy.made_by,
        "parts": [part._asdict() for part in anatomy.parts],
        "sheets": [
            {
                "name": name,
                "kind": kind,
                "hidden": hidden,
                "known_as": known[name][0] if name in known else None,
                "missing": list(known[name][1]) if name in known else [],
            }
            for name, kind, hidden in anatomy.sheets
        ],
        "faults": [{**fault._asdict(), "said": fault_text(fault, words)} for fault in anatomy.faults],
        "readable": found.unread is None,
        "unread": found.unread and found.unread.worded(path, words),
        "writable": anatomy.closed is None and found.unread is None,
        "closed": anatomy.closed and words.text(*anatomy.closed.path),
    }


def fault_text(fault: Fault, words: Wording) -> str:
    """Return what is wrong, in words."""
    return words.text("faults", fault.code)
