"""Rules of 改进清单: improvements that somebody carries through."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.rules.lookup import strangers, team
from sheetplan.rules.rule import Case, Hit, Severity, at, rule

_GOOD = "actions A1 action=购置签到设备 responsible=王芳 due=d9"
_REVIEW = "review R1 nature=problem point=签到排队 attribution=process cause=只有一台设备 lesson=备两台设备"
_REVIEW_ID = re.compile(r"R\d+", re.IGNORECASE)


@rule("ACT001", Severity.WARNING, bad=f"{_GOOD}\nstatus d10", good=f"{_GOOD}\nstatus d9")
def overdue(case: Case) -> Iterator[Hit]:
    """Yield improvements whose day has passed before they were done."""
    for action in case.plan.actions:
        if action.due and action.due < case.outcome.status_date and action.status != "done":
            yield at(action, "due", action=action.action, due=action.due)


@rule("ACT002", Severity.WARNING, bad=_GOOD.replace("王芳", "韩梅梅"), good=_GOOD)
def responsible_not_on_team(case: Case) -> Iterator[Hit]:
    """Yield improvements in the hands of somebody whom the team list does not know."""
    known = team(case.plan)
    for action in case.plan.actions:
        if action.responsible and strangers(case.plan, [action.responsible], known):
            yield at(action, "responsible", action=action.action, name=action.responsible)


@rule("ACT003", Severity.NOTE, bad=f"{_GOOD} status=done", good=f"{_GOOD} status=done verification=现场试用")
def done_unverified(case: Case) -> Iterator[Hit]:
    """Yield improvements that are done without anybody saying how that was seen."""
    for action in case.plan.actions:
        if action.status == "done" and not action.verification:
            yield at(action, "verification", action=action.action)


@rule("ACT004", Severity.WARNING, bad=f"{_GOOD} problem=R9", good=f"{_REVIEW}\n{_GOOD} problem=R1")
def unknown_problem(case: Case) -> Iterator[Hit]:
    """Yield improvements that refer to a point of the review that is not there."""
    known = {fold(point.code) for point in case.plan.review if point.code}
    for action in case.plan.actions:
        code = _REVIEW_ID.fullmatch((action.problem or "").strip())
        if code and fold(code[0]) not in known:
            yield at(action, "problem", action=action.action, problem=action.problem)
