"""The use case of adopting a stranger's workbook: its own sheets read as ours, in the layout they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.adopted_before import refuse_other_meaning
from sheetplan.app.journal import Entry
from sheetplan.app.ports import Addition
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience, Rewrite, Saved
from sheetplan.app.workbooks import House
from sheetplan.changes.highlights import Highlight, highlights
from sheetplan.language import fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw
from sheetplan.table.cell import Adopted, Grid, Snapshot
from sheetplan.table.layout import SheetLayout, locate
from sheetplan.table.recognition.finishing import adopted
from sheetplan.table.recognition.headings import LONGEST
from sheetplan.table.recognition.likeness import CORES, Likeness
from sheetplan.table.recognition.money import counted
from sheetplan.table.recognition.recognise import chosen_of, nearest, sure_of
from sheetplan.table.recognition.units import Unit

SHOWN = 8
"""Headings that are named where nothing was recognised."""
OWN = {"event", "tasks", "settings"}
"""Sheets that stand together in no workbook but ours."""


class Wish(NamedTuple):
    """What somebody says a heading means: ``tasks.responsible=Task Owner``."""

    sheet: str
    column: str
    heading: str


class Adoption(NamedTuple):
    """What was recognised in a workbook, and what was kept of it.

    Attributes:
        passed_over: what other sheets might have been taken for, of which there is a surer one.
    """

    likenesses: tuple[Likeness, ...]
    adopted: tuple[Adopted, ...]
    passed_over: tuple[Likeness, ...] = ()
    saved: Saved | None = None


def adopt_file(
    house: House,
    path: Path,
    wishes: tuple[Wish, ...],
    *,
    first_day: date | None = None,
    unit: Unit | None = None,
    add_columns: bool = False,
    dry_run: bool = False,
    patience: Patience = NOW,
) -> Adoption:
    """Return what a workbook's sheets are taken for, and keep it in the workbook unless it is a dry run.

    Args:
        house: the world.
        path: the workbook.
        wishes: what some headings mean, where that is not what they seem to.
        first_day: when the first period begins, where they count periods instead of naming days.
        unit: in what the amounts are, where that is not what it seems to be.
        add_columns: let our computed columns stand to the right of theirs.
        dry_run: only say what is recognised.
        patience: how long to wait for somebody who has the workbook open.

    Raises:
        Refusal: it is one of ours, nothing is recognised, a wish names no sheet, column or heading, or the
            amounts or days would mean something else than when it was adopted before, which nobody has said.
    """

    def work(data: bytes) -> tuple[Adoption, Rewrite | None]:
        snapshot = house.workbooks.read(data, whole=True)  # their tab may be called as one of our views
        if not snapshot.adopted and locate(snapshot).sheets.keys() >= OWN:
            raise Refusal("already-ours")
        said = _said(wishes, snapshot)
        sure = sure_of(_theirs(snapshot), said, first_day.isoformat() if first_day else "")
        formats = partial(house.workbooks.number_formats, data)
        found = tuple(counted(snapshot.grids, one, formats, unit) for one in chosen_of(sure))
        kept = tuple(_remembered(adopted(one), snapshot) for one in found)
        if not kept:
            raise _unrecognised(nearest(snapshot.grids, said), snapshot)
        refuse_other_meaning(kept, snapshot.adopted, unit, first_day)
        additions = tuple(_additions(house, data, kept, snapshot)) if add_columns else ()
        paint = tuple(_highlights(kept, additions, snapshot)) if additions else ()
        kept = _with(kept, additions)
        rewritten = house.workbooks.adopt(data, kept, additions, paint)
        change = None if rewritten == data else Rewrite(rewritten, Entry("adopt"))
        return Adoption(found, kept, tuple(_passed_over(sure, found))), change

    if dry_run:
        return work(house.store.read(path))[0]
    done, saved = house.store.rewrite(path, work, patience)
    return done._replace(saved=saved)


def _theirs(snapshot: Snapshot) -> Iterator[Grid]:
    """Yield the sheets without the headings that were added to them before."""
    ours = {
        (one.name, heading)
        for one in snapshot.adopted
        for key, heading in one.headings.items()
        if key in computed_columns(one.sheet)
    }
    for grid in snapshot.grids:
        rows = (tuple(None if (grid.name, cell) in ours else cell for cell in row) for row in grid.rows)
        yield grid._replace(rows=tuple(rows)) if ours else grid


def _remembered(one: Adopted, snapshot: Snapshot) -> Adopted:
    """Return an adoption with the columns that were added when the sheet was adopted before."""
    ours = {
        key: heading
        for before in snapshot.adopted
        if (before.sheet, before.name) == (one.sheet, one.name)
        for key, heading in before.headings.items()
        if key in computed_columns(one.sheet)
    }
    return one._replace(headings={**one.headings, **ours})


def _passed_over(sure: Sequence[Likeness], found: Sequence[Likeness]) -> Iterator[Likeness]:
    taken = {one.name for one in found}
    for one in sure:
        if one.name not in taken:
            taken.add(one.name)
            yield one


def _unrecognised(near: Likeness | None, snapshot: Snapshot) -> Refusal:
    """Return why nothing is adopted: what comes nearest, and the headings that nobody understood."""
    if near is None:
        return Refusal("nothing-recognised")
    grid = next(grid for grid in snapshot.grids if grid.name == near.name)
    known = {guess.column for guess in near.columns.values()}
    cells = enumerate(grid.rows[near.header_row - 1], 1)
    open_headings = [
        " ".join(cell.split())
        for column, cell in cells
        if column not in known and isinstance(cell, str) and cell.strip() and len(cell) <= LONGEST
    ]
    return Refusal(
        f"nearly-{near.sheet}",
        sheet=near.name,
        row=near.header_row,
        known=_listed(guess.heading for guess in near.columns.values() if guess.heading),
        open=_listed(open_headings[:SHOWN]),
    )


def _listed(headings: Iterable[str]) -> str:
    return ", ".join(f"“{' '.join(heading.split())}”" for heading in headings) or "–"


def _additions(
    house: House, data: bytes, kept: tuple[Adopted, ...], snapshot: Snapshot
) -> Iterator[Addition]:
    """Yield our computed columns that sheets lack, to the right of theirs."""
    grids = {grid.name: grid for grid in snapshot.grids}
    layout = locate(snapshot._replace(adopted=kept))
    for one in kept:
        where, grid = layout.sheets.get(one.sheet), grids[one.name]
        lacking = [key for key in computed_columns(one.sheet) if key not in one.headings]
        if where is None or not lacking or one.turned:
            continue
        table, edge = _right_edge(grid, where.header_row)
        clear = _clear_of(house.workbooks.drawn(data, one.name), where, edge, len(lacking))
        standing = grid.rows[where.header_row - 1]
        for number, key in enumerate(lacking, clear + 1):
            column = SHEETS[one.sheet].columns()[key]
            yield Addition(
                one.sheet,
                key,
                one.name,
                where.header_row,
                number,
                _free(wording(layout.language).heading(one.sheet, key), standing),
                table if clear == edge else "",
                tuple(row for row in where.rows if row <= where.last_row),
                column.kind.number_format,
                like=max(where.columns.values()),
                width=column.width,
            )


def _clear_of(drawn: Sequence[tuple[int, int, int, int]], where: SheetLayout, edge: int, count: int) -> int:
    """Return the last column that is taken: behind a chart that would lie over what is added."""
    for top, left, bottom, right in sorted(drawn, key=lambda area: area[1]):
        beside = top <= where.last_row and bottom >= where.header_row
        if beside and left <= edge + count and right > edge:
            edge = right
    return edge


def _highlights(
    kept: tuple[Adopted, ...], additions: tuple[Addition, ...], snapshot: Snapshot
) -> Iterator[Highlight]:
    """Yield the rules that paint by our columns, where any of them stands or is added."""
    layout = locate(snapshot._replace(adopted=kept))
    for one in kept:
        where = layout.sheets.get(one.sheet)
        if where:
            added = {
                addition.column: addition.number for addition in additions if addition.sheet == one.sheet
            }
            yield from highlights(where, {**where.columns, **added}, layout.language)


def _right_edge(grid: Grid, header_row: int) -> tuple[str, int]:
    """Return the Excel Table whose headings stand in a row, and its last column; without one, the sheet's."""
    beside = [(name, area[3]) for name, area in grid.tables.items() if area[0] == header_row]
    if len(beside) == len(grid.tables) == 1:
        return beside[0]
    filled = (
        column for row in grid.rows for column, cell in enumerate(row, 1) if cell is not None and cell != ""
    )
    return "", max([*filled, *(area[3] for area in grid.merged)], default=0)


def _free(heading: str, standing: Sequence[Raw]) -> str:
    """Return a heading that the sheet does not bear yet."""
    taken = {fold(cell) for cell in standing if isinstance(cell, str)}
    return f"{heading} (sheetplan)" if fold(heading) in taken else heading


def _with(kept: tuple[Adopted, ...], additions: tuple[Addition, ...]) -> tuple[Adopted, ...]:
    """Return the adoptions with the headings that are added."""
    added = {(addition.sheet, addition.column): addition.heading for addition in additions}
    return tuple(
        one._replace(
            headings={
                **one.headings,
                **{key: text for (sheet, key), text in added.items() if sheet == one.sheet},
            }
        )
        for one in kept
    )


def computed_columns(sheet: str) -> tuple[str, ...]:
    """Return the columns that may be added to an adopted sheet: what we compute, and people see."""
    return tuple(
        key for key, column in SHEETS[sheet].columns_of(Owner.SHEETPLAN).items() if not column.hidden
    )


def _said(wishes: tuple[Wish, ...], snapshot: Snapshot) -> dict[str, dict[str, str]]:
    """Return what is wished, by sheet and folded heading.

    Raises:
        Refusal: a wish names no sheet, column or heading.
    """
    standing = {
        fold(cell) for grid in snapshot.grids for row in grid.rows for cell in row if isinstance(cell, str)
    }
    said: dict[str, dict[str, str]] = {}
    for wish in wishes:
        if wish.sheet not in CORES or wish.column not in SHEETS[wish.sheet].columns():
            raise Refusal("no-such-column", sheet=wish.sheet, column=wish.column)
        if fold(wish.heading) not in standing:
            raise Refusal("no-such-heading", heading=wish.heading)
        said.setdefault(wish.sheet, {})[fold(wish.heading)] = wish.column
    return said
