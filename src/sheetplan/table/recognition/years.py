"""The year of days that leave it out, and which number of 3/1 is the day: from what else a sheet says.

A year is taken from the day of the event, from the years in titles, or from other dates. Where the days
cross New Year and only one year is named, nobody can tell which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.days import read_day
from sheetplan.model.reading import Context, tidy
from sheetplan.model.spans import Span, read_span
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid
from sheetplan.table.recognition.vocabulary import words

BEFORE = timedelta(270)
"""How far before an event its preparations begin."""
EARLY = timedelta(31)
"""How far before the day on which a project is said to begin its first work may lie."""
SPREAD = 300
"""Days within which dates lie that tell the year of those beside them."""
HALF = timedelta(182)
FAR = 6
"""Months from which on a step back is one over New Year."""


class Since(NamedTuple):
    """What is known of the time that a sheet is about, besides what stands in it.

    Attributes:
        first_day: the first day, in ISO form; empty where nobody has said it.
        event: the day of the event, where the workbook names it.
    """

    first_day: str = ""
    event: date | None = None


NOTHING = Since()


class Dating(NamedTuple):
    """How days are read that leave something open.

    Attributes:
        first_day: the day from which on those without a year count; None where nobody can tell the year.
        day_first: whether 3/1 is a day of January; None where nobody can tell.
    """

    first_day: date | None = None
    day_first: bool | None = None

    def span(self, cell: Raw) -> Span | None:
        """Return the days that a cell speaks of: one, or several as in 3月2日-3月5日."""
        if isinstance(cell, datetime):
            cell = cell.date()
        if isinstance(cell, date):
            return Span(cell, cell)
        text = tidy(cell) if isinstance(cell, str) else ""
        month = _ENGLISH_MONTH.fullmatch(text.lower())
        if month:
            text = f"{month[2]}年" * bool(month[2]) + f"{_MONTHS.index(month[1][:3]) // 3 + 1}月"
        if not _DIGIT.search(text) or (self.day_first is None and _SLASHED.fullmatch(text)):
            return None
        context = Context(lambda *_: None, lambda *_: "", None, self.first_day, self.day_first)
        day = read_day(text, context).value
        return Span(day, day) if isinstance(day, date) else read_span(text, context)


AS_IT_IS = Dating()


def dating(grid: Grid, row: int, cells: Sequence[Raw], since: Since) -> Dating:
    """Return how the days of a column or a row are read.

    Args:
        grid: the sheet.
        row: its row of headings.
        cells: the days, in their order.
        since: what else is known.
    """
    texts = [tidy(cell) for cell in cells if isinstance(cell, str)]
    order = _day_first(texts, grid, row)
    if since.first_day:
        return Dating(date.fromisoformat(since.first_day), order)
    return Dating(
        _first_day(grid, row, [*_months(texts, Dating(date(2000, 1, 1), order))], cells, since.event), order
    )


def is_day(cell: Raw) -> bool:
    """Return whether a cell says days, with or without a year."""
    return _says_day(cell) if isinstance(cell, str) else isinstance(cell, date)


@lru_cache(maxsize=1 << 14)
def _says_day(text: str) -> bool:
    said = Dating(date(2000, 1, 1), day_first=False).span(_WEEKDAY.sub("", tidy(text)))
    return said is not None or _SLASHED.fullmatch(tidy(text)) is not None


def names_year(text: str) -> bool:
    """Return whether a text names a year."""
    return _YEAR.search(text) is not None


def lacks_year(cell: Raw) -> bool:
    """Return whether a cell says days and no year."""
    return isinstance(cell, str) and not _YEAR.search(cell) and is_day(cell)


def event_day(grids: Iterable[Grid]) -> date | None:
    """Return the day that stands beside words such as 活动日期; None where several do, or none."""
    days = {day for grid in grids for day in _labelled(grid, words("rows", "event_day"))}
    return days.pop() if len(days) == 1 else None


def day_above(grid: Grid, row: int) -> str:
    """Return the day of the start that is written above a table, as beside 项目开始."""
    found = next(_labelled(grid._replace(rows=grid.rows[: row - 1]), words("rows", "first_day")), None)
    return found.isoformat() if found else ""


def _labelled(grid: Grid, labels: frozenset[str]) -> Iterator[date]:
    """Yield the days that stand to the right of a label."""
    for cells in grid.rows:
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, str) and len(cell) <= LABEL and fold(cell.strip(" :：")) in labels:
                day = next((one for one in cells[column : column + 3] if one not in (None, "")), None)
                span = Dating().span(day)
                if span and span.start == span.finish:
                    yield span.start


def _first_day(
    grid: Grid, row: int, months: Sequence[int], cells: Sequence[Raw], event: date | None
) -> date | None:
    if event:
        return event - BEFORE
    start = day_above(grid, row)
    if start:
        return date.fromisoformat(start) - EARLY
    years, crossing = sorted(years_said(grid, row)), _crosses(months)
    if len(years) == 1:
        return None if crossing else date(years[0], 1, 1)
    if years:
        turn = crossing and years[1:] == [years[0] + 1]
        return date(years[0], months[0], 1) if turn else None
    below = (cell for cells in grid.rows[row:] for cell in cells)
    days = sorted(span.start for cell in (*below, *cells) if (span := _whole(cell)))
    if not days or (days[-1] - days[0]).days > SPREAD:
        return None
    return days[0] + (days[-1] - days[0]) / 2 - HALF


def years_said(grid: Grid, row: int) -> set[int]:
    """Return the years that are spoken of down to a row, and on the tab."""
    years = {int(found[1]) for found in _YEAR.finditer(grid.name)}
    for cells in grid.rows[:row]:
        for cell in cells:
            if isinstance(cell, date):
                years.add(cell.year)
            elif isinstance(cell, str):
                years |= {int(found[1]) for found in _YEAR.finditer(cell)}
    return years


def _whole(cell: Raw) -> Span | None:
    """Return the day of a date, or of a text with a year."""
    if isinstance(cell, str) and not _YEAR.search(cell):
        return None
    return Dating().span(cell)


def _months(texts: Iterable[str], trial: Dating) -> Iterator[int]:
    """Yield the months of the days that leave out their year."""
    for text in texts:
        span = None if _YEAR.search(text) else trial.span(_WEEKDAY.sub("", text))
        if span:
            yield span.start.month


def _crosses(months: Sequence[int]) -> bool:
    """Return whether days go over New Year once: 11月, 12月, 1月, and not all over the year."""
    steps = [later - earlier for earlier, later in pairwise(months)]
    held = sorted(set(months))
    gap = max((later - earlier for earlier, later in pairwise(held)), default=0)
    back, ahead = sum(step <= -FAR for step in steps), sum(step >= FAR for step in steps)
    return back == 1 and ahead == 0 and gap > FAR - 2


def _day_first(texts: Sequence[str], grid: Grid, row: int) -> bool | None:
    """Return whether days stand before months in 3/1; None where neither the days nor the language tell."""
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _SLASHED.fullmatch(text))]
    if any(first > 12 for first, _ in pairs):
        return True
    if any(second > 12 for _, second in pairs):
        return False
    said = "".join(cell for cells in grid.rows[:row] for cell in cells if isinstance(cell, str))
    return False if _HAN.search(grid.name + said) else None


_WEEKDAY = re.compile(r"(?<=[日号\d])[(,]?(?:周|星期|礼拜)[一二三四五六日天]\)?")
"""A day of the week behind a day, which says nothing of its own here."""
_DIGIT = re.compile(r"[\d一二三四]")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ENGLISH_MONTH = re.compile(r"((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.?,?(\d{4})?")
LABEL = 20
"""Characters of a label."""
_HAN = re.compile("[\u4e00-\u9fff]")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:日|号)?(?:[~～至到—–-]+\d{1,2}[/.]\d{1,2}(?:日|号)?)?")
