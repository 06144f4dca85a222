"""The use case of importing: rows of lists, projects and other workbooks brought into one of ours."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from sheetplan.app.adopting import Wish
from sheetplan.app.form_lists import entry_named, of_entries, of_entry_list, single
from sheetplan.app.journal import Entry
from sheetplan.app.pipeline import DEFAULT_COUNTRY, Examined
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience, Rewrite, Saved
from sheetplan.app.their_rows import their_rows
from sheetplan.app.workbooks import House, examined
from sheetplan.changes.arrivals import Arrival, Taken, take_in
from sheetplan.changes.change import ChangeSet
from sheetplan.changes.currencies import whole
from sheetplan.changes.differences import Side
from sheetplan.changes.lines import lines_of
from sheetplan.changes.project import DateDifference, Left, Project, date_differences
from sheetplan.engine.recalculate import calendar_of
from sheetplan.engine.working_calendar import NO_EXCEPTIONS, CalendarData
from sheetplan.language import fold, wording
from sheetplan.model.column import Owner
from sheetplan.model.currencies import currency_of
from sheetplan.model.kinds import Money
from sheetplan.model.reading import Context
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import EMPTY
from sheetplan.table.layout import Layout, locate
from sheetplan.table.parse import find_choice, parse
from sheetplan.table.recognition.recognise import understood
from sheetplan.table.recognition.row_names import is_balance, is_total, sums_up
from sheetplan.table.recognition.units import CURRENCY, unit_said

LISTS = ("daily", "tasks", "metrics", "budget")
"""What a list may be about where nobody says; the likeliest wins, the first of those alike."""
FEWEST = 2
"""Columns that must be understood for a list to be taken for one of ours."""
HEADER_ROWS = 20
NOT_IMPORTED = frozenset({"findings", "settings", "accepted", "baselines"})
"""Sheets that are about their own workbook."""
OFFICE_FILES = {b"PK\x03\x04": "workbook", b"\xd0\xcf\x11\xe0": "binary"}


class ImportWish(NamedTuple):
    """What somebody wants of an import.

    Attributes:
        sheets: the keys of the sheets that count; all where there is none.
        meanings: what some headings mean.
        rates: what one unit of a currency costs in the workbook's own.
        encoding: of a list; found out where it is None.
        replace: let the source have its way where a cell holds something else.
        language: of the workbook, where there is none yet.
    """

    sheets: tuple[str, ...] = ()
    meanings: tuple[Wish, ...] = ()
    rates: Mapping[str, Decimal] = EMPTY
    encoding: str | None = None
    replace: bool = False
    language: str = "zh"


class Source(NamedTuple):
    """What a file from elsewhere holds.

    Attributes:
        arrivals: its rows.
        columns: what its headings were taken for, by sheet and column.
        unused: headings that mean nothing to us.
        differences: dates of a project that we compute otherwise than it recorded them.
        left: what of a project has no place here.
    """

    arrivals: tuple[Arrival, ...]
    columns: Mapping[tuple[str, str], str] = EMPTY
    unused: tuple[str, ...] = ()
    differences: tuple[DateDifference, ...] = ()
    left: tuple[Left, ...] = ()
    name: str = ""
    """What a project is called, for an event that is not called anything yet."""
    days: CalendarData = NO_EXCEPTIONS
    """The days that are not what their weekday says."""


class Imported(NamedTuple):
    """What came of an import."""

    source: Source
    taken: Taken
    layout: Layout
    made: bool = False
    """Whether the workbook is new."""
    saved: Saved | None = None


def import_into(
    house: House,
    came: Source,
    path: Path,
    wish: ImportWish,
    status_date: date | None = None,
    *,
    dry_run: bool = False,
    patience: Patience = NOW,
) -> Imported:
    """Return what was brought from a file into a workbook, which is made where there is none.

    Raises:
        Refusal: the workbook cannot be read or written.
    """
    if path.exists():

        def work(data: bytes) -> tuple[Imported, Rewrite | None]:
            done, made = _brought(house, came, data, wish, status_date)
            return done, Rewrite(made, Entry("import", done.taken.mends)) if done.taken.mends else None

        if dry_run:
            return work(house.store.read(path))[0]
        done, saved = house.store.rewrite(path, work, patience)
        return done._replace(saved=saved)
    if path.suffix.casefold() != ".xlsx":
        raise Refusal("not-xlsx")
    named = (Arrival("event", path.name, {"name": came.name}),) if came.name else ()
    whole = came._replace(arrivals=(*named, *came.arrivals))
    done, made = _brought(house, whole, house.workbooks.master(wish.language), wish, status_date)
    if not dry_run:
        house.store.create(path, made)
    return done._replace(made=True)


def _brought(
    house: House, came: Source, data: bytes, wish: ImportWish, status_date: date | None
) -> tuple[Imported, bytes]:
    found = examined(house, data, status_date)
    side = Side(found.snapshot, found.parsed.layout)
    arrivals = [*came.arrivals, *_new_days(house, found, came.days)]
    taken = take_in(side, arrivals, _context(found), wish.rates, replace=wish.replace)
    done = Imported(came, taken, side.layout)
    if not taken.mends:
        return done, data
    changes = ChangeSet(found.snapshot.fingerprint, mends=taken.mends)
    data = house.workbooks.patch(data, changes, side.layout)
    found = examined(house, data, status_date)
    return done, house.workbooks.patch(data, found.changes(), found.parsed.layout)


def _new_days(house: House, found: Examined, days: CalendarData) -> Iterator[Arrival]:
    """Yield the days that a project knows to be other than the workbook's calendar has them."""
    said = dict.fromkeys(days.days_off, "off") | dict.fromkeys(days.working_weekends - days.days_off, "work")
    if not said:
        return
    plan, years = found.parsed.plan, sorted({day.year for day in said})
    official = house.holidays.calendar(plan.settings.country or DEFAULT_COUNTRY, years)
    calendar = calendar_of(plan, official)
    for day, kind in sorted(said.items()):
        if calendar.is_working(day) != (kind == "work"):
            yield Arrival("calendar", day.isoformat(), {"day": day, "kind": kind})


def _context(found: Examined) -> Context:
    event_date = found.parsed.plan.event.event_date
    return Context(find_choice, wording(found.language).choice, event_date)


def read_source(house: House, path: Path, wish: ImportWish) -> Source:
    """Return what a file from elsewhere holds, whatever its name says.

    Raises:
        Refusal: it is nothing we read, or means nothing to us.
    """
    data = house.store.read(path)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise Refusal("empty-file")
    kind = OFFICE_FILES.get(data[:4])
    if kind == "binary" and path.suffix.casefold() == ".mpp":
        raise Refusal("mpp")
    if kind:
        return _of_workbook(house, data, wish)
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<" or (data[:2] in (b"\xff\xfe", b"\xfe\xff") and b"<" in data[2:4]):
        return _of_project(house.exchange.project(data))
    if start in (b"{", b"["):
        return _of_json(data, wish)
    return _of_list(house.exchange.rows(data, wish.encoding), wish)


def _of_project(project: Project) -> Source:
    """Return a project as rows: tasks, people, and the days that its calendar makes different."""
    arrivals = [*map(_task, project.tasks, [project.currency] * len(project.tasks))]
    arrivals += [Arrival("people", person.name or "", {"name": person.name}) for person in project.people]
    return Source(
        tuple(arrivals),
        differences=tuple(date_differences(project)),
        left=tuple(dict.fromkeys(project.left)),
        name=project.name,
        days=project.days,
    )


def _task(task: Any, currency: str) -> Arrival:
    filled = {name: value for name in task.columns() if (value := getattr(task, name)) is not None}
    currencies = dict.fromkeys(("planned_cost", "actual_cost"), currency) if currency else EMPTY
    return Arrival("tasks", task.title or task.code or "", filled, currencies)


def _of_workbook(house: House, data: bytes, wish: ImportWish) -> Source:
    """Return what people wrote into another workbook of ours."""
    snapshot = house.workbooks.read(data)
    layout = locate(snapshot)
    if not layout.sheets:
        raise Refusal("no-sheets")
    wanted = [sheet for sheet in layout.sheets if sheet in (wish.sheets or SHEETS.keys() - NOT_IMPORTED)]
    ours = [sheet for sheet in wanted if not layout.sheets[sheet].foreign]
    parsed = parse(snapshot) if len(ours) < len(wanted) else None
    theirs = (row for sheet in wanted if parsed and sheet not in ours for row in their_rows(parsed, sheet))
    return Source(
        tuple(
            Arrival(
                sheet,
                f"{layout.sheets[sheet].name}!{line.row}",
                {column: raw for column, raw in line.cells.items() if _is_own(sheet, column, line.name)},
                beside={
                    (line.name, column): raw
                    for column, raw in line.cells.items()
                    if not _is_own(sheet, column, line.name)
                },
            )
            for sheet in ours
            for line in lines_of(snapshot, layout, sheet).values()
        )
        + tuple(theirs)
    )


def _is_own(sheet: str, column: str, line: str) -> bool:
    """Return whether a cell is the content of its row, and not what stands beside an entry."""
    return SHEETS[sheet].shape is Shape.TABLE or column == line


def _of_json(data: bytes, wish: ImportWish) -> Source:
    """Return the rows of a JSON text: a list of objects, or such lists by sheet as `export` writes them."""
    try:
        found = json.loads(data, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Refusal("not-json") from error
    lists = found.get("sheets", found) if isinstance(found, dict) else {"": found}
    if not isinstance(lists, dict) or not all(map(_is_rows, lists.values())):
        raise Refusal("not-json")
    columns: dict[tuple[str, str], str] = {}
    unused: list[str] = []
    arrivals: list[Arrival] = []
    for name, rows in lists.items():
        headings = list(dict.fromkeys(key for row in rows for key in row))
        sheet = _sheet_named(name) or _sheet(headings, wish)
        if sheet not in (wish.sheets or SHEETS.keys() - NOT_IMPORTED):
            continue
        if SHEETS[sheet].shape is Shape.FORM:
            arrivals += (of_entries(sheet, row) for row in rows)
            unused += (key for key in headings if not entry_named(sheet, key))
            continue
        meaning = _meanings(headings, sheet, wish)
        columns |= {(sheet, key): headings[index] for index, key in meaning.items()}
        unused += _unused(headings, meaning, sheet)
        arrivals += _arrivals(sheet, meaning, headings, ([row.get(key) for key in headings] for row in rows))
    return Source(tuple(arrivals), columns, tuple(unused))


def _is_rows(rows: object) -> bool:
    single = (str, int, Decimal, bool, type(None))
    return isinstance(rows, list) and all(
        isinstance(row, dict)
        and all(
            isinstance(cell, single) or (isinstance(cell, list) and all(isinstance(one, str) for one in cell))
            for cell in row.values()
        )
        for row in rows
    )


def _sheet_named(name: str) -> str | None:
    words = {fold(word): sheet for sheet in SHEETS for word in (sheet, *_sheet_words(sheet))}
    return words.get(fold(name))


def _sheet_words(sheet: str) -> Iterator[str]:
    for language in ("zh", "en"):
        yield from wording(language).sheet_names(sheet)


def _of_list(rows: Sequence[Sequence[str]], wish: ImportWish) -> Source:
    """Return the rows of a list whose headings stand in one of its first rows."""
    form = of_entry_list(rows, wish.sheets)
    if form:
        return Source(*form)
    found = [
        (sum(_meanings_sure(row, sheet, wish)), -number, sheet)
        for number, row in enumerate(rows[:HEADER_ROWS])
        for sheet in [_sheet_or_none(row, wish)]
        if sheet
    ]
    if not found:
        raise Refusal("no-list")
    _, number, sheet = max(found)
    headings = rows[-number]
    meaning = _meanings(headings, sheet, wish)
    return Source(
        tuple(map(_unless_a_sum, _arrivals(sheet, meaning, headings, rows[1 - number :], 2 - number))),
        {(sheet, key): headings[index] for index, key in meaning.items()},
        tuple(_unused(headings, meaning, sheet)),
    )


def _unless_a_sum(row: Arrival) -> Arrival:
    """Return a row of a list, refused where its name says that it sums up other costs."""
    item = row.cells.get("item") if row.sheet == "budget" else None
    is_sum = isinstance(item, str) and (is_total(item) or sums_up(item) or is_balance(item))
    return row._replace(flaw="sum-of-others") if is_sum else row


def _sheet(headings: Sequence[str], wish: ImportWish) -> str:
    sheet = _sheet_or_none(headings, wish)
    if sheet is None:
        raise Refusal("no-list")
    return sheet


def _sheet_or_none(headings: Sequence[str], wish: ImportWish) -> str | None:
    """Return which sheet a row of headings speaks about."""
    wanted = wish.sheets or tuple(dict.fromkeys(meaning.sheet for meaning in wish.meanings)) or LISTS
    sure = {sheet: _meanings_sure(headings, sheet, wish) for sheet in wanted}
    best = max(wanted, key=lambda sheet: sum(sure[sheet]))
    return best if len(sure[best]) >= FEWEST else None


def _meanings_sure(headings: Sequence[str], sheet: str, wish: ImportWish) -> list[float]:
    return [guess.confidence for guess in understood(headings, sheet, _said(sheet, wish)).values()]


def _meanings(headings: Sequence[str], sheet: str, wish: ImportWish) -> dict[int, str]:
    """Return the columns that headings mean, by their position."""
    guesses = understood(headings, sheet, _said(sheet, wish))
    return {index: guess.heading for index, guess in sorted(guesses.items())}


def _said(sheet: str, wish: ImportWish) -> dict[str, str]:
    return {fold(said.heading): said.column for said in wish.meanings if said.sheet == sheet}


def _unused(headings: Sequence[str], meaning: Mapping[int, str], sheet: str) -> Iterator[str]:
    """Yield the headings that mean nothing to us; what we compute ourselves is not missed."""
    computed = SHEETS[sheet].columns_of(Owner.FORMULA, Owner.SHEETPLAN)
    ours = {fold(word) for key in computed for word in (key, *_heading_words(sheet, key))}
    for index, heading in enumerate(headings):
        if index not in meaning and heading.strip() and fold(heading) not in ours | CURRENCY:
            yield heading


def _heading_words(sheet: str, key: str) -> Iterator[str]:
    for language in ("zh", "en"):
        yield from wording(language).headings(sheet, key)


def _arrivals(
    sheet: str,
    meaning: Mapping[int, str],
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    first: int = 1,
) -> Iterator[Arrival]:
    columns = SHEETS[sheet].columns()
    money = {
        key: currency_of(headings[i]) for i, key in meaning.items() if isinstance(columns[key].kind, Money)
    }
    units = {key: unit_said(headings[i], of_amounts=True) for i, key in meaning.items() if key in money}
    worth = {key: unit.per for key, unit in units.items() if unit.per and unit.per != 1}
    own = next((index for index, heading in enumerate(headings) if fold(heading) in CURRENCY), None)
    width = max(index for index, heading in enumerate(headings, 1) if heading.strip())
    for number, row in enumerate(rows, first):
        if any(cell not in (None, "") for cell in row[width:]):
            yield Arrival(sheet, str(number), {}, flaw="too-many-cells")
            continue
        said = currency_of(str(row[own] or "")) or str(row[own] or "").upper() if own is not None else ""
        cells = {key: single(row[index], columns[key].kind) for index, key in meaning.items()}
        cells |= {key: whole(cells[key], per) for key, per in worth.items()}
        if any(cell not in (None, "") for cell in cells.values()):
            yield Arrival(sheet, str(number), cells, {key: unit or said for key, unit in money.items()})
