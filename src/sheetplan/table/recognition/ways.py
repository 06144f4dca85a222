"""How strangers say what ours has a column for: by marks under days, sums over months, and more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from math import fsum
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.amounts import read_amount
from sheetplan.model.reading import Flaw
from sheetplan.model.spans import Span
from sheetplan.model.values import ErrorValue, Raw, Uncomputed
from sheetplan.table.cell import Grid
from sheetplan.table.layout import Derived
from sheetplan.table.recognition.axis import Point
from sheetplan.table.recognition.headings import area_of, blank
from sheetplan.table.recognition.vocabulary import words
from sheetplan.table.recognition.years import Dating

DAYS_A_WEEK = 5
FRIDAY = 4
LONGEST_NAME = 12
"""Characters of a name; longer marks say what is done, not who does it."""


class Line(NamedTuple):
    """A row of a stranger's table, and all that may be needed to tell what it says.

    Attributes:
        column: where the column's own cell is, for ways that have one.
        heading: what stands over it.
        group: what the rows around it are headed with, and where.
        dating: how days are read that leave out their year.
    """

    grid: Grid
    row: int
    column: int
    heading: str
    axis: tuple[Point, ...]
    group: Derived
    first_day: date | None
    dating: Dating

    @property
    def own(self) -> Derived:
        """Return what stands in the column's own cell."""
        return Derived(self.grid.cell(self.row, self.column), self.row, self.column)


def marked(grid: Grid, row: int, axis: tuple[Point, ...]) -> Iterator[tuple[Point, Point, Derived]]:
    """Yield each mark under an axis, with the points at which it begins and ends."""
    for point in axis:
        for column in range(point.column, point.last_column + 1):
            raw = grid.cell(row, column)
            if not blank(raw) and raw is not False and raw != 0:
                right = area_of(grid, row, column)[3]
                last = max((one for one in axis if one.column <= right), key=lambda one: one.column)
                yield point, last, Derived(raw, row, column)


def days_of(point: Point, first_day: date | None) -> Span | None:
    """Return the days that a point of an axis stands for; None where nobody can tell."""
    if point.span or point.number is None or first_day is None:
        return point.span
    return period(point.number, point.unit, first_day)


def period(number: int, unit: str, first_day: date) -> Span:
    """Return the days of a period that is only numbered: of the third week, of the tenth working day."""
    if unit == "week":
        start = first_day + timedelta(7 * (number - 1))
        last = start + timedelta(6)
        return Span(
            start, last - timedelta(max(0, last.weekday() - FRIDAY)) if start.weekday() == 0 else last
        )
    if unit == "month":
        return Span(_months_on(first_day, number - 1), _months_on(first_day, number) - timedelta(1))
    monday = first_day - timedelta(min(first_day.weekday(), FRIDAY))
    whole, rest = divmod(min(first_day.weekday(), FRIDAY) + number - 1, DAYS_A_WEEK)
    day = monday + timedelta(7 * whole + rest)
    return Span(day, day)


def unit_of(heading: str) -> str:
    """Return what a heading counts in: weeks, months, hours, minutes, or days where it says nothing else."""
    said = {*re.findall(r"[a-z]+", heading.casefold())}
    bare = fold(heading)
    for unit in ("weeks", "months", "hours", "minutes"):
        if any(word in said or (not word.isascii() and word in bare) for word in words("units", unit)):
            return unit.removesuffix("s")
    return "day"


def named(marks: list[Raw]) -> bool:
    """Return whether marks say who, rather than that or what: the same few short words again and again."""
    texts = [mark.strip() for mark in marks if isinstance(mark, str)]
    said = [text for text in texts if _is_name(text)]
    return bool(texts) and len(said) > 0.8 * len(texts) and len({*said}) <= 0.6 * len(said) + 1


def _is_name(text: str) -> bool:
    return (
        len(text) <= LONGEST_NAME
        and any(mark.isalpha() for mark in text)
        and fold(text) not in words("status", "done")
        and text.casefold() not in {"x", "v", "o"}
    )


def _first(line: Line) -> Derived:
    return _edge(line, min, 0)


def _last(line: Line) -> Derived:
    return _edge(line, max, 1)


def _edge(line: Line, choose: Callable[..., tuple[date, Derived]], end: int) -> Derived:
    days = [
        (span[end], cell)
        for *points, cell in marked(line.grid, line.row, line.axis)
        if (span := days_of(points[end], line.first_day))
    ]
    if not days:
        return Derived(None, line.row, line.axis[0].column if line.axis else line.column)
    day, cell = choose(days, key=lambda one: one[0])
    return cell._replace(raw=day)


def _marks(line: Line) -> Derived:
    cells = [cell for *_, cell in marked(line.grid, line.row, line.axis) if isinstance(cell.raw, str)]
    said = dict.fromkeys(str(cell.raw).strip() for cell in cells)
    place = cells[0] if cells else Derived(None, line.row, line.axis[0].column if line.axis else line.column)
    return place._replace(raw=", ".join(said) or None)


def _sum(line: Line) -> Derived:
    cells = [cell for *_, cell in marked(line.grid, line.row, line.axis)]
    broken = next((cell for cell in cells if not _is_number(cell.raw)), None)
    if broken:
        return broken
    place = cells[0] if cells else Derived(None, line.row, line.axis[0].column if line.axis else line.column)
    total = round(fsum(float(cell.raw) for cell in cells), 6)  # type: ignore[arg-type]
    return place._replace(raw=total if cells else None)


def _period(line: Line, end: int = 0) -> Derived:
    own = line.own
    if not _is_number(own.raw) or line.first_day is None or not 0 < float(own.raw) < 1000:  # type: ignore[arg-type]
        return own if isinstance(own.raw, str | date) else own._replace(raw=None)
    return own._replace(raw=period(int(own.raw), unit_of(line.heading), line.first_day)[end])  # type: ignore[arg-type]


def _period_end(line: Line) -> Derived:
    return _period(line, 1)


def _span_first(line: Line) -> Derived:
    return _in_span(line, 0)


def _span_last(line: Line) -> Derived:
    return _in_span(line, 1)


def _in_span(line: Line, end: int) -> Derived:
    own = line.own
    span = line.dating.span(own.raw)
    return own._replace(raw=span[end]) if span else own


def _weeks(line: Line) -> Derived:
    return _scaled(line, DAYS_A_WEEK)


def _hundredths(line: Line) -> Derived:
    return _scaled(line, 0.01)


def _scaled(line: Line, factor: float) -> Derived:
    """Return the number that stands there in our measure; a text that is none stays for people to mend."""
    own = line.own
    raw = own.raw
    if isinstance(raw, str) and not isinstance(raw, ErrorValue | Uncomputed):
        amount = read_amount(raw)
        if isinstance(amount, Flaw):
            return own
        said = float(amount.value)
        return own._replace(raw=said if amount.unit == "%" else round(said * factor, 9))
    return own._replace(raw=round(float(raw) * factor, 9)) if _is_number(raw) else own  # type: ignore[arg-type]


def _status(line: Line) -> Derived:
    own = line.own
    if _is_number(own.raw) or own.raw is None:
        return own
    if isinstance(own.raw, bool):
        return own._replace(raw=1.0 if own.raw else 0.0)
    said = fold(str(own.raw))
    rate = 1.0 if said in words("status", "done") else 0.0 if said in words("status", "open") else None
    return own._replace(raw=rate)


def _total(line: Line) -> Derived:
    return line.own


def _group(line: Line) -> Derived:
    return line.group


WAYS: Mapping[str, Callable[[Line], Derived]] = {
    "first": _first,
    "last": _last,
    "marks": _marks,
    "sum": _sum,
    "total": _total,
    "period": _period,
    "period_end": _period_end,
    "span_first": _span_first,
    "span_last": _span_last,
    "weeks": _weeks,
    "hundredths": _hundredths,
    "status": _status,
    "section": _group,
    "block": _group,
    "above": _group,
}
"""How a column comes about: of days the first and the last marked one, of marks who they name …"""

SPANS = frozenset({"span_first", "span_last"})
"""Ways that read two columns of ours from one of theirs."""
ACROSS = frozenset({"first", "last", "marks", "sum"})
"""Ways that read what stands under an axis."""
BESIDE = ACROSS | {"total"}
"""Ways of tables that are known again by their axis."""


def _is_number(raw: Raw) -> bool:
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
