"""Rules of 复盘: problems that are understood, and lessons that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.model.sheets.review import ReviewPoint
from sheetplan.rules.lookup import last_day
from sheetplan.rules.rule import Case, Hit, Severity, at, on, rule

REVIEW_WITHIN = 5
"""Working days after the event within which it is reviewed."""

_OVER = "status d28"
_GOOD = "review R1 nature=problem point=签到排队 attribution=process cause=只有一台设备 lesson=备两台设备"


@rule("REV001", Severity.WARNING, bad=_GOOD.replace("attribution=process", ""), good=_GOOD)
def no_attribution(case: Case) -> Iterator[Hit]:
    """Yield problems put down to nothing."""
    return (at(point, "attribution", point=point.point) for point in _problems(case) if not point.attribution)


@rule("REV002", Severity.WARNING, bad=_GOOD.replace("cause=只有一台设备", ""), good=_GOOD)
def no_cause(case: Case) -> Iterator[Hit]:
    """Yield problems without a cause."""
    return (at(point, "cause", point=point.point) for point in _problems(case) if not point.cause)


@rule("REV003", Severity.WARNING, bad=_GOOD.replace("lesson=备两台设备", ""), good=_GOOD)
def no_lesson(case: Case) -> Iterator[Hit]:
    """Yield problems from which nothing is learnt."""
    return (at(point, "lesson", point=point.point) for point in _problems(case) if not point.lesson)


@rule("REV004", Severity.NOTE, bad=_OVER, good=f"{_OVER}\n{_GOOD}")
def not_reviewed(case: Case) -> Iterator[Hit]:
    """Yield an event that is over by more than a working week and has not been reviewed."""
    end = last_day(case.plan.event)
    status = case.outcome.status_date
    if end and status > end and not case.plan.review and "review" in case.layout.sheets:
        days = case.calendar.count(end, status)
        if days > REVIEW_WITHIN:
            yield on("review", "point", end=end, days=days)


@rule(
    "REV005",
    Severity.NOTE,
    bad=f"{_GOOD} impact=high",
    good=f"{_GOOD} impact=high\nactions A1 action=购置签到设备 problem=R1 responsible=王芳 due=d40",
)
def grave_problem_without_action(case: Case) -> Iterator[Hit]:
    """Yield grave problems that no improvement refers to."""
    taken_up = "\n".join(fold(action.problem) for action in case.plan.actions if action.problem)
    for point in _problems(case):
        names = (fold(name) for name in (point.code, point.point) if name)
        if point.impact == "high" and not any(name in taken_up for name in names):
            yield at(point, "point", point=point.point)


def _problems(case: Case) -> Iterator[ReviewPoint]:
    return (point for point in case.plan.review if point.nature == "problem" and point.point)
