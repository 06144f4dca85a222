"""Rules of 审批: decided in order, with reasons, and void as soon as a figure changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.model.sheets.approvals import Approval
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, rule

ASPECTS = ("feasibility", "budget", "risk")
"""What somebody has to look at before an event is approved."""
DECIDED = ("approved", "revise", "rejected")

_FIRST = "approvals V1 document=策划方案 step=1 approver=李雷 focus=whole decision=approved decided_on=d1"
_SECOND = "approvals V2 document=策划方案 step=2 approver=王芳 decision=pending requested_on=d1 due=d9"


@rule(
    "APR001",
    Severity.ERROR,
    bad=f"{_FIRST} figure=event_date figures=活动日期：2026-03-20 fingerprint=0000000000000000",
    good=f"{_FIRST} figure=event_date",
)
def figure_changed_after_approval(case: Case) -> Iterator[Hit]:
    """Yield approvals of figures that are not the ones that were approved."""
    for approval, outcome in zip(case.plan.approvals, case.outcome.approvals, strict=False):
        if outcome.standing == "void":
            facts = {"document": approval.document, "approver": approval.approver, "now": outcome.figures}
            yield at(approval, "figures", then=approval.figures or "–", **facts)


@rule(
    "APR002",
    Severity.ERROR,
    bad=f"{_FIRST.replace('approved', 'pending').replace(' decided_on=d1', '')}\n"
    f"{_SECOND.replace('pending', 'approved')} decided_on=d1",
    good=f"{_FIRST}\n{_SECOND}",
)
def decided_before_its_turn(case: Case) -> Iterator[Hit]:
    """Yield approvals given while an earlier step of the same document was still open."""
    for steps in _documents(case).values():
        for approval in steps:
            before = [one for one in steps if one.step and approval.step and one.step < approval.step]
            waiting = next((one for one in before if not _came_first(one, approval)), None)
            if approval.decision == "approved" and waiting:
                yield at(
                    approval,
                    "decision",
                    document=approval.document,
                    approver=approval.approver,
                    other=waiting.approver or str(waiting.step),
                )


@rule(
    "APR003",
    Severity.WARNING,
    bad=_FIRST.replace("approved", "revise"),
    good=f"{_FIRST.replace('approved', 'revise')} opinion=请补充预算明细",
)
def refused_without_opinion(case: Case) -> Iterator[Hit]:
    """Yield plans sent back, or turned down, without a word why."""
    for approval in case.plan.approvals:
        if approval.decision in {"revise", "rejected"} and not approval.opinion:
            decision = Word("decision", approval.decision or "")
            yield at(approval, "opinion", approver=approval.approver, decision=decision)


@rule("APR004", Severity.WARNING, bad=_FIRST.replace(" decided_on=d1", ""), good=_FIRST)
def decided_without_date(case: Case) -> Iterator[Hit]:
    """Yield decisions of which nobody knows when they were made."""
    for approval in case.plan.approvals:
        if approval.decision in DECIDED and approval.decided_on is None:
            yield at(approval, "decided_on", approver=approval.approver, document=approval.document)


@rule(
    "APR005",
    Severity.WARNING,
    bad=f"{_FIRST}\n{_SECOND}\nstatus d10",
    good=f"{_FIRST}\n{_SECOND}\nstatus d9",
)
def approval_overdue(case: Case) -> Iterator[Hit]:
    """Yield approvals that should have been given by now."""
    for approval in case.plan.approvals:
        if approval.decision not in DECIDED and approval.due and approval.due < case.outcome.status_date:
            yield at(
                approval, "due", document=approval.document, approver=approval.approver, due=approval.due
            )


@rule("APR006", Severity.ERROR, bad=_FIRST.replace("decided_on=d1", "decided_on=d3"), good=_FIRST)
def decided_in_future(case: Case) -> Iterator[Hit]:
    """Yield decisions dated later than the status date."""
    for approval in case.plan.approvals:
        if approval.decided_on and approval.decided_on > case.outcome.status_date:
            yield at(approval, "decided_on", approver=approval.approver, day=approval.decided_on)


@rule(
    "APR007",
    Severity.ERROR,
    bad=f"{_FIRST} requested_on=d2\nstatus d2",
    good=f"{_FIRST} requested_on=d1\nstatus d2",
)
def decided_before_requested(case: Case) -> Iterator[Hit]:
    """Yield decisions made before anybody had asked for them."""
    for approval in case.plan.approvals:
        asked, decided = approval.requested_on, approval.decided_on
        if asked and decided and decided < asked:
            yield at(approval, "decided_on", approver=approval.approver, day=decided, asked=asked)


@rule("APR008", Severity.NOTE, bad=_FIRST.replace("focus=whole", "focus=brand"), good=_FIRST)
def aspect_nobody_looks_at(case: Case) -> Iterator[Hit]:
    """Yield documents whose feasibility, budget or risks no step is there for."""
    for steps in _documents(case).values():
        looked_at = {approval.focus for approval in steps}
        missing = tuple(aspect for aspect in ASPECTS if aspect not in looked_at)
        if looked_at != {None} and "whole" not in looked_at and missing:
            named = tuple(Word("approval_focus", aspect) for aspect in missing)
            yield at(steps[0], "focus", document=steps[0].document, missing=named)


def _documents(case: Case) -> dict[str, list[Approval]]:
    """Return the approvals of each document."""
    found: dict[str, list[Approval]] = defaultdict(list)
    for approval in case.plan.approvals:
        if approval.document:
            found[fold(approval.document)].append(approval)
    return found


def _came_first(earlier: Approval, later: Approval) -> bool:
    """Tell whether an earlier step was approved, and not after the later one."""
    if earlier.decision != "approved":
        return False
    days = earlier.decided_on, later.decided_on
    return days[0] is None or days[1] is None or days[0] <= days[1]
