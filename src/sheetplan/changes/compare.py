"""What stands in a workbook against what should: the differences as changes. No difference, no change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache

from sheetplan.changes.change import ChangeSet, GrowTable, ReplaceRows, RowKey, SetFormula, SetValue
from sheetplan.engine.outcome import Outcome
from sheetplan.language import wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import Raw, Value
from sheetplan.rules.describe import figures
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import SheetLayout
from sheetplan.table.parse import Parsed

FIRST_DAY = date(1900, 3, 1)
"""What lies before cannot stand in a cell: Excel counts a 29 February 1900."""


def compare(snapshot: Snapshot, parsed: Parsed, outcome: Outcome, findings: ReplaceRows | None) -> ChangeSet:
    """Return the changes that bring a workbook up to its outcome. People's cells are never among them."""
    grids = {grid.name: grid for grid in snapshot.grids}
    growths: list[GrowTable] = []
    values: list[SetValue] = []
    formulas: list[SetFormula] = []
    for sheet, where in parsed.layout.sheets.items():
        if sheet == "findings":
            continue
        growths.extend(_growth(where, grids[where.name]))
        for change in _compare_sheet(where, grids[where.name], parsed, outcome):
            if isinstance(change, SetFormula):
                formulas.append(change)
            else:
                values.append(change)
    own = parsed.layout.sheets.get("findings")
    whole = own and set(SHEETS["findings"].columns()) <= set(own.columns)  # a heading may have been renamed
    stale = findings and own and whole and not _stands(findings, own, grids[own.name], parsed.layout.language)
    return ChangeSet(
        expecting=snapshot.fingerprint,
        growths=tuple(growths),
        values=tuple(values),
        formulas=tuple(formulas),
        replacements=(findings,) if findings and stale else (),
    )


def written(value: Value, column: Column, language: str) -> Raw:
    """Return a value as it stands in a cell: choices in words, lists joined, numbers as Excel holds them."""
    if value is None or (isinstance(value, date) and value < FIRST_DAY):
        return None
    if isinstance(column.kind, Choice):
        return word(language, column.kind.choices, str(value))
    if isinstance(value, tuple):
        return "、".join(value) if language == "zh" else ", ".join(value)
    return float(value) if isinstance(value, Decimal) else value


@cache
def word(language: str, choices: str, key: str) -> str:
    """Return the word for a choice, as it stands in a drop-down."""
    return wording(language).choice(choices, key)


def same(raw: Raw, wanted: Raw) -> bool:
    """Return whether a cell already holds a value, to the 15 digits that Excel keeps."""
    if type(raw) is type(wanted) and raw == wanted:  # by far the most
        return True
    if raw in (None, "") or wanted in (None, ""):
        return raw in (None, "") and wanted in (None, "")
    if isinstance(wanted, date) and not isinstance(wanted, datetime):
        return isinstance(raw, date) and (raw.date() if isinstance(raw, datetime) else raw) == wanted
    if isinstance(wanted, time):
        return isinstance(raw, time) and _minute(raw) == _minute(wanted)
    if _is_number(raw) and _is_number(wanted):
        return abs(float(raw) - float(wanted)) <= 1e-14 * max(abs(float(raw)), abs(float(wanted)), 1e-9)  # type: ignore[arg-type]
    return type(raw) is type(wanted) and raw == wanted


def _compare_sheet(
    where: SheetLayout, grid: Grid, parsed: Parsed, outcome: Outcome
) -> Iterator[SetValue | SetFormula]:
    row_type = SHEETS[where.sheet]
    language = parsed.layout.language
    computed = [
        (name, column, *where.cell(0, name))
        for name, column in row_type.columns_of(*_OURS[where.foreign]).items()
        if name in (where.entries if row_type.shape is Shape.FORM else where.columns)
    ]
    records = outcome.records(where.sheet)
    for row, record in zip(parsed.plan.rows(where.sheet), records, strict=bool(records)):
        if row.row > where.last_row:
            continue  # a stranger's table that stands beside another one, where no column is ours
        key = RowKey(row.id, row.row)
        for name, column, entry_row, number in computed:
            place = (entry_row or key.row, number)
            raw = grid.cell(*place)
            value = getattr(record, name)
            if column.owner is Owner.FORMULA and place not in grid.formulas:
                if raw in (None, "") and row_type.table in grid.tables:
                    yield SetFormula(where.sheet, key, name, value, column.formula)
            elif raw is value is None:
                continue  # many cells, and the quickest to tell
            elif not same(raw, written(value, column, language)):
                if column.owner is Owner.FORMULA:
                    yield SetFormula(where.sheet, key, name, value, "")
                else:
                    yield SetValue(where.sheet, key, name, value)
    if not where.foreign:
        yield from _missing_ids(where, outcome)
        yield from _filled_in(where, grid, parsed, outcome)
    yield from _leftovers(where, grid)


_OURS = {False: (Owner.FORMULA, Owner.SHEETPLAN), True: (Owner.SHEETPLAN,)}
"""Whose columns are ours to write: a stranger's formulas are his, whatever we take them for."""


def _leftovers(where: SheetLayout, grid: Grid) -> Iterator[SetValue]:
    """Empty what was computed for rows whose people's cells have since been emptied."""
    computed = [name for name in SHEETS[where.sheet].columns_of(Owner.SHEETPLAN) if name in where.columns]
    gone = set(range(where.header_row + 1, where.last_row + 1)) - set(where.rows)
    for number in sorted(gone):
        for name in computed:
            if grid.cell(number, where.columns[name]) not in (None, ""):
                yield SetValue(where.sheet, RowKey("", number), name, None)


def _growth(where: SheetLayout, grid: Grid) -> Iterator[GrowTable]:
    """Excel widens a table when one types beneath it; other programs do not."""
    table = grid.tables.get(SHEETS[where.sheet].table)
    if table and where.rows and table[0] == where.header_row and where.rows[-1] > table[2]:
        yield GrowTable(where.sheet, table[2], where.rows[-1])


def _missing_ids(where: SheetLayout, outcome: Outcome) -> Iterator[SetValue]:
    column = SHEETS[where.sheet].key
    for (sheet, row), new_id in outcome.ids.items():
        if sheet == where.sheet and column in where.columns:
            yield SetValue(sheet, RowKey("", row), column, new_id)


def _filled_in(where: SheetLayout, grid: Grid, parsed: Parsed, outcome: Outcome) -> Iterator[SetValue]:
    """Record what an approval is about, all of it where any of it is blank."""
    if where.sheet != "approvals" or not {"figures", "fingerprint"} <= where.columns.keys():
        return
    words = wording(parsed.layout.language)
    for approval, record in zip(parsed.plan.approvals, outcome.approvals, strict=True):
        stands = (grid.cell(approval.row, where.columns[name]) for name in ("figures", "fingerprint"))
        if record.fingerprint and not all(stands):
            key = RowKey(approval.id, approval.row)
            yield SetValue(where.sheet, key, "figures", figures(record.figures, words, parsed.layout))
            yield SetValue(where.sheet, key, "fingerprint", record.fingerprint)


def _stands(findings: ReplaceRows, where: SheetLayout, grid: Grid, language: str) -> bool:
    """Return whether the findings sheet already says exactly this."""
    columns = SHEETS["findings"].columns()
    if where.summary and grid.cell(*where.summary) != findings.summary:
        return False
    width = max(where.columns.values())
    standing = (cells + (None,) * (width - len(cells)) for cells in grid.rows[where.header_row :])
    filled = [cells for cells in standing if any(cell not in (None, "") for cell in cells)]
    if len(filled) != len(findings.rows):
        return False
    return all(
        same(grid_row[where.columns[name] - 1], written(wanted, column, language))
        for grid_row, row in zip(filled, findings.rows, strict=True)
        for (name, column), wanted in zip(columns.items(), row, strict=True)
    )


def _minute(moment: time) -> int:
    """Times are computed to the minute; as parts of a day they are not exact."""
    return round(moment.hour * 60 + moment.minute + moment.second / 60 + moment.microsecond / 60_000_000)


def _is_number(raw: object) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)
