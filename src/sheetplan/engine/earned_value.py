"""Earned value: what was planned to be worth, what is worth, and what it cost, by a day.

The names are those of the field's standards. Work earns its planned cost evenly over the working days from
its start to its finish, both included; a milestone all at once. Money is exact but for planned values, which
are rounded to the cent task by task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from sheetplan.engine.baselines import Agreed
from sheetplan.engine.progress import agreed_dates
from sheetplan.engine.stands import has_begun, is_done
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import fold
from sheetplan.model.sheets.tasks import Task

NOTHING, WHOLE = Decimal(0), Decimal(1)
_CENT = Decimal("0.01")

Method = Literal["typical", "atypical", "cost_and_schedule"]
"""How the rest will go.

``typical``: at the cost performance so far, budget ÷ CPI. ``atypical``: as budgeted, actual cost + budget −
earned value. ``cost_and_schedule``: at the cost and the schedule performance so far, actual cost + (budget −
earned value) ÷ (CPI × SPI).
"""
METHODS: tuple[Method, ...] = ("typical", "atypical", "cost_and_schedule")


class EarnedValue(NamedTuple):
    """The three values on a day, and the whole budget; all else follows from them."""

    planned_value: Decimal
    earned_value: Decimal
    actual_cost: Decimal
    budget_at_completion: Decimal

    @property
    def schedule_variance(self) -> Decimal:
        """Return EV − PV: below zero where less was done than planned."""
        return self.earned_value - self.planned_value

    @property
    def cost_variance(self) -> Decimal:
        """Return EV − AC: below zero where the work cost more than it is worth."""
        return self.earned_value - self.actual_cost

    @property
    def schedule_performance_index(self) -> Decimal | None:
        """Return EV ÷ PV, None while nothing was planned."""
        return _ratio(self.earned_value, self.planned_value)

    @property
    def cost_performance_index(self) -> Decimal | None:
        """Return EV ÷ AC, None while nothing was spent."""
        return _ratio(self.earned_value, self.actual_cost)

    def estimate_at_completion(self, method: Method = "typical") -> Decimal | None:
        """Return what all will have cost in the end, None where the method lacks a divisor."""
        spent, left = self.actual_cost, self.budget_at_completion - self.earned_value
        if method == "atypical":
            return spent + left
        if method == "typical":
            return _ratio(self.budget_at_completion * spent, self.earned_value) if spent else None
        rest = _ratio(left * spent * self.planned_value, self.earned_value**2)
        return None if rest is None or not spent or not self.planned_value else spent + rest

    def estimate_to_complete(self, method: Method = "typical") -> Decimal | None:
        """Return what is still to be spent: EAC − AC."""
        estimate = self.estimate_at_completion(method)
        return None if estimate is None else estimate - self.actual_cost

    def variance_at_completion(self, method: Method = "typical") -> Decimal | None:
        """Return BAC − EAC: below zero where the budget will not do."""
        estimate = self.estimate_at_completion(method)
        return None if estimate is None else self.budget_at_completion - estimate

    def to_complete_performance_index(self, goal: Decimal | None = None) -> Decimal | None:
        """Return the cost performance that the rest needs: (BAC − EV) ÷ (goal − AC).

        Args:
            goal: what all may cost; the budget, where none is given. None comes back where it is spent.
        """
        left = (self.budget_at_completion if goal is None else goal) - self.actual_cost
        return (self.budget_at_completion - self.earned_value) / left if left > 0 else None


class Package(NamedTuple):
    """A piece of work with its money: what a task is to earned value.

    Attributes:
        cost: what it is to cost.
        planned: its start and finish as agreed.
        done: the share that is done.
        spent: what it has cost.
        worked: from when to when it was worked on, until the status date where it is not done.
    """

    cost: Decimal
    planned: tuple[date, date] | None = None
    done: Decimal = NOTHING
    spent: Decimal = NOTHING
    worked: tuple[date, date] | None = None


class ValuePoint(NamedTuple):
    """The values at the end of a day; what lies ahead has only been planned."""

    day: date
    planned_value: Decimal
    earned_value: Decimal | None
    actual_cost: Decimal | None


def earned_value_of(packages: Iterable[Package], day: date, calendar: WorkingCalendar) -> EarnedValue:
    """Return the values of some work at the end of a day."""
    known = tuple(packages)
    return EarnedValue(
        sum((_planned(package, day, calendar) for package in known), NOTHING),
        sum((package.cost * package.done for package in known), NOTHING),
        sum((package.spent for package in known), NOTHING),
        sum((package.cost for package in known), NOTHING),
    )


def value_series(
    packages: Sequence[Package], days: Iterable[date], status_date: date, calendar: WorkingCalendar
) -> Iterator[ValuePoint]:
    """Yield the values at the end of each day; earned value and cost accrue evenly while work goes on."""
    for day in days:
        planned = sum((_planned(package, day, calendar) for package in packages), NOTHING)
        if day > status_date:
            yield ValuePoint(day, planned, None, None)
            continue
        shares = [_accrued(package, day, calendar) for package in packages]
        pairs = list(zip(packages, shares, strict=True))
        earned = sum((_cents(package.cost * package.done * share) for package, share in pairs), NOTHING)
        spent = sum((_cents(package.spent * share) for package, share in pairs), NOTHING)
        yield ValuePoint(day, planned, earned, spent)


def packages_of(
    tasks: Iterable[Task],
    status_date: date,
    calendar: WorkingCalendar,
    agreed: Mapping[str, Agreed] | None = None,
) -> tuple[Package, ...]:
    """Return a plan's tasks as work with money. What summaries cost stands at their parts.

    Args:
        tasks: the plan's.
        status_date: until when work in progress was worked on.
        calendar: the working days.
        agreed: dates and costs of a baseline by folded code, instead of those in the task's own columns.
    """
    known = tuple(tasks)
    summaries = {fold(task.parent) for task in known if task.parent}
    return tuple(
        _package(task, status_date, calendar, (agreed or {}).get(fold(task.code or "")))
        for task in known
        if fold(task.code or "") not in summaries
    )


def _package(task: Task, status_date: date, calendar: WorkingCalendar, agreed: Agreed | None) -> Package:
    cost, planned = task.planned_cost, agreed_dates(task, calendar)
    if agreed is not None:
        cost = cost if agreed.cost is None else agreed.cost
        planned = (agreed.start or agreed.finish, agreed.finish) if agreed.finish else planned
    done = WHOLE if is_done(task) else task.percent_complete or NOTHING
    return Package(
        cost or NOTHING, planned, done, task.actual_cost or NOTHING, _worked(task, planned, status_date)
    )


def _worked(task: Task, planned: tuple[date, date] | None, status_date: date) -> tuple[date, date] | None:
    """Return from when to when a task was worked on, as far as anybody said."""
    if not has_begun(task):
        return None
    finish = task.actual_finish or (
        min(planned[1], status_date) if planned and is_done(task) else status_date
    )
    start = task.actual_start or (planned[0] if planned else finish)
    return min(start, finish), finish


def _accrued(package: Package, day: date, calendar: WorkingCalendar) -> Decimal:
    """Return the share of what was done and spent that had been by the end of a day."""
    if package.worked is None:
        return NOTHING
    return share_of(*package.worked, day, calendar)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)


def _planned(package: Package, day: date, calendar: WorkingCalendar) -> Decimal:
    if package.planned is None:
        return NOTHING
    return _cents(package.cost * share_of(*package.planned, day, calendar))


def share_of(start: date, finish: date, day: date, calendar: WorkingCalendar) -> Decimal:
    """Return the share of the working days from start to finish that lie behind at the end of a day."""
    if day >= finish:
        return WHOLE
    before = calendar.before(start)
    whole, gone = calendar.elapsed(finish) - before, calendar.elapsed(day) - before
    return Decimal(gone) / whole if 0 < gone < whole else NOTHING


def _ratio(part: Decimal, whole: Decimal) -> Decimal | None:
    return part / whole if whole else None
