"""A workbook's labels in the other language; people's own texts stay as they wrote them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience, Rewrite, Saved
from sheetplan.app.workbooks import House, examined
from sheetplan.changes.change import ChangeSet
from sheetplan.changes.relabel import Labels, relabel
from sheetplan.table.cell import Snapshot
from sheetplan.table.layout import Layout, locate


class Translated(NamedTuple):
    """A workbook, relabelled.

    Attributes:
        language: the language it had.
        labels: what is called otherwise now; nothing where it was in the language already.
    """

    language: str
    labels: Labels
    saved: Saved | None = None


def translate_file(
    house: House, path: Path, language: str, *, dry_run: bool = False, patience: Patience = NOW
) -> Translated:
    """Return what was relabelled in a workbook, and write it back unless it is a dry run."""

    def work(data: bytes) -> tuple[Translated, Rewrite | None]:
        done, made = translated(house, data, language)
        return done, None if made == data else Rewrite(made, Entry("translate", ()))

    if dry_run:
        return work(house.store.read(path))[0]
    done, saved = house.store.rewrite(path, work, patience)
    return done._replace(saved=saved)


def translated(house: House, data: bytes, language: str) -> tuple[Translated, bytes]:
    """Return what is relabelled in a workbook, and its bytes thereafter.

    Raises:
        Refusal: none of our sheets is in it, or it cannot be changed without risk.
    """
    snapshot = house.workbooks.read(data, whole=True)
    layout = locate(snapshot)
    if not layout.sheets:
        raise Refusal("no-sheets")
    masters = (house.workbooks.master(layout.language), house.workbooks.master(language))
    ours, theirs = (house.workbooks.read(master, whole=True) for master in masters)
    labels = relabel(snapshot, layout, language, (ours, theirs))
    made = house.workbooks.relabel(data, labels, masters)
    if labels and _was_checked(snapshot, layout):
        made = _with_findings(house, made)
    return Translated(layout.language, labels), made


def _was_checked(snapshot: Snapshot, layout: Layout) -> bool:
    """Return whether findings stand in a workbook."""
    where = layout.sheets.get("findings")
    grid = next((grid for grid in snapshot.grids if where and grid.name == where.name), None)
    rows = grid.rows[where.header_row :] if grid and where else ()
    return any(cell not in (None, "") for row in rows for cell in row)


def _with_findings(house: House, data: bytes) -> bytes:
    """Return a workbook with its findings, and what its views show, in its own language."""
    found = examined(house, data, None)
    changes = found.changes()
    told = replace(ChangeSet(changes.expecting), replacements=changes.replacements, views=changes.views)
    return house.workbooks.patch(data, told, found.parsed.layout)
