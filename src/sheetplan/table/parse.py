"""From tables to a typed plan. What is not understood becomes a misfit; no bad cell hides another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Date, Kind, Money, Text, read_cell
from sheetplan.model.plan import Plan, Side
from sheetplan.model.reading import Context, Flaw, Reading
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import EMPTY, Raw, Value
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import Layout, SheetLayout, locate


class Misfit(NamedTuple):
    """A cell of people's that does not fit its column."""

    sheet: str
    row: int
    column: str
    key: str
    """The id of its row, where it has one."""
    raw: Raw
    flaw: Flaw


class Parsed(NamedTuple):
    """A plan, what did not fit, and where everything stands."""

    plan: Plan
    misfits: tuple[Misfit, ...]
    layout: Layout


def parse(snapshot: Snapshot) -> Parsed:
    """Return the plan that a workbook holds."""
    layout = locate(snapshot)
    grids = {grid.name: grid for grid in snapshot.grids}
    misfits: list[Misfit] = []
    event_date = _event_date(layout, grids)
    context = Context(find_choice, wording(layout.language).choice, event_date)
    sheets: dict[str, Any] = {}
    for sheet, row_type in SHEETS.items():
        if sheet == "findings" or sheet not in layout.sheets:
            continue
        where = layout.sheets[sheet]
        reader = _read_form if row_type.shape is Shape.FORM else _read_table
        sheets[sheet] = reader(row_type, where, grids[where.name], context, misfits)
    sides = dict(_sides(layout, grids, context, misfits))
    return Parsed(Plan(**sheets, sides=sides, currency=layout.currency), tuple(misfits), layout)


def _read_table(
    row_type: type[Row], where: SheetLayout, grid: Grid, context: Context, misfits: list[Misfit]
) -> tuple[Row, ...]:
    if not where.rows:
        return ()
    columns = [
        (key, _reader(kind_in(where, key), context), where.columns[key] - 1)
        for key in row_type.columns_of(Owner.PEOPLE)
        if key in where.columns
    ]
    given = {key: _given(row_type.columns()[key].kind, text, context) for key, text in where.given.items()}
    rows = []
    for number in where.rows:
        cells = grid.rows[number - 1] if number <= len(grid.rows) else ()
        values: dict[str, Any] = {"row": number, **given}
        flaws: list[tuple[str, Raw, Flaw]] = []
        elsewhere = where.derived.get(number, EMPTY)
        for key, read, index in columns:
            found = elsewhere.get(key) if elsewhere else None
            raw = found.raw if found else cells[index] if index < len(cells) else None
            if raw is None or (raw == "" and type(raw) is str):
                continue
            reading = read(raw)
            if reading.flaw:
                stands = found is None or raw == grid.cell(found.row, found.column)
                flaws.append((key, raw, reading.flaw if stands else reading.flaw._replace(repair=None)))
            if reading.value is not None:
                values[key] = reading.value
        row = row_type(**values)
        rows.append(row)
        misfits.extend(Misfit(row_type.sheet, number, key, row.id, raw, flaw) for key, raw, flaw in flaws)
    return tuple(rows)


def kind_in(where: SheetLayout, column: str) -> Kind:
    """Return how the cells of a column are read: a stranger's amounts in his unit and his currency."""
    kind = SHEETS[where.sheet].columns()[column].kind
    if not (where.foreign and isinstance(kind, Money)):
        return kind
    from sheetplan.model.their_money import TheirMoney  # noqa: PLC0415 - few workbooks are adopted

    return TheirMoney(kind.low, kind.high, where.units.get(column, 1), where.currency)


def _given(kind: Kind, text: str, context: Context) -> Value:
    """Return what every row holds, which is written down as a text even where it is a number."""
    reading = read_cell(kind, text, context)
    return reading.flaw.repair if reading.flaw else reading.value


def _reader(kind: Kind, context: Context) -> Callable[[Raw], Reading]:
    """Return what reads the cells of one column, in which much is said again and again."""
    return lru_cache(maxsize=None, typed=True)(lambda raw: read_cell(kind, raw, context))


def _read_form(
    row_type: type[Row], where: SheetLayout, grid: Grid, context: Context, misfits: list[Misfit]
) -> Row:
    values: dict[str, Any] = {"row": where.header_row}
    for key, column in row_type.columns_of(Owner.PEOPLE).items():
        if key not in where.entries:
            continue
        number = where.entries[key]
        raw = grid.cell(number, where.columns["content"])
        reading = read_cell(column.kind, raw, context)
        if reading.flaw:
            misfits.append(Misfit(row_type.sheet, number, key, where.heading(key), raw, reading.flaw))
        if reading.value is not None:
            values[key] = reading.value
    return row_type(**values)


SIDE_KINDS: Mapping[str, Kind] = {"responsible": Text(), "due": Date(), "note": Text(long=True)}
"""What stands beside the entries of a form."""


def _sides(
    layout: Layout, grids: Mapping[str, Grid], context: Context, misfits: list[Misfit]
) -> Iterator[tuple[tuple[str, str], Side]]:
    """Yield what stands beside the entries of forms."""
    for sheet, where in layout.sheets.items():
        columns = {key: kind for key, kind in SIDE_KINDS.items() if where.entries and key in where.columns}
        for entry, number in where.entries.items():
            values: dict[str, Any] = {}
            for key, kind in columns.items():
                raw = grids[where.name].cell(number, where.columns[key])
                reading = read_cell(kind, raw, context)
                if reading.flaw:
                    misfits.append(Misfit(sheet, number, key, where.heading(entry), raw, reading.flaw))
                if reading.value is not None:
                    values[key] = reading.value
            if values:
                yield (sheet, entry), Side(**values)


def _event_date(layout: Layout, grids: Mapping[str, Grid]) -> date | None:
    """Return T, which the dates of all other sheets may be relative to."""
    where = layout.sheets.get("event")
    if where is None or "event_date" not in where.entries:
        return None
    kind = SHEETS["event"].columns()["event_date"].kind
    raw = grids[where.name].cell(where.entries["event_date"], where.columns["content"])
    value = read_cell(kind, raw, Context(find_choice, wording(layout.language).choice)).value
    return value if isinstance(value, date) else None


def find_choice(choices: str, text: str) -> str | None:
    """Return the key of a word in a list of choices, in whichever language it is written."""
    return _choice_keys(choices).get(fold(text))


@cache
def _choice_keys(choices: str) -> Mapping[str, str]:
    return {
        fold(word): key
        for language in LANGUAGES
        for key, words in wording(language).choices(choices).items()
        for word in words
    }
