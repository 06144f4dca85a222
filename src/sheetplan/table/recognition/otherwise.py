"""What a column may be that holds something in another form than ours: periods, weeks, percents, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sheetplan.language import fold
from sheetplan.model.kinds import Money
from sheetplan.model.values import Raw
from sheetplan.table.recognition.alike import MOST, is_number, share, suits, told
from sheetplan.table.recognition.likeness import Guess
from sheetplan.table.recognition.vocabulary import lump_words, wanted, words
from sheetplan.table.recognition.ways import unit_of
from sheetplan.table.recognition.years import is_day, lacks_year

PERIODS = 1000
SPANNED = {
    "baseline_start": "span_first",
    "baseline_finish": "span_last",
    "deadline": "span_last",
    "actual_start": "span_first",
    "actual_finish": "span_last",
}
"""How a day is read that leaves out its year, by column."""


def otherwise(
    sheet: str, key: str, column: int, heading: str, cells: Sequence[Raw]
) -> Iterator[tuple[str, Guess]]:
    """Yield what a column may be that holds something in another form: numbers of periods, weeks, words."""
    if sheet == "budget" and key == "unit_price":
        alike = 0.95 * told(heading, lump_words())
        yield from _sure(key, column, heading, alike and alike * suits(Money(), cells))
    if sheet != "tasks" or not cells:
        return
    alike = told(heading, wanted(sheet)[key][1])
    if key in _STARTS | _FINISHES and share(cells, _counts) == 1:
        alike = max(alike, told(_UNIT.sub("", heading).strip(), wanted(sheet)[key][1]))
        yield from _sure(key, column, heading, alike - 0.05, "period" if key in _STARTS else "period_end")
    if key == "duration" and unit_of(heading) == "week":
        yield from _sure(
            key, column, heading, max(alike, told(_bare(heading), wanted(sheet)[key][1])), "weeks"
        )
    if key == "percent_complete":
        if all(map(is_number, cells)) and 1 < max(map(float, cells)) <= 100 and min(map(float, cells)) >= 0:  # type: ignore[arg-type]
            yield from _sure(key, column, heading, alike - 0.05, "hundredths")
        if fold(heading) in words("status", "words") and share(cells, _is_status) >= MOST:
            yield key, Guess(column, heading, 0.75, "status")


def dated(key: str, guess: Guess, cells: Sequence[Raw]) -> Iterator[tuple[str, Guess]]:
    """Yield a column of days without a year, as 3月20日 under 2026年工作计划."""
    if any(map(lacks_year, cells)) and share(cells, is_day) >= MOST:
        yield from _sure(key, guess.column, guess.heading, guess.confidence - 0.05, guess.way)


def _sure(
    key: str, column: int, heading: str, confidence: float, way: str = ""
) -> Iterator[tuple[str, Guess]]:
    if confidence >= 0.72:
        yield key, Guess(column, heading, round(confidence, 2), way)


def _counts(cell: Raw) -> bool:
    return is_number(cell) and 0 < float(cell) < PERIODS and float(cell).is_integer()  # type: ignore[arg-type]


def _is_status(cell: Raw) -> bool:
    if isinstance(cell, bool) or (is_number(cell) and 0 <= float(cell) <= 1):  # type: ignore[arg-type]
        return True
    return isinstance(cell, str) and any(
        fold(cell) in words("status", key) for key in ("done", "open", "going")
    )


def _bare(heading: str) -> str:
    """Return a heading without its unit."""
    return heading.partition("(")[0].partition("（")[0]


_STARTS = frozenset({"baseline_start", "actual_start"})
_FINISHES = frozenset({"baseline_finish", "actual_finish"})
_UNIT = re.compile(r"\b(?:weeks?|wks?|months?|days?|periods?|no\.?)\b|周次?|月份?|期数?$", re.IGNORECASE)
