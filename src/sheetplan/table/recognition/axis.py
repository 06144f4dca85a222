"""Time across: columns that stand for days, weeks, months or numbered periods."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from sheetplan.model.reading import tidy
from sheetplan.model.spans import Span
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid
from sheetplan.table.recognition.headings import area_of, blank
from sheetplan.table.recognition.years import NOTHING, Dating, Since, dating, is_day, lacks_year

FEWEST = 3
"""Points that make an axis; of bare numbers, `COUNTED`."""
COUNTED = 5
LONGEST_LABEL = 16
"""Characters of a heading that may be a day or a month."""
Known = Callable[[], Dating]
WEEK = 7
UNDATED = "undated"
"""The unit of a day whose year nobody tells."""


class Point(NamedTuple):
    """A column of an axis, or several that share a heading.

    Attributes:
        span: the days it stands for; None where it only has a number or a name.
        number: which period it is, where periods are counted.
    """

    column: int
    last_column: int
    label: str
    span: Span | None = None
    number: int | None = None
    unit: str = ""


def axis_at(grid: Grid, row: int, since: Since = NOTHING) -> tuple[Point, ...]:
    """Return the time that a row lays out across its columns; nothing where it does not."""
    if not 0 < row <= len(grid.rows):
        return ()
    cells = [cell for cell in grid.rows[row - 1] if not blank(cell)]
    if (
        len(cells) < FEWEST
        or sum(isinstance(cell, str) and len(cell) > LONGEST_LABEL for cell in cells) > len(cells) / 2
    ):
        return ()
    above = [cell for cell in grid.rows[row - 2] if not blank(cell)] if row > 1 else []
    known = cache(lambda: dating(grid, row, [*above, *cells], since))
    points = tuple(_points(grid, row, known))
    for sort in (_is_day, _is_counted, _is_named, _is_undated):
        chosen = [point for point in points if sort(point)]
        fewest = COUNTED if any(not point.unit for point in chosen if sort is _is_counted) else FEWEST
        if len(chosen) >= fewest and _rises(chosen):
            return tuple(_until_the_next(chosen))
    return ()


def _points(grid: Grid, row: int, known: Known) -> Iterator[Point]:
    month: str | None = None
    for column, cell in enumerate(grid.rows[row - 1], 1):
        above = grid.cell(row - 1, area_of(grid, row - 1, column)[1]) if row > 1 else None
        if isinstance(above, str) and _MONTH_OF.search(tidy(above)):
            month = above
        elif not blank(above):
            month = None
        if blank(cell) or isinstance(cell, bool):
            continue
        yield _point(cell, column, area_of(grid, row, column)[3], month, known)


def _point(cell: Raw, column: int, last: int, month: str | None, known: Known) -> Point:
    label = cell.isoformat() if isinstance(cell, date) else str(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return Point(column, last, label, Span(cell, cell))
    whole = _whole(cell)
    if whole is not None:
        day = _day_in(month, whole, known)
        return Point(column, last, label, Span(day, day) if day else None, None if day else whole)
    text = tidy(label)
    counted = _COUNTED.fullmatch(text)
    if counted:
        number = next(group for group in counted.group("han", "latin") if group)
        unit = next(name for name, pattern in _UNITS.items() if re.search(pattern, text.lower()))
        return Point(column, last, label, None, _ordinal(number), unit)
    timely = isinstance(cell, str) and _MAY_BE_TIME.search(text) and is_day(text)
    span = known().span(text) if timely else None
    if _NAMED.fullmatch(text.lower()):
        return Point(column, last, label, span, None, "named")
    undated = span is None and timely and lacks_year(text)
    return Point(column, last, label, span, None, UNDATED if undated else "")


def _day_in(month: str | None, day: int, known: Known) -> date | None:
    """Return a day under the heading of its month; None where no month stands above, or of no year."""
    if month is None or not 1 <= day <= 31:
        return None
    span = known().span(month)
    if span is None:
        return None
    try:
        return span.start.replace(day=day)
    except ValueError:
        return None


def _until_the_next(points: Sequence[Point]) -> Iterator[Point]:
    """Yield the points, where they are the first days of weeks or longer with all days up to the next."""
    days = [point.span.start for point in points if point.span and point.span.start == point.span.finish]
    steps = sorted((second - first).days for first, second in pairwise(days))
    usual = steps[len(steps) // 2] if len(days) == len(points) else 0
    for index, point in enumerate(points):
        if point.span is None or usual < WEEK - 2:
            yield point
            continue
        start = point.span.start
        later = [day for day in days[index + 1 :] if day > start]
        regular = index > 0 and (start - days[index - 1]).days == usual
        finish = (later[0] if later else start + timedelta(usual if regular else 1)) - timedelta(1)
        yield point._replace(span=Span(start, _workday(start, finish)))


def _workday(first: date, last: date) -> date:
    """Return the last weekday between two days."""
    while last > first and last.weekday() > 4:
        last -= timedelta(1)
    return last


def _is_day(point: Point) -> bool:
    return point.span is not None


def _is_counted(point: Point) -> bool:
    return point.number is not None


def _is_named(point: Point) -> bool:
    return point.unit == "named"


def _is_undated(point: Point) -> bool:
    return point.unit == UNDATED


def _rises(points: Sequence[Point]) -> bool:
    if all(point.span for point in points):
        starts = [point.span.start for point in points if point.span]
        return all(first <= second for first, second in pairwise(starts)) and starts[0] < starts[-1]
    if all(point.number is not None for point in points):
        numbers = [point.number or 0 for point in points]
        return all(second == first + 1 for first, second in pairwise(numbers))
    return True


def _whole(cell: Raw) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell):
        return int(cell)
    if isinstance(cell, str) and cell.strip().isdecimal() and len(cell.strip()) <= 3:
        return int(cell)
    return None


def _ordinal(text: str) -> int:
    from sheetplan.model.numerals import chinese_number  # noqa: PLC0415 - few say it in characters

    return int(text) if text.isdecimal() else int(chinese_number(text) or 0)


_MONTH_OF = re.compile(
    r"^(?:\d{4}[-/.年]?)?\d{1,2}月份?$|^\d{4}[-/.]\d{1,2}$"
    r"|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?'?\d{0,4}$",
    re.IGNORECASE,
)
_MAY_BE_TIME = re.compile(r"[\d一二三四]|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_COUNTED = re.compile(
    r"第(?P<han>\d{1,3}|[一二三四五六七八九十]{1,3})(?:个)?(?:周|星期|月|天|日|期)"
    r"|(?:week|wk|w|month|m|day|d|period|p)\.?(?P<latin>\d{1,3})",
    re.IGNORECASE,
)
_UNITS = {"week": "周|星期|^w", "month": "月|^m", "day": ""}
_NAMED = re.compile(
    r"(?:\d{4}年)?\d{1,2}月份?|[一二三四五六七八九十]{1,2}月份?|(?:\d{4}年?)?(?:q[1-4]|第?[1-4一二三四]季度)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?(?:\d{4})?|q[1-4](?:\d{4})?"
)
