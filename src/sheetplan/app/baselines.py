"""Use cases on baselines: plans frozen under a name, kept as rows of the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry
from sheetplan.app.pipeline import Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience, Rewrite
from sheetplan.app.workbooks import House, check_file, examined
from sheetplan.changes.cells import changed_cells
from sheetplan.changes.change import ChangeSet, GrowTable, RowKey, SetValue
from sheetplan.engine.baselines import Baseline, baselines_of, find_baseline
from sheetplan.language import fold
from sheetplan.model.values import Value
from sheetplan.table.layout import SheetLayout

SHEET = "baselines"


class Listed(NamedTuple):
    """The baselines of a workbook, and the one that its settings have chosen."""

    baselines: tuple[Baseline, ...]
    chosen: Baseline | None


class Kept(NamedTuple):
    """A baseline that was set or dropped."""

    name: str
    tasks: int


def list_baselines(house: House, path: Path) -> Listed:
    """Return the baselines of a workbook."""
    plan = check_file(house, path, None).parsed.plan
    known = baselines_of(plan.baselines)
    chosen = plan.settings.baseline
    return Listed(known, find_baseline(known, chosen) if chosen else None)


def set_baseline(
    house: House, path: Path, name: str, status_date: date | None, patience: Patience = NOW
) -> Kept:
    """Freeze the plan as it stands under a new name.

    Raises:
        Refusal: the name is taken, or the workbook has no sheet or no dates to keep.
    """

    def work(data: bytes) -> tuple[Kept, Rewrite | None]:
        found = examined(house, data, status_date)
        changes, kept = kept_baseline(found, name, house.today)
        return kept, _rewrite(house, data, found, changes)

    return house.store.rewrite(path, work, patience)[0]


def kept_baseline(found: Examined, name: str, today: date) -> tuple[ChangeSet, Kept]:
    """Return the rows that freeze a plan as it stands under a new name.

    Raises:
        Refusal: the name is taken, or the workbook has no sheet or no dates to keep.
    """
    where = _sheet(found)
    if find_baseline(baselines_of(found.parsed.plan.baselines), name):
        raise Refusal("baseline-exists", name=name)
    rows = list(_frozen(found, name, today))
    if not rows:
        raise Refusal("baseline-empty")
    first = max((where.header_row, *where.rows)) + 1
    values = tuple(chain.from_iterable(_written(row, number) for row, number in zip(rows, count(first))))
    return _changes(found, values, first + len(rows) - 1), Kept(name, len(rows))


def drop_baseline(house: House, path: Path, name: str, patience: Patience = NOW) -> Kept:
    """Empty the rows of a baseline; what people wrote in columns of their own stays.

    Raises:
        Refusal: there is no baseline of that name.
    """

    def work(data: bytes) -> tuple[Kept, Rewrite | None]:
        found = examined(house, data, None)
        where = _sheet(found)
        rows = [row for row in found.parsed.plan.baselines if fold(row.baseline or "") == fold(name)]
        if not rows:
            known = baselines_of(found.parsed.plan.baselines)
            raise Refusal("baseline-unknown", name=name, known=_names(known))
        values = tuple(
            SetValue(SHEET, RowKey("", row.row), column, None)
            for row in rows
            for column in row.columns()
            if column in where.columns and getattr(row, column) is not None
        )
        return Kept(rows[0].baseline or name, len(rows)), _rewrite(
            house, data, found, _changes(found, values, 0)
        )

    return house.store.rewrite(path, work, patience)[0]


def chosen_baseline(found: Examined, name: str | None) -> Baseline | None:
    """Return the baseline of a name, else the one that the settings name; None for the task's own columns.

    Raises:
        Refusal: there is no baseline of that name.
    """
    plan = found.parsed.plan
    wanted = name or plan.settings.baseline
    if not wanted:
        return None
    known = baselines_of(plan.baselines)
    baseline = find_baseline(known, wanted)
    if baseline is None:
        raise Refusal("baseline-unknown", name=wanted, known=_names(known))
    return baseline


def _sheet(found: Examined) -> SheetLayout:
    where = found.parsed.layout.sheets.get(SHEET)
    if where is None or not {"baseline", "task", "finish"} <= set(where.columns):
        raise Refusal("baseline-sheet")
    return where


def _frozen(found: Examined, name: str, today: date) -> Iterator[dict[str, Value]]:
    """Yield what is kept of each task that has dates."""
    for task, outcome in zip(found.parsed.plan.tasks, found.outcome.tasks, strict=True):
        if outcome.finish is not None and outcome.code:
            yield {
                "baseline": name,
                "set_on": today,
                "task": outcome.code,
                "title": outcome.title or None,
                "start": outcome.start,
                "finish": outcome.finish,
                "duration": task.duration,
                "cost": task.planned_cost,
            }


def _written(row: dict[str, Value], number: int) -> Iterator[SetValue]:
    for column, value in row.items():
        if value is not None:
            yield SetValue(SHEET, RowKey("", number), column, value)


def _changes(found: Examined, values: tuple[SetValue, ...], last_row: int) -> ChangeSet:
    where = _sheet(found)
    grid = next(grid for grid in found.snapshot.grids if grid.name == where.name)
    table = grid.tables.get("Baselines")
    grown = table is not None and last_row > table[2]
    return ChangeSet(
        found.snapshot.fingerprint,
        growths=(GrowTable(SHEET, table[2], last_row),) if table and grown else (),
        values=tuple(value for value in values if value.column in where.columns),
    )


def _rewrite(house: House, data: bytes, found: Examined, changes: ChangeSet) -> Rewrite:
    cells = tuple(changed_cells(changes, found.snapshot, found.parsed.layout))
    return Rewrite(house.workbooks.patch(data, changes, found.parsed.layout), Entry("baseline", cells))


def _names(baselines: Iterable[Baseline]) -> str:
    return "、".join(baseline.name for baseline in baselines) or "–"
