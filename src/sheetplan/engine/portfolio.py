"""Many events as one: what they add up to, whose weeks are too full across them, what they have taught."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import quantiles
from typing import NamedTuple

from sheetplan.engine.benchmark import Benchmark
from sheetplan.engine.event_facts import EventFacts, Slip
from sheetplan.language import fold

FEWEST_FOR_QUARTILES = 2
ORDER = ("running", "preparing", "undated", "finished")


class Entry(NamedTuple):
    """An event, and the workbook it stands in."""

    file: str
    facts: EventFacts


class Week(NamedTuple):
    """What one person has to do in one week, for all events together.

    Attributes:
        events: the names of the events.
        capacity: the most that any of them says the person can do.
    """

    person: str
    week: date
    effort: Decimal
    capacity: Decimal
    events: tuple[str, ...]

    @property
    def overload(self) -> Decimal:
        """Return by how much the effort exceeds the capacity; 0 where it fits."""
        return max(self.effort - self.capacity, Decimal(0))


class LateTask(NamedTuple):
    """A late task of any event."""

    event: str
    file: str
    slip: Slip


class Totals(NamedTuple):
    """What all events add up to."""

    events: int
    by_state: Mapping[str, int]
    budget: Decimal
    actual: Decimal
    forecast: Decimal
    tasks_slipping: int
    tasks_overdue: int
    errors: int


class Portfolio(NamedTuple):
    """Many events as one."""

    entries: tuple[Entry, ...]
    totals: Totals
    late: tuple[LateTask, ...]
    weeks: tuple[Week, ...]
    benchmarks: tuple[Benchmark, ...]


def portfolio_of(entries: Iterable[Entry]) -> Portfolio:
    """Return many events as one: late tasks by how late they are, weeks by how full they are.

    Events come by date, first what is going on; those that are over come last, the latest first.
    """
    known = sorted(entries, key=_order)
    late = [
        LateTask(entry.facts.name, entry.file, slip)
        for entry in known
        if entry.facts.state != "finished"
        for slip in entry.facts.slips
    ]
    return Portfolio(
        tuple(known),
        _totals([entry.facts for entry in known]),
        tuple(sorted(late, key=lambda each: -each.slip.days)),
        weeks_of(known),
        benchmarks_of(entry.facts for entry in known),
    )


def _order(entry: Entry) -> tuple[int, int, str]:
    day = (entry.facts.event_date or date.max).toordinal()
    over = entry.facts.state == "finished"
    return ORDER.index(entry.facts.state), -day if over else day, entry.facts.name


def _totals(events: Sequence[EventFacts]) -> Totals:
    states = Counter(facts.state for facts in events)
    return Totals(
        events=len(events),
        by_state={state: states[state] for state in ORDER},
        budget=sum((facts.budget for facts in events), Decimal(0)),
        actual=sum((facts.actual for facts in events), Decimal(0)),
        forecast=sum((facts.forecast for facts in events), Decimal(0)),
        tasks_slipping=sum(facts.tasks_slipping for facts in events),
        tasks_overdue=sum(facts.tasks_overdue for facts in events),
        errors=sum(facts.errors for facts in events),
    )


def weeks_of(entries: Iterable[Entry]) -> tuple[Week, ...]:
    """Return every person's weeks over all events that are not over, the fullest first."""
    efforts: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    capacities: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    events: dict[tuple[str, date], list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in entries:
        if entry.facts.state == "finished":
            continue
        for work in entry.facts.work:
            key = names.setdefault(fold(work.person), work.person), work.week
            efforts[key] += work.effort
            capacities[key] = max(capacities[key], work.capacity)
            events[key].append(entry.facts.name)
    found = (
        Week(*key, effort, capacities[key], tuple(dict.fromkeys(events[key])))
        for key, effort in efforts.items()
    )
    return tuple(sorted(found, key=lambda week: (-week.overload, week.week, week.person)))


def benchmarks_of(events: Iterable[EventFacts]) -> tuple[Benchmark, ...]:
    """Return what the finished events among some measured, by type, measure and group."""
    values: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for facts in events:
        if facts.state == "finished":
            for sample in facts.samples:
                values[facts.type, sample.measure, sample.group].append(sample.value)
    return tuple(_benchmark(*key, sorted(found)) for key, found in sorted(values.items()))


def forecasts_held(events: Iterable[EventFacts]) -> dict[str, tuple[int, int]]:
    """Return by event type how many forecasts that were 80 % sure held, of how many that can be told."""
    told: dict[str, list[bool]] = defaultdict(list)
    for facts in events:
        if facts.state == "finished" and facts.forecast_held is not None:
            told[facts.type].append(facts.forecast_held)
    return {kind: (sum(held), len(held)) for kind, held in told.items()}


def _benchmark(event_type: str, measure: str, group: str, values: list[Decimal]) -> Benchmark:
    many = len(values) >= FEWEST_FOR_QUARTILES
    low, middle, high = quantiles(values, n=4, method="inclusive") if many else (values[0],) * 3
    return Benchmark(event_type, measure, group, len(values), middle, low, high, values[0], values[-1])
