"""Worksheet functions: what the engine computes, for any cell of any workbook (Windows, through xlwings).

Excel's own WORKDAY and NETWORKDAYS know no make-up working days (调休); these do. The functions are plain
Python: `xlwings.func` only notes that they may be called from a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import xlwings as xw

from sheetplan.adapters.public_holidays import calendar_data
from sheetplan.app.delay_text import causes_in_words
from sheetplan.app.delays import explained
from sheetplan.app.pipeline import examine
from sheetplan.app.refusal import Refusal
from sheetplan.documents.capital_rmb import capital_rmb
from sheetplan.engine.achievement import achievement_of
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import LANGUAGES, Wording, wording
from sheetplan.model.sheets.metrics import Metric
from sheetplan.model.sheets.tasks import Task
from sheetplan.model.values import Raw
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.wiring import house

COUNTRY = "CN"


@xw.func
def sheetplan_workday(start: datetime, days: float, country: str | None = None) -> datetime:
    """Return the day so many working days after another, or before it where the number is negative."""
    day = _calendar(country, start.year).add(start.date(), int(days))
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel's days have no time zone


@xw.func
def sheetplan_networkdays(start: datetime, finish: datetime, country: str | None = None) -> int:
    """Return the number of working days from one day to another, both counted."""
    return _calendar(country, start.year).working_days_between_inclusive(start.date(), finish.date())


@xw.func
def sheetplan_achievement(target: float, actual: float, direction: str | None = None) -> float | str:
    """Return actual ÷ target, or target ÷ actual where the direction is ``lower``; empty without a target."""
    metric = Metric(target=_decimal(target), actual=_decimal(actual), direction=direction)
    rate = achievement_of(metric, date.max, None).achievement_rate
    return "" if rate is None else float(rate)


@xw.func
def sheetplan_tiered(quantity: float, tiers: Sequence[Sequence[float]]) -> float | str:
    """Return the price of the tier that a quantity reaches; empty below the first.

    Args:
        quantity: such as an exposure.
        tiers: two columns, from which quantity on and at what price, in any order.
    """
    reached = [(start, price) for start, price, *_ in tiers if start is not None and start <= quantity]
    return max(reached)[1] if reached else ""


@xw.func
def sheetplan_rmb(amount: float) -> str:
    """Return an amount in the capital characters of cheques and contracts (人民币大写)."""
    return capital_rmb(_decimal(amount))


@xw.func
@xw.arg("tasks", ndim=2)
def sheetplan_why(task: str, tasks: Sequence[Sequence[Raw]], status_date: datetime | None = None) -> str:
    """Return why a task is late, a line for each cause, in the language of the headings.

    Args:
        task: its id.
        tasks: the whole table with its headings: ``Tasks[#All]``.
        status_date: the day at which it is measured; today where none is given.
    """
    said = {str(heading) for heading in tasks[0]}
    words = max(map(wording, LANGUAGES), key=lambda words: len(said & _headings(words)))
    name = words.sheet("tasks")
    table = {"Tasks": (1, 1, len(tasks), len(tasks[0]))}
    snapshot = Snapshot((Grid(name, tuple(map(tuple, tasks)), tables=table),), "")
    home, day = house(), status_date.date() if status_date else None
    try:
        found = examine(snapshot, status_date=day, today=home.today, holidays=home.holidays)
        return "\n".join(causes_in_words(explained(found, str(task)), words))
    except Refusal as refusal:
        return refusal.worded(name, words)


@lru_cache(maxsize=64)
def _calendar(country: str | None, year: int) -> WorkingCalendar:
    """Return the calendar of a country for the years around one; a deadline is seldom further away."""
    return WorkingCalendar(calendar_data(country or COUNTRY, range(year - 1, year + 3)))


def _headings(words: Wording) -> set[str]:
    return {words.heading("tasks", name) for name in Task.columns()}


def _decimal(number: float) -> Decimal:
    return Decimal(repr(float(number)))
