"""Approvals, and whether the figures they were given for are still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sheetplan.engine.budget import Budget
from sheetplan.engine.outcome import ApprovalOutcome
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.approvals import Approval
from sheetplan.model.values import Value

MEANT = "budget_and_date"
"""What an approval is about where it does not say."""
DIGITS = 16


def approvals_of(plan: Plan, budget: Budget) -> tuple[ApprovalOutcome, ...]:
    """Return whether each approval holds, and what is to be noted of the figures that it was given for.

    The figures are noted once, where somebody has agreed and nothing is noted yet. Whoever agrees anew after
    a change empties 审批时数字, and the figures of that day are noted.
    """
    return tuple(_approval(approval, _figures(approval, plan, budget)) for approval in plan.approvals)


def _approval(approval: Approval, figures: Sequence[str]) -> ApprovalOutcome:
    if approval.decision != "approved":
        return ApprovalOutcome(standing="open")
    fingerprint = hashlib.sha256("\n".join(figures).encode()).hexdigest()[:DIGITS]
    if approval.figures is None:
        return ApprovalOutcome("valid", _shown(figures), fingerprint)
    return ApprovalOutcome(standing="valid" if approval.fingerprint in (None, fingerprint) else "void")


def noted(plan: Plan, approvals: Sequence[ApprovalOutcome]) -> Iterator[tuple[tuple[str, int, str], Value]]:
    """Yield what stands in people's cells from now on, by sheet, worksheet row and column."""
    for row, outcome in zip(plan.approvals, approvals, strict=True):
        if outcome.figures_noted is not None:
            yield ("approvals", row.row, "figures"), outcome.figures_noted
            yield ("approvals", row.row, "fingerprint"), outcome.fingerprint_noted


def _figures(approval: Approval, plan: Plan, budget: Budget) -> tuple[str, ...]:
    """Return the figures that an approval is about, each as one writes it."""
    total, day = _amount(budget.planned), str(plan.event.event_date or "")
    lines = (
        f"{line.code}: {_amount(outcome.planned)}"
        for line, outcome in zip(plan.budget, budget.lines, strict=True)
    )
    targets = (
        f"{metric.metric}: {_amount(metric.target)}–{_amount(metric.upper)}" for metric in plan.metrics
    )
    return {
        "budget_total": (total,),
        "event_date": (day,),
        MEANT: (total, day),
        "budget_lines": (total, *lines),
        "targets": tuple(targets),
    }[approval.figure or MEANT]


def _amount(number: Decimal | None) -> str:
    return "" if number is None else f"{number:,.2f}"


def _shown(figures: Sequence[str]) -> str:
    """Return the first figures in one line; the fingerprint stands for all of them."""
    return " · ".join(figures[:3]).strip(" ·") or "–"
