"""Next year's workbook out of a finished one: what is kept, what moves with the date, and what has been.

Planned days keep their distance from the event, in working days. What records how the last event went is
emptied; its actuals become the previous values of the metrics and the way they came in the course of the next
ones, its lessons stand in 需求, and what is still open in 改进清单 stays there. Columns that people added are
theirs and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import accumulate
from typing import Any, NamedTuple

from sheetplan.changes.compare import written
from sheetplan.engine.pace import course_of, recorded
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Date
from sheetplan.model.plan import Plan
from sheetplan.model.row import Row, Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import SheetLayout
from sheetplan.table.parse import Parsed

Spot = tuple[int, int]
Cells = dict[Spot, Raw]

PAST_SHEETS = frozenset(
    {"daily", "log", "feedback", "review", "baselines", "accepted", "quotes", "contracts", "texts"}
)
"""Sheets that hold nothing but how the last event went."""
PAST: Mapping[str, frozenset[str]] = {
    sheet: frozenset(columns.split())
    for sheet, columns in {
        "brief": "requested_on",
        "metrics": "actual reason",
        "tasks": "percent_complete actual_start actual_finish reason actual_cost",
        "budget": "committed actual quote contract payment paid payment_due adjustment",
        "approvals": "requested_on decision decided_on opinion figures fingerprint",
        "resources": "status confirmed_on",
        "materials": "confirmed_on accepted_on accepted_quantity acceptor status link",
        "promotion": "link status published_on exposure interactions",
        "technical_tests": "observed result defect retest retested_on tested_on",
        "run_of_show": "actual_start actual_finish",
        "guests": "invited_on status confirmed_on reminded_on travel kit checked_in checked_in_at",
        "cooperation": "document_no issued_on status",
        "meetings": "decisions follow_up status",
        "risks": "status",
        "settings": "status_date baseline",
    }.items()
}
"""Columns that record how the last event went, by sheet."""
COUNTED = ("sign_ups", "participants", "orders", "revenue", "visits", "exposure")
"""Daily figures that may be what a metric counts; its actual tells which."""
NEARLY = Decimal("0.01")
"""By how much of it an actual may differ from the sum of the days: people round what they report."""
UNMOVED = frozenset({"actions", "calendar", "findings"})
"""Sheets whose days are not counted from the event."""


class Move(NamedTuple):
    """From the days of one event to those of the next, on a calendar for each."""

    old: tuple[date, date]
    new: tuple[date, date]
    before: WorkingCalendar
    after: WorkingCalendar

    def day(self, day: date) -> date:
        """Return the day as many working days from the new event as a day was from the old one.

        Days within the event stay in their place; a day off counts as the working day before it.
        """
        first, last = self.old
        if first <= day <= last:
            return self.new[0] + (day - first)
        if day < first:
            return self.after.add(self.new[0], -self.before.count(day, first))
        return self.after.add(self.new[1], max(self.before.count(last, day), 1))


def next_event(
    snapshot: Snapshot, parsed: Parsed, move: Move, name: str, official: Iterable[Mapping[str, Raw]]
) -> dict[str, Cells]:
    """Return the cells to be written into a copy of a finished workbook, by tab.

    Args:
        snapshot: the finished workbook.
        parsed: what it holds.
        move: from its event to the next one.
        name: what the next one is called.
        official: the public holidays and make-up days of the next one, as rows of 日历.
    """
    grids = {grid.name: grid for grid in snapshot.grids}
    made: dict[str, Cells] = {}
    for sheet, where in parsed.layout.sheets.items():
        made[where.name] = dict(_cells(where, grids[where.name], parsed, move))
        if sheet == "event":
            made[where.name] |= dict(_event(where, move, name))
        elif sheet == "calendar":
            made[where.name] = dict(_calendar(where, grids[where.name], official, parsed.layout.language))
        elif sheet == "brief":
            made[where.name] |= dict(_lessons(where, parsed.plan, parsed.layout.language))
    return {tab: cells for tab, cells in made.items() if cells}


def _cells(where: SheetLayout, grid: Grid, parsed: Parsed, move: Move) -> Iterator[tuple[Spot, Raw]]:
    row_type = SHEETS[where.sheet]
    if where.sheet in PAST_SHEETS:
        yield from _emptied(where, grid, where.rows)
    elif where.sheet == "actions":
        yield from _open_actions(where, grid, parsed.plan)
    elif where.sheet not in UNMOVED:
        if where.sheet == "metrics":
            yield from _previous(where, parsed.plan)
            yield from _courses(where, parsed.plan)
        for row in parsed.plan.rows(where.sheet):
            yield from _row(row_type, row, where, grid, move)
        yield from _sides(where, parsed.plan, move)


def _row(
    row_type: type[Row], row: Row, where: SheetLayout, grid: Grid, move: Move
) -> Iterator[tuple[Spot, Raw]]:
    """Yield what changes in one row: the past is emptied, planned days move."""
    past = PAST.get(where.sheet, frozenset())
    for key, column in row_type.columns_of(Owner.PEOPLE).items():
        if key not in (where.entries if row_type.shape is Shape.FORM else where.columns):
            continue
        spot = where.cell(row.row, key)
        raw, value = grid.cell(*spot), getattr(row, key)
        if raw in (None, "") or spot in grid.formulas:
            continue
        if key in past:
            yield spot, None
        elif isinstance(column.kind, Date) and isinstance(value, date) and not _is_relative(raw):
            yield spot, move.day(value)


def _is_relative(raw: Raw) -> bool:
    """Return whether a day is written as one from the event, such as ``T-7``, and moves by itself."""
    return isinstance(raw, str) and raw.strip()[:1] in {"T", "t", "Ｔ", "ｔ"}


def _sides(where: SheetLayout, plan: Plan, move: Move) -> Iterator[tuple[Spot, Raw]]:
    for entry, row in where.entries.items():
        side = plan.sides.get((where.sheet, entry))
        if side and side.due:
            yield (row, where.columns["due"]), move.day(side.due)


def _event(where: SheetLayout, move: Move, name: str) -> Iterator[tuple[Spot, Raw]]:
    values: dict[str, Raw] = {"name": name, "event_date": move.new[0]}
    if move.old[0] != move.old[1]:
        values["end_date"] = move.new[1]
    for entry, value in values.items():
        if entry in where.entries:
            yield where.cell(0, entry), value


def _previous(where: SheetLayout, plan: Plan) -> Iterator[tuple[Spot, Raw]]:
    """Yield the last actuals as the previous values, where there is a column for them."""
    for metric in plan.metrics if "previous" in where.columns else ():
        if metric.actual is not None:
            yield (metric.row, where.columns["previous"]), float(metric.actual)


def _courses(where: SheetLayout, plan: Plan) -> Iterator[tuple[Spot, Raw]]:
    """Yield how each result came in, where there is a column for it and the daily figures add up to it."""
    for metric in plan.metrics if "course" in where.columns else ():
        for figure in COUNTED:
            counts = _counts(metric, figure, plan)
            whole = counts[-1][1] if counts else None
            if whole and metric.actual and abs(whole - metric.actual) <= NEARLY * metric.actual:
                yield (metric.row, where.columns["course"]), course_of(recorded(counts))
                break


def _counts(metric: Metric, figure: str, plan: Plan) -> list[tuple[Decimal, Decimal]]:
    """Return what had come in of a daily figure after which share of the time in which a metric counted."""
    counted = [row.day for row in plan.daily if row.day and getattr(row, figure)]
    first, last = metric.counted_from or min(counted, default=None), metric.due
    if first is None or last is None or last <= first:
        return []
    days = (last - first).days + 1
    brought: dict[int, Decimal] = {}
    for row in plan.daily:
        count = getattr(row, figure)
        if row.day and count and first <= row.day <= last:
            number = (row.day - first).days + 1
            brought[number] = brought.get(number, Decimal(0)) + count
    totals = accumulate(brought[number] for number in sorted(brought))
    return [(Decimal(number) / days, total) for number, total in zip(sorted(brought), totals, strict=True)]


def _lessons(where: SheetLayout, plan: Plan, language: str) -> Iterator[tuple[Spot, Raw]]:
    lessons = [point.lesson for point in plan.review if point.lesson]
    if "reference_event" in where.entries and (lessons or plan.event.name):
        words = wording(language)
        said = words.text("next_event", "reference", name=plan.event.name or "", day=plan.event.event_date)
        yield where.cell(0, "reference_event"), "\n".join([said, *(f"- {lesson}" for lesson in lessons)])


def _open_actions(where: SheetLayout, grid: Grid, plan: Plan) -> Iterator[tuple[Spot, Raw]]:
    """Yield the rows of open actions moved up, and the ends of them emptied."""
    still_open = [action.row for action in plan.actions if action.status != "done"]
    for target, source in zip(where.rows, still_open, strict=False):
        if target != source:
            for column in _width(where, grid):
                yield (target, column), grid.cell(source, column)
    yield from _emptied(where, grid, where.rows[len(still_open) :])
    if "problem" in where.columns:  # the problems themselves belong to the last event's review
        for row in where.rows:
            yield (row, where.columns["problem"]), None


def _calendar(
    where: SheetLayout, grid: Grid, official: Iterable[Mapping[str, Raw]], language: str
) -> Iterator[tuple[Spot, Raw]]:
    """Yield the official days of the next event's years in place of all that stood there."""
    columns = {key: column for key, column in SHEETS["calendar"].columns().items() if key in where.columns}
    rows = list(official)
    yield from _emptied(where, grid, where.rows)
    for number, row in enumerate(rows, where.header_row + 1):
        for key, column in columns.items():
            if key in row:
                value: Any = row[key]
                yield (number, where.columns[key]), written(value, column, language)


def _emptied(where: SheetLayout, grid: Grid, rows: Iterable[int]) -> Iterator[tuple[Spot, Raw]]:
    for row in rows:
        for column in _width(where, grid):
            if grid.cell(row, column) not in (None, ""):
                yield (row, column), None


def _width(where: SheetLayout, grid: Grid) -> Iterator[int]:
    """Yield the columns of a table that hold no formulas, people's own included."""
    table = grid.tables.get(SHEETS[where.sheet].table)
    first, last = (
        (table[1], table[3]) if table else (min(where.columns.values()), max(where.columns.values()))
    )
    computed = SHEETS[where.sheet].columns_of(Owner.FORMULA, Owner.SHEETPLAN)
    ours = {column for key, column in where.columns.items() if key in computed}
    for column in range(first, last + 1):
        if column not in ours and (where.header_row + 1, column) not in grid.formulas:
            yield column
