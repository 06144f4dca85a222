"""Rules of 反馈 and 基线: what people said is taken up; what was agreed is about tasks that exist."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheetplan.language import fold
from sheetplan.rules.rule import Case, Hit, Severity, at, rule

UNHAPPY = Decimal(2)
"""Of five; whoever gives no more deserves an answer."""

_FEEDBACK = "feedback F1 source=survey satisfaction=2 comment=排队太久 responsible=王芳"
_TASK = (
    "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"
)
_BASELINE = "baselines baseline=首版 set_on=d1 task=T1 start=d5 finish=d7"


@rule("FBK001", Severity.WARNING, bad=_FEEDBACK.replace("responsible=王芳", ""), good=_FEEDBACK)
def unhappy_and_unanswered(case: Case) -> Iterator[Hit]:
    """Yield people who were not satisfied and whom nobody answers."""
    for feedback in case.plan.feedback:
        low = feedback.satisfaction is not None and feedback.satisfaction <= UNHAPPY
        if low and not feedback.responsible and feedback.status != "done":
            said = feedback.comment or feedback.suggestion or "–"
            yield at(feedback, "responsible", said=said, satisfaction=feedback.satisfaction)


@rule(
    "FBK002",
    Severity.NOTE,
    bad=_FEEDBACK.replace("comment=排队太久", ""),
    good=_FEEDBACK,
)
def unhappy_about_what(case: Case) -> Iterator[Hit]:
    """Yield low marks without a word about what was wrong."""
    for feedback in case.plan.feedback:
        low = feedback.satisfaction is not None and feedback.satisfaction <= UNHAPPY
        if low and not feedback.comment and not feedback.suggestion:
            yield at(feedback, "comment", satisfaction=feedback.satisfaction)


@rule(
    "BAS001",
    Severity.WARNING,
    bad=f"{_TASK}\n{_BASELINE}\nsettings baseline=二版",
    good=f"{_TASK}\n{_BASELINE}\nsettings baseline=首版",
)
def chosen_baseline_missing(case: Case) -> Iterator[Hit]:
    """Yield a choice of a baseline that nobody has set."""
    chosen = case.plan.settings.baseline
    known = {fold(row.baseline) for row in case.plan.baselines if row.baseline}
    if chosen and fold(chosen) not in known:
        yield at(case.plan.settings, "baseline", baseline=chosen)
