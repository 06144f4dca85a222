"""Time across: columns that stand for days, weeks, months or numbered periods."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial
from itertools import pairwise
from typing import NamedTuple

from sheetplan.model.days import read_day
from sheetplan.model.reading import Context, tidy
from sheetplan.model.spans import Span, read_span
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid
from sheetplan.table.recognition.headings import area_of, blank

FEWEST = 3
"""Points that make an axis; of bare numbers, `COUNTED`."""
COUNTED = 5
LONGEST_LABEL = 16
"""Characters of a heading that may be a day or a month."""
Year = Callable[[], int | None]
WEEK = 7


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


def axis_at(grid: Grid, row: int) -> tuple[Point, ...]:
    """Return the time that a row lays out across its columns; nothing where it does not."""
    if not 0 < row <= len(grid.rows):
        return ()
    cells = [cell for cell in grid.rows[row - 1] if not blank(cell)]
    if (
        len(cells) < FEWEST
        or sum(isinstance(cell, str) and len(cell) > LONGEST_LABEL for cell in cells) > len(cells) / 2
    ):
        return ()
    points = tuple(_points(grid, row, cache(partial(year_said, grid, row))))
    for sort in (_is_day, _is_counted, _is_named):
        chosen = [point for point in points if sort(point)]
        fewest = COUNTED if any(not point.unit for point in chosen if sort is _is_counted) else FEWEST
        if len(chosen) >= fewest and _rises(chosen):
            return tuple(_until_the_next(chosen))
    return ()


def year_said(grid: Grid, row: int) -> int | None:
    """Return the one year that is spoken of down to a row; None where there is none, or another one too."""
    years: set[int] = {int(found[1]) for found in _YEAR.finditer(grid.name)}
    for cells in grid.rows[:row]:
        for cell in cells:
            if isinstance(cell, date):
                years.add(cell.year)
            elif isinstance(cell, str):
                years |= {int(found[1]) for found in _YEAR.finditer(cell)}
    return years.pop() if len(years) == 1 else None


def span_said(cell: Raw, year: int | None) -> Span | None:
    """Return the days that a cell speaks of: one, or several as in 3月2日-3月5日."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return Span(cell, cell)
    return _span(tidy(cell), lambda: year) if isinstance(cell, str) else None


def _points(grid: Grid, row: int, year: Year) -> Iterator[Point]:
    month: str | None = None
    for column, cell in enumerate(grid.rows[row - 1], 1):
        above = grid.cell(row - 1, area_of(grid, row - 1, column)[1]) if row > 1 else None
        if isinstance(above, str) and _MONTH_OF.search(tidy(above)):
            month = above
        elif not blank(above):
            month = None
        if blank(cell) or isinstance(cell, bool):
            continue
        yield _point(cell, column, area_of(grid, row, column)[3], month, year)


def _point(cell: Raw, column: int, last: int, month: str | None, year: Year) -> Point:
    label = cell.isoformat() if isinstance(cell, date) else str(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return Point(column, last, label, Span(cell, cell))
    whole = _whole(cell)
    if whole is not None:
        day = _day_in(month, whole, year)
        return Point(column, last, label, Span(day, day) if day else None, None if day else whole)
    text = tidy(label)
    counted = _COUNTED.fullmatch(text)
    if counted:
        number = next(group for group in counted.group("han", "latin") if group)
        unit = next(name for name, pattern in _UNITS.items() if re.search(pattern, text.lower()))
        return Point(column, last, label, None, _ordinal(number), unit)
    span = _span(text, year)
    return Point(column, last, label, span, None, "named" if _NAMED.fullmatch(text.lower()) else "")


def _span(text: str, year: Year) -> Span | None:
    """Return the days that a heading names; without a year, those of the year spoken of."""
    english = _ENGLISH_MONTH.fullmatch(text.lower())
    if english:
        number = _MONTHS.index(english[1][:3]) // 3 + 1
        said = int(english[2]) if english[2] else year()
        text = f"{said}年{number}月" if said else ""
    if not _DIGIT.search(text):
        return None
    said = year()
    context = Context(lambda *_: None, lambda *_: "", date(said, 7, 1) if said else None)
    day = read_day(text, context).value if text else None
    if isinstance(day, date):
        return Span(day, day)
    return read_span(text, context) if text else None


def _day_in(month: str | None, day: int, year: Year) -> date | None:
    """Return a day under the heading of its month; None where no month stands above, or of no year."""
    if month is None or not 1 <= day <= 31:
        return None
    span = _span(tidy(month), year)
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


_DIGIT = re.compile(r"[\d一二三四]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_MONTH_OF = re.compile(
    r"^(?:\d{4}[-/.年]?)?\d{1,2}月份?$|^\d{4}[-/.]\d{1,2}$"
    r"|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?'?\d{0,4}$",
    re.IGNORECASE,
)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ENGLISH_MONTH = re.compile(r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?,?(\d{4})?")
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
