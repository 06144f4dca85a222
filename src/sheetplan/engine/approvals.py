"""What was approved: the figures, a fingerprint of them, and whether the approval still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal

from sheetplan.engine.outcome import ApprovalOutcome, BudgetLineOutcome, Figure
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.approvals import Approval
from sheetplan.model.values import Value

DEFAULT_FIGURE = "budget_and_date"
LENGTH = 16
"""Marks of a fingerprint, which is there to show a change and not to withstand an attack."""


def approvals_of(
    plan: Plan, budget_total: Decimal, lines: tuple[BudgetLineOutcome, ...]
) -> tuple[ApprovalOutcome, ...]:
    """Return for each approval the figures it is about, and whether they are the ones that were approved."""
    return tuple(_approval(approval, plan, budget_total, lines) for approval in plan.approvals)


def _approval(
    approval: Approval, plan: Plan, budget_total: Decimal, lines: tuple[BudgetLineOutcome, ...]
) -> ApprovalOutcome:
    if approval.decision != "approved":
        return ApprovalOutcome(standing="open" if approval.document else None)
    figures = tuple(_figures(approval.figure or DEFAULT_FIGURE, plan, budget_total, lines))
    now = fingerprint(figures)
    recorded = approval.fingerprint if approval.figures else None
    standing = "valid" if recorded in {None, now} else "void"
    return ApprovalOutcome(standing=standing, figures=figures, fingerprint=now)


def fingerprint(figures: tuple[Figure, ...]) -> str:
    """Return a short text that changes whenever a figure does, however it is formatted."""
    said = "\n".join(
        f"{figure.sheet}.{figure.column} {figure.key} {_plain(figure.value)}" for figure in figures
    )
    return hashlib.sha256(said.encode()).hexdigest()[:LENGTH]


def _figures(
    kind: str, plan: Plan, budget_total: Decimal, lines: tuple[BudgetLineOutcome, ...]
) -> Iterator[Figure]:
    if kind in {"budget_total", "budget_and_date"}:
        yield Figure("event", "budget_total", "", budget_total)
    if kind in {"event_date", "budget_and_date"}:
        yield Figure("event", "event_date", "", plan.event.event_date)
    if kind == "budget_lines":
        for line, outcome in zip(plan.budget, lines, strict=True):
            yield Figure("budget", "planned", line.code or line.item or "", outcome.planned)
    if kind == "targets":
        for metric in plan.metrics:
            yield Figure("metrics", "target", metric.metric or "", metric.target)


def _plain(value: Value) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
