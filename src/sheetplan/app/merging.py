"""Use case: copies of a workbook joined into one, and the choices made on its list of conflicts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.comparing import content_of, heading, side_of
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience, Rewrite
from sheetplan.app.workbooks import House, examined
from sheetplan.changes.change import ChangeSet, Mend, RowKey
from sheetplan.changes.differences import Side
from sheetplan.changes.merging import Conflict, Merged, merge
from sheetplan.language import LANGUAGES, Wording, fold, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw

COLUMNS = ("sheet", "row", "column", "base", "ours", "theirs", "stands", "choice", "why", "at")
OFFERS = {COLUMNS.index("choice") + 1: (COLUMNS.index("ours") + 1, COLUMNS.index("theirs") + 1)}
"""What may be chosen is said by the headings of both contents."""
WIDTHS = (14, 12, 18, 24, 24, 24, 24, 10, 44, 26)


class Joined(NamedTuple):
    """Two copies joined."""

    path: Path
    merged: Merged


def merge_files(
    house: House, base: str | None, copies: tuple[Path, Path], out: Path, status_date: date | None
) -> Joined:
    """Return where two copies of a workbook were joined into a new file, computed anew.

    Args:
        house: the world.
        base: the file that both started from, or the beginning of the fingerprint of a kept state.
        copies: the first copy, whose look the result has, and the second one.
        out: the new file; never one that is there.
        status_date: as everywhere.
    """
    if out.exists():
        raise Refusal("exists")
    ours, theirs = (content_of(house, path) for path in copies)
    before = _base(house, base, copies) if base else None
    sides = [side_of(house, path, data) for path, data in zip(copies, (ours, theirs), strict=True)]
    common = side_of(house, Path(base or ""), before) if before else None
    newer = copies[1].stat().st_mtime > copies[0].stat().st_mtime
    merged = merge(common, *sides, theirs_is_newer=newer)
    return Joined(house.store.create(out, _joined(house, ours, sides[0], merged, status_date)), merged)


def take_choices(house: House, path: Path, status_date: date | None, patience: Patience = NOW) -> int:
    """Return how many of the choices made on the list of conflicts were taken over.

    Raises:
        Refusal: there is no such list in the workbook.
    """

    def work(data: bytes) -> tuple[int, Rewrite | None]:
        side = side_of(house, path, data)
        chosen = tuple(_chosen(side))
        if not chosen:
            return 0, None
        changes = ChangeSet(side.snapshot.fingerprint, mends=chosen)
        patched = house.workbooks.patch(data, changes, side.layout)
        return len(chosen), Rewrite(_computed(house, patched, status_date), Entry("merge", chosen))

    return house.store.rewrite(path, work, patience)[0]


def _base(house: House, base: str, copies: Sequence[Path]) -> bytes:
    """Return the common state: a file, or a kept state of one of the copies."""
    if Path(base).exists():
        return content_of(house, Path(base))
    for path in copies:
        for version in house.store.versions(path):
            if len(base) >= 6 and version.fingerprint.startswith(base.casefold()):
                data = house.store.read(version.path)
                if hashlib.sha256(data).hexdigest().startswith(version.fingerprint):
                    return data
    raise Refusal("no-such-base", base=base)


def _joined(house: House, data: bytes, side: Side, merged: Merged, status_date: date | None) -> bytes:
    changes = ChangeSet(side.snapshot.fingerprint, mends=merged.mends)
    data = _computed(house, house.workbooks.patch(data, changes, side.layout), status_date)
    if not merged.conflicts:
        return data
    words = wording(side.layout.language)
    name = words.text("merging", "tab")
    names = {grid.name for grid in side.snapshot.grids}
    free = next(tab for tab in (name, *(f"{name} {number}" for number in range(2, 99))) if tab not in names)
    head = tuple(words.text("merging", column) for column in COLUMNS)
    rows = [head, *(_row(conflict, words) for conflict in merged.conflicts)]
    return house.workbooks.add_list(data, free, rows, WIDTHS, OFFERS)


def _computed(house: House, data: bytes, status_date: date | None) -> bytes:
    found = examined(house, data, status_date)
    return house.workbooks.patch(data, found.changes(), found.parsed.layout)


def _row(conflict: Conflict, words: Wording) -> tuple[Raw, ...]:
    said = heading(conflict.sheet, conflict.column, words) if conflict.column else None
    return (
        words.sheet(conflict.sheet),
        conflict.label or None,
        said,
        conflict.base,
        conflict.ours,
        conflict.theirs,
        conflict.stands,
        None,
        words.text("merging", "reasons", conflict.why),
        f"{conflict.sheet}|{conflict.row}|{conflict.column}",
    )


def _chosen(side: Side) -> list[Mend]:
    """Return the cells whose content was chosen to be another than the one that stands there."""
    tabs = {wording(language).text("merging", "tab") for language in LANGUAGES}
    grids = [grid for grid in side.snapshot.grids if any(grid.name.startswith(tab) for tab in tabs)]
    if not grids:
        raise Refusal("no-conflicts-list")
    ours, theirs = (
        {fold(wording(language).text("merging", who)) for language in LANGUAGES} for who in ("ours", "theirs")
    )
    found = []
    for cells in (row for grid in grids for row in grid.rows[1:]):
        line = dict(zip(COLUMNS, cells, strict=False))
        choice = fold(str(line.get("choice") or ""))
        sheet, _, rest = str(line.get("at") or "").partition("|")
        row, _, column = rest.partition("|")
        if choice not in ours | theirs or sheet not in side.layout.sheets or not column or not int(row or 0):
            continue
        content = line["ours"] if choice in ours else line["theirs"]
        key = RowKey(str(line.get("row") or ""), int(row))
        found.append(_mend(side, sheet, key, column, content))
    return [mend for mend in found if mend.before != mend.after]


def _mend(side: Side, sheet: str, wanted: RowKey, column: str, content: Raw) -> Mend:
    """Return a chosen content as a change; the row is found by its id, for it may have moved."""
    where = side.layout.sheets[sheet]
    grid = next(grid for grid in side.snapshot.grids if grid.name == where.name)
    key, row = SHEETS[sheet].key, wanted.row
    if key in where.columns:
        ids = {fold(str(grid.cell(number, where.columns[key]))): number for number in where.rows}
        row = ids.get(fold(wanted.id), row)
    before = grid.cell(*where.cell(row, column))
    return Mend(sheet, RowKey(wanted.id, row), column, before, content, "")
