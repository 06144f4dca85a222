"""Python for analysts: a workbook opened for reading, with everything that sheetplan computes from it.

    >>> import sheetplan
    >>> book = sheetplan.open("launch.xlsx", status_date=date(2026, 5, 4))
    >>> book.tasks.query("critical == 'yes'")[["title", "start", "finish", "total_slack"]]

Nothing here writes to the workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sheetplan.app.baselines import chosen_baseline
from sheetplan.app.pipeline import Examined
from sheetplan.app.workbooks import check_file
from sheetplan.engine.attribution import Journey, attribute
from sheetplan.engine.baselines import Baseline, Movement, baselines_of, movements, own_baseline
from sheetplan.engine.causes import Cause, Why
from sheetplan.engine.critical_paths import critical_paths
from sheetplan.engine.earned_value import EarnedValue, Package, earned_value_of, packages_of, value_series
from sheetplan.engine.funnel import Funnel, funnel_of
from sheetplan.engine.outcome import Outcome
from sheetplan.engine.risk_of_delay import RUNS, SEED, Shape, Simulation, simulate
from sheetplan.engine.schedule import schedule
from sheetplan.engine.show_measures import ShowMeasures, measures_of
from sheetplan.engine.spending import Payments, Reserve, Split, payments_of, reserve_of, splits_of
from sheetplan.engine.stands import anchored_tasks
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.engine.workload import Load, overloads_of, workload_of
from sheetplan.language import fold
from sheetplan.model.kinds import Date, Number, Offset, Quantity
from sheetplan.model.plan import Plan
from sheetplan.model.row import Row
from sheetplan.model.row import Shape as SheetShape
from sheetplan.model.sheets import SHEETS
from sheetplan.rules.rule import Finding
from sheetplan.wiring import house

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Book", "Journey", "Simulated", "attribute", "open"]


def open(path: str | PathLike[str], *, status_date: date | None = None) -> Book:  # noqa: A001 - as pandas says it
    """Return a workbook with its plan and its outcome.

    Args:
        path: an .xlsx workbook.
        status_date: the day at which everything is measured; else the one in its settings, else today.

    Raises:
        sheetplan.app.refusal.Refusal: the file cannot be read, or is none of ours.
    """
    return Book(check_file(house(), Path(path), status_date))


class Book:
    """A workbook, read and computed.

    Attributes:
        plan: what people wrote, row by row; dates, `Decimal` numbers, keys of choices.
        outcome: what sheetplan computed, one record per row.
        findings: what it found wrong.
        calendar: the working days.
        scheduled: the tasks as they are scheduled, with anchors to the event (``T-7``) as dates.
    """

    def __init__(self, found: Examined) -> None:
        self._found = found
        self.plan: Plan = found.parsed.plan
        self.outcome: Outcome = found.outcome
        self.findings: tuple[Finding, ...] = found.findings
        self.calendar: WorkingCalendar = found.calendar
        self.scheduled = tuple(anchored_tasks(self.plan.tasks, self.plan.event.event_date, self.calendar))

    def __repr__(self) -> str:
        return f"<Book {self.plan.event.name or '?'}: {len(self.plan.tasks)} tasks at {self.status_date}>"

    @property
    def status_date(self) -> date:
        """Return the day at which everything is measured."""
        return self.outcome.status_date

    # Frames

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the keys of the sheets that have frames."""
        return tuple(sheet for sheet in SHEETS if sheet != "findings")

    def frame(self, sheet: str) -> pd.DataFrame:
        """Return a sheet as a frame: a row each, columns by their keys, people's and computed ones.

        Dates are timestamps, numbers are floats, choices are their keys, lists of names are tuples. The index
        is the row's id where the sheet has one; a form is a frame of one row.

        Raises:
            KeyError: no such sheet.
        """
        import pandas as pd  # noqa: PLC0415 - whoever wants no frame starts without it

        row_type, rows = SHEETS[sheet], self.plan.rows(sheet)
        records = self.outcome.records(sheet) or (None,) * len(rows)
        found = pd.DataFrame(
            [_cells(row, record) for row, record in zip(rows, records, strict=True)],
            columns=_names(row_type, records),
        )
        declared = row_type.columns()
        for name in found.columns:
            kind = declared[name].kind if name in declared else None
            if isinstance(kind, Number | Quantity | Offset):
                found[name] = found[name].astype(float)
            elif isinstance(kind, Date) or _has_dates(found[name]):
                found[name] = pd.to_datetime(found[name])
        keyed = row_type.key and row_type.shape is SheetShape.TABLE
        return found.set_index(row_type.key) if keyed else found

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """Return the tasks with their forecast, early and late dates, slack and progress."""
        return self.frame("tasks")

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """Return the metrics with achievement, pace and forecast."""
        return self.frame("metrics")

    @cached_property
    def budget(self) -> pd.DataFrame:
        """Return the lines of the budget with their sums."""
        return self.frame("budget")

    @cached_property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Return the critical paths as codes of tasks, the longest first."""
        found = schedule(
            self.scheduled,
            self.status_date,
            self.calendar,
            critical_slack=self.plan.settings.critical_slack,
        )
        return tuple(
            tuple(self.outcome.tasks[index].code for index in path) for path in critical_paths(found)
        )

    # Delays

    @property
    def baselines(self) -> tuple[Baseline, ...]:
        """Return the baselines of the workbook in the order in which they were set."""
        return baselines_of(self.plan.baselines)

    def movements(self, baseline: str | None = None) -> tuple[Movement, ...]:
        """Return how every task has moved against a baseline.

        Args:
            baseline: its name; else the one the settings choose, else the tasks' own baseline columns.

        Raises:
            sheetplan.app.refusal.Refusal: there is no such baseline.
        """
        return movements(self._baseline(baseline), self.outcome.tasks, self.calendar)

    def why(self, task: str, baseline: str | None = None) -> tuple[Cause, ...]:
        """Return the causes of a task's delay, nearest first; none where it is on time.

        Raises:
            sheetplan.app.refusal.Refusal: there is no such baseline.
        """
        chosen = chosen_baseline(self._found, baseline)
        return Why(self.plan, self.status_date, self.calendar, chosen).of(task)

    def simulate(self, *, runs: int = RUNS, seed: int = SEED, shape: Shape = "pert") -> Simulated:
        """Return what many runs with durations between optimistic and pessimistic say of the dates."""
        found = simulate(self.scheduled, self.status_date, self.calendar, runs=runs, seed=seed, shape=shape)
        return Simulated(self, found)

    def workload(self) -> pd.DataFrame:
        """Return the person-days of each person and week, against what can be done."""
        return _frame(workload_of(self.plan, self.outcome.tasks, self.status_date, self.calendar), "overload")

    def overloads(self) -> tuple[Load, ...]:
        """Return the people's weeks with more to do than can be done, the worst first."""
        return overloads_of(workload_of(self.plan, self.outcome.tasks, self.status_date, self.calendar))

    # Money

    def earned_value(self, day: date | None = None, baseline: str | None = None) -> EarnedValue:
        """Return planned value, earned value and actual cost at the end of a day; the status date by default.

        Costs are those of the tasks (planned and actual cost); progress is what it is now.
        """
        packages = self._packages(baseline)
        return earned_value_of(packages, day or self.status_date, self.calendar)

    def value_series(self, days: Iterable[date] = (), baseline: str | None = None) -> pd.DataFrame:
        """Return the three values by day: those given, else every Friday of the plan and the status date."""
        packages = self._packages(baseline)
        wanted = sorted(set(days)) or self._fridays()
        return _frame(tuple(value_series(packages, wanted, self.status_date, self.calendar))).set_index("day")

    def reserve(self) -> Reserve:
        """Return the reserve: planned, its share of the budget, used."""
        return reserve_of(self.plan.budget_summary, self.outcome.budget_summary)

    def splits(self) -> tuple[Split, ...]:
        """Return every category's share of the budget beside the suggested one."""
        return splits_of(self.plan.budget_summary, self.outcome.budget_summary)

    def payments(self) -> Payments:
        """Return what is owed, paid and overdue."""
        return payments_of(self.plan.budget, self.status_date)

    # Results

    def funnel(self) -> Funnel:
        """Return the funnel of the metrics, with its worst step."""
        return funnel_of(self.plan.metrics, self.outcome.metrics)

    def show(self) -> ShowMeasures:
        """Return the lengths and intervals of the run of show."""
        return measures_of(self.plan.run_of_show, self.outcome.run_of_show)

    def _baseline(self, name: str | None) -> Baseline:
        return chosen_baseline(self._found, name) or own_baseline(self.scheduled, self.calendar)

    def _packages(self, baseline: str | None) -> tuple[Package, ...]:
        chosen = chosen_baseline(self._found, baseline)
        agreed = chosen.tasks if chosen else None
        return packages_of(self.scheduled, self.status_date, self.calendar, agreed)

    def _fridays(self) -> list[date]:
        tasks = [task for task in self.outcome.tasks if task.start and task.finish]
        if not tasks:
            return [self.status_date]
        first = min(task.start for task in tasks if task.start)
        last = max(task.finish for task in tasks if task.finish)
        friday = first + timedelta(days=(4 - first.weekday()) % 7)
        weeks = range((last - friday).days // 7 + 2)
        return sorted({self.status_date, *(friday + timedelta(days=7 * week) for week in weeks)})


class Simulated:
    """What many runs of a plan said, with tasks by their codes."""

    def __init__(self, book: Book, found: Simulation) -> None:
        self._book = book
        self._found = found
        self._index = {fold(task.code): index for index, task in enumerate(book.outcome.tasks)}

    @property
    def runs(self) -> int:
        """Return how many runs there were."""
        return self._found.runs

    def finish(self, percent: int, *tasks: str) -> date | None:
        """Return the day by which tasks were finished in so many of a hundred runs; all, if none is named."""
        return self._found.finish(percent, self._indexes(tasks))

    def event(self, percent: int) -> date | None:
        """Return the day by which all that the event needs was finished in so many of a hundred runs."""
        return self._found.finish(percent, self._for_the_event())

    def chance_by(self, day: date, *tasks: str) -> Decimal | None:
        """Return the share of runs in which tasks were finished by the end of a day."""
        return self._found.chance_by(day, self._indexes(tasks))

    def chance_of_the_event(self) -> Decimal | None:
        """Return the share of runs in which all was ready by the day of the event; None without one."""
        day = self._book.plan.event.event_date
        return None if day is None else self._found.chance_by(day, self._for_the_event())

    def frame(self, percents: Sequence[int] = (50, 80, 95)) -> pd.DataFrame:
        """Return for each task the days by which it was finished, and how often it was critical."""
        import pandas as pd  # noqa: PLC0415 - see above

        rows = [
            {"code": task.code, "title": task.title, "forecast": task.finish}
            | {f"p{percent}": self._found.finish(percent, [index]) for percent in percents}
            | {"criticality": float(self._found.criticality(index))}
            for index, task in enumerate(self._book.outcome.tasks)
        ]
        found = pd.DataFrame(rows)
        for name in ("forecast", *(f"p{percent}" for percent in percents)):
            found[name] = pd.to_datetime(found[name])
        return found.set_index("code")

    def _indexes(self, tasks: Iterable[str]) -> list[int]:
        return [self._index[fold(code)] for code in tasks]

    def _for_the_event(self) -> list[int]:
        """Return the tasks that are planned to be finished by the event; all, where nothing says."""
        day = self._book.plan.event.event_date
        return [
            index
            for index, task in enumerate(self._book.scheduled)
            if day is not None and (planned := task.baseline_finish or task.deadline) and planned <= day
        ]


def _names(row_type: type[Row], records: Sequence[object]) -> list[str]:
    names = list(row_type.columns())
    return names + [name for name in _fields(records) if name not in names and name != "code"]


def _fields(records: Sequence[object]) -> tuple[str, ...]:
    return getattr(records[0], "_fields", ()) if records else ()


def _cells(row: Row, record: object) -> dict[str, Any]:
    """Return the cells of a row: people's, and in the place of computed ones what was computed."""
    cells = {name: getattr(row, name) for name in row.columns()}
    if record is not None:
        cells |= {name: getattr(record, name) for name in _fields((record,)) if name != "code"}
    return {name: _plain(value) for name, value in cells.items()}


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value


def _frame(records: Sequence[Any], *more: str) -> pd.DataFrame:
    """Return records as a frame, with some of their properties as further columns."""
    import pandas as pd  # noqa: PLC0415 - see above

    rows = [
        {name: _plain(value) for name, value in record._asdict().items()}
        | {name: _plain(getattr(record, name)) for name in more}
        for record in records
    ]
    found = pd.DataFrame(rows)
    for name in found.columns:
        if _has_dates(found[name]):
            found[name] = pd.to_datetime(found[name])
    return found


def _has_dates(column: Iterable[object]) -> bool:
    return any(isinstance(value, date) for value in column)
