"""Use case: what is worth knowing of each workbook among many, and the tables that show it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from sheetplan.app.checked import counts
from sheetplan.app.pipeline import Examined
from sheetplan.app.workbooks import House, check_file
from sheetplan.engine.benchmark import Benchmark
from sheetplan.engine.event_facts import EventFacts, facts_of
from sheetplan.engine.portfolio import Entry, LateTask, Portfolio, Week
from sheetplan.engine.sums import ratio
from sheetplan.language import Wording

MOST_ROWS = 300
"""Late tasks and weeks that are shown: the worst. Nobody reads more, and a page must open at once."""


class Known(NamedTuple):
    """What is worth knowing of a workbook with a fingerprint, as text that can be kept."""

    fingerprint: str
    result: str

    @property
    def made(self) -> tuple[Path, ...]:
        """Return the files that were made of the workbook: none."""
        return ()


def know_file(house: House, path: Path, *, status_date: date | None) -> Known:
    """Return what is worth knowing of a workbook; it is only read."""
    found = check_file(house, path, status_date)
    return Known(found.snapshot.fingerprint, kept(event_facts(found)))


def event_facts(found: Examined) -> EventFacts:
    """Return what is worth knowing of an examined workbook."""
    plan, outcome = found.parsed.plan, found.outcome
    facts = facts_of(plan, outcome, found.calendar, counts(found.findings)["errors"])
    return facts._replace(forecast_held=_held(found)) if facts.state == "finished" else facts


def _held(found: Examined) -> bool | None:
    from sheetplan.engine.hindcast import forecast_held  # noqa: PLC0415 - only what is finished asks

    return forecast_held(found.parsed.plan, found.calendar)


def kept(facts: EventFacts) -> str:
    """Return what is known of an event as text that can be kept."""
    return json.dumps(facts, default=str, ensure_ascii=False, separators=(",", ":"))


def recalled(result: str) -> EventFacts:
    """Return what was kept of a workbook."""
    facts: EventFacts = _adapter().validate_json(result)
    return facts


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter  # noqa: PLC0415 - a night shift writes facts, and reads none

    return TypeAdapter(EventFacts)


class Column(NamedTuple):
    """A column of a table: its key in the wording, and its kind: text, state, date, number, money, rate."""

    key: str
    kind: str


class Table(NamedTuple):
    """A table of the portfolio as plain values, fit for a page and for a workbook.

    Attributes:
        kinds: of single cells that differ from their column's, by row and column.
        left_out: rows that there is no room for.
    """

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    kinds: dict[tuple[int, int], str]
    left_out: int = 0


EVENTS = (
    ("name", "text"), ("type", "text"), ("state", "state"), ("event_date", "date"), ("lead", "text"),
    ("department", "text"), ("progress", "rate"), ("slipping", "number"), ("overdue", "number"),
    ("forecast_finish", "date"), ("achievement", "rate"), ("metrics_met", "number"), ("metrics", "number"),
    ("budget", "money"), ("actual", "money"), ("forecast", "money"), ("forecast_rate", "rate"),
    ("errors", "number"),
)  # fmt: skip
LATE = (
    ("name", "text"), ("code", "text"), ("title", "text"), ("responsible", "text"), ("finish", "date"),
    ("days", "number"),
)  # fmt: skip
WEEKS = (
    ("person", "text"), ("week", "date"), ("effort", "number"), ("capacity", "number"),
    ("overload", "number"), ("events", "text"),
)  # fmt: skip
BENCHMARKS = (
    ("type", "text"), ("measure", "text"), ("group", "text"), ("count", "number"), ("low", "number"),
    ("median", "number"), ("high", "number"), ("least", "number"), ("most", "number"),
)  # fmt: skip
RATES = frozenset({"conversion", "click_rate", "budget_share", "spend_rate"})
"""Measures whose values are shares."""


def tables(portfolio: Portfolio, words: Wording) -> tuple[Table, ...]:
    """Return the tables of a portfolio: events, late tasks, people's weeks, benchmarks."""
    return (
        _table("events", EVENTS, [_event(entry) for entry in portfolio.entries]),
        _table("late", LATE, [_late(late, words) for late in portfolio.late], MOST_ROWS),
        _table("weeks", WEEKS, [_week(week, words) for week in portfolio.weeks], MOST_ROWS),
        benchmark_table(portfolio.benchmarks, words),
    )


def benchmark_table(benchmarks: Sequence[Benchmark], words: Wording) -> Table:
    """Return what finished events measured, as a table."""
    named = words.section("portfolio", "measures")
    rows = [
        (known.type, named[known.measure], known.group, known.events, known.low, known.median, known.high,
         known.least, known.most)
        for known in benchmarks
    ]  # fmt: skip
    table = _table("benchmarks", BENCHMARKS, rows)
    numbers = range(4, len(BENCHMARKS))
    shares = [row for row, known in enumerate(benchmarks) if known.measure in RATES]
    return table._replace(kinds={(row, column): "rate" for row in shares for column in numbers})


def _table(
    key: str, columns: Sequence[tuple[str, str]], rows: Sequence[tuple[Any, ...]], most: int | None = None
) -> Table:
    shown = tuple(rows[:most])
    return Table(key, tuple(Column(*column) for column in columns), shown, {}, len(rows) - len(shown))


def _event(entry: Entry) -> tuple[Any, ...]:
    facts = entry.facts
    return (
        facts.name or Path(entry.file).stem, facts.type, facts.state, facts.event_date, facts.lead,
        facts.department, facts.tasks_done / facts.tasks if facts.tasks else None, facts.tasks_slipping,
        facts.tasks_overdue, facts.forecast_finish, facts.achievement, facts.metrics_met, facts.metrics,
        facts.budget, facts.actual, facts.forecast, ratio(facts.forecast, facts.budget), facts.errors,
    )  # fmt: skip


def _late(late: LateTask, words: Wording) -> tuple[Any, ...]:
    slip = late.slip
    return (late.event, slip.code, slip.title, _listed(slip.responsible, words), slip.finish, slip.days)


def _week(week: Week, words: Wording) -> tuple[Any, ...]:
    return (week.person, week.week, week.effort, week.capacity, week.overload, _listed(week.events, words))


def _listed(names: Sequence[str], words: Wording) -> str:
    return words.text("listing", "separator").join(names)


Shown = Callable[[Portfolio, Sequence[Table], Wording, Path], bytes]
"""Writes a portfolio: its tables, in words, for a folder from which links lead."""
