"""Budget questions beyond the sheet's own sums: the reserve, the suggested split, what is to be paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sheetplan.engine.budget import RESERVE
from sheetplan.engine.outcome import CategoryOutcome
from sheetplan.engine.sums import NOTHING, ratio, total
from sheetplan.model.sheets.budget import BudgetLine
from sheetplan.model.sheets.budget_summary import BudgetCategory


class Reserve(NamedTuple):
    """What is kept for the unforeseen, its share of the whole budget, and how much of it is gone."""

    planned: Decimal
    share: Decimal | None
    used: Decimal
    use_rate: Decimal | None

    @property
    def left(self) -> Decimal:
        """Return what is left of it, below zero where more was spent."""
        return self.planned - self.used


class Split(NamedTuple):
    """A category's share of the budget beside the one that its event type suggests."""

    category: str
    suggested: Decimal | None
    share: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Return share − suggested, None where one of them is missing."""
        return None if self.share is None or self.suggested is None else self.share - self.suggested


class Payments(NamedTuple):
    """What was promised or spent, paid, and is due: overdue by the status date, or later."""

    owed: Decimal
    paid: Decimal
    overdue: Decimal

    @property
    def outstanding(self) -> Decimal:
        """Return what is still to be paid."""
        return self.owed - self.paid


def reserve_of(categories: Sequence[BudgetCategory], outcomes: Sequence[CategoryOutcome]) -> Reserve:
    """Return the reserve: the categories of that nature."""
    kept = [
        found
        for category, found in zip(categories, outcomes, strict=True)
        if category.nature == RESERVE and category.category
    ]
    planned, used = total(found.planned for found in kept), total(found.actual for found in kept)
    shares = [found.share for found in kept if found.share is not None]
    return Reserve(planned, sum(shares, NOTHING) if shares else None, used, ratio(used, planned))


def splits_of(categories: Sequence[BudgetCategory], outcomes: Sequence[CategoryOutcome]) -> tuple[Split, ...]:
    """Return every category's share beside the suggested one."""
    return tuple(
        Split(category.category, category.target_share, found.share)
        for category, found in zip(categories, outcomes, strict=True)
        if category.category
    )


def payments_of(lines: Sequence[BudgetLine], status_date: date) -> Payments:
    """Return what is owed by the lines that are ordered or spent, and what of it is paid.

    A line without a sum paid is paid whole where its status says so.
    """
    owed = paid = overdue = NOTHING
    for line in lines:
        sum_ = line.actual if line.actual is not None else line.committed
        if sum_ is None:
            continue
        gone = line.paid if line.paid is not None else sum_ if line.payment == "paid" else NOTHING
        owed, paid = owed + sum_, paid + gone
        if line.payment_due is not None and line.payment_due < status_date:
            overdue += max(sum_ - gone, NOTHING)
    return Payments(owed, paid, overdue)
