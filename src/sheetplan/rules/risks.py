"""Rules of 风险 and 执行日志: what may happen, what did, and how fast somebody was there."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.language import fold
from sheetplan.rules.lookup import last_day
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, on, rule
from sheetplan.rules.run_of_show import minutes_of

HIGH = 15
"""Probability times impact from which a risk is high."""
EXPECTED = {"technical": "technical_tests", "guest": "guests", "opinion": "daily"}
"""What an event should not leave out of its list that has anything on these sheets."""
PLAN_OF_SOME_SIZE = 3
_TECHNICAL = dict.fromkeys(("equipment", "system"), "technical")
"""Faults of devices and systems are technical faults by a narrower name."""

_RISK = (
    "risks K1 category=technical risk=直播中断 response=切换备用线路 responsible=王芳 response_limit=2 "
    "probability=2 impact=4"
)
_HIGH = (
    f"{_RISK.replace('impact=4', 'impact=5').replace('probability=2', 'probability=4')} backup_plan=改为录播"
)
_LOG = "log L1 day=d1 at=14:00 issue=投影黑屏 responsible=王芳 measure=更换线缆"


@rule("RSK001", Severity.WARNING, bad=_RISK.replace("response_limit=2", ""), good=_RISK)
def without_limit(case: Case) -> Iterator[Hit]:
    """Yield risks without the minutes within which somebody has to act."""
    for risk in case.plan.risks:
        if risk.risk and risk.response_limit is None and risk.status != "closed":
            yield at(risk, "response_limit", risk=risk.risk)


@rule("RSK002", Severity.WARNING, bad=_HIGH.replace("backup_plan=改为录播", ""), good=_HIGH)
def high_without_backup(case: Case) -> Iterator[Hit]:
    """Yield high risks with one plan only."""
    for risk in case.plan.risks:
        score = (risk.probability or 0) * (risk.impact or 0)
        if score >= HIGH and not risk.backup_plan and risk.status != "closed":
            yield at(risk, "backup_plan", risk=risk.risk, score=score)


@rule("RSK003", Severity.NOTE, bad=_RISK.replace("impact=4", ""), good=_RISK)
def not_rated(case: Case) -> Iterator[Hit]:
    """Yield risks that nobody has rated."""
    for risk in case.plan.risks:
        for column in ("probability", "impact"):
            if risk.risk and getattr(risk, column) is None:
                yield at(risk, column, risk=risk.risk)
                break


@rule(
    "RSK004",
    Severity.WARNING,
    bad=f"{_RISK} improvement=增设专线 due=d5\nstatus d6",
    good=f"{_RISK} improvement=增设专线 due=d6\nstatus d6",
)
def improvement_overdue(case: Case) -> Iterator[Hit]:
    """Yield open risks whose improvement should have been made by now."""
    for risk in case.plan.risks:
        if risk.due and risk.due < case.outcome.status_date and risk.status not in {"closed", "occurred"}:
            yield at(risk, "due", risk=risk.risk, due=risk.due)


@rule(
    "RSK005",
    Severity.WARNING,
    bad=f"{_RISK} status=occurred",
    good=f"{_RISK} status=occurred\n{_LOG} risk=K1",
)
def occurred_but_not_logged(case: Case) -> Iterator[Hit]:
    """Yield risks that came true without a trace in the log."""
    logged = {fold(entry.risk) for entry in case.plan.log if entry.risk}
    for risk in case.plan.risks:
        if risk.status == "occurred" and risk.code and fold(risk.code) not in logged:
            yield at(risk, "status", risk=risk.risk, code=risk.code)


@rule(
    "RSK006",
    Severity.NOTE,
    bad="guests G1 name=林博士 kind=media host=王芳\n"
    + "\n".join(_RISK.replace("K1", f"K{n}").replace("直播中断", f"故障{n}") for n in range(3)),
    good=f"guests G1 name=林博士 kind=media host=王芳\n{_RISK}\n"
    f"{_RISK.replace('K1', 'K2').replace('technical', 'guest')}\n"
    f"{_RISK.replace('K1', 'K3').replace('technical', 'opinion')}",
)
def usual_risk_missing(case: Case) -> Iterator[Hit]:
    """Yield a list of risks that leaves out what an event like this has to reckon with."""
    kinds = {_TECHNICAL.get(risk.category or "", risk.category) for risk in case.plan.risks}
    wanted = (kind for kind, sheet in EXPECTED.items() if case.plan.rows(sheet))
    missing = tuple(Word("risk_category", kind) for kind in wanted if kind not in kinds)
    if len(case.plan.risks) >= PLAN_OF_SOME_SIZE and missing:
        yield on("risks", "category", missing=missing)


@rule(
    "RSK007",
    Severity.NOTE,
    bad="tasks T1 title=直播 responsible=王芳 accountable=李雷 baseline_finish=d18\n"
    "event contingency_plan=\nstatus d14",
    good=f"{_RISK}\nstatus d14",
)
def no_risk_thought_of(case: Case) -> Iterator[Hit]:
    """Yield an event within ten days for which nobody has thought of a single risk."""
    day = case.plan.event.event_date
    if "risks" in case.layout.sheets and not case.plan.risks and day and case.plan.tasks:
        left = (day - case.outcome.status_date).days
        if 0 <= left <= 10 and not case.plan.event.contingency_plan:
            yield on("risks", "risk", days=left)


@rule(
    "LOG001",
    Severity.ERROR,
    bad=f"{_LOG} response_limit=2 responded_at=14:05",
    good=f"{_LOG} response_limit=5 responded_at=14:05",
)
def answered_too_late(case: Case) -> Iterator[Hit]:
    """Yield incidents to which the answer took longer than agreed, here or with the risk."""
    limits = {fold(risk.code): risk.response_limit for risk in case.plan.risks if risk.code}
    for entry in case.plan.log:
        limit = entry.response_limit
        if limit is None and entry.risk:
            limit = limits.get(fold(entry.risk))
        if entry.at and entry.responded_at and limit is not None:
            taken = minutes_of(entry.responded_at) - minutes_of(entry.at)
            taken += 24 * 60 if taken < 0 else 0
            if taken > limit:
                yield at(entry, "responded_at", issue=entry.issue, taken=taken, limit=limit)


@rule(
    "LOG002",
    Severity.WARNING,
    bad=f"{_LOG} result=open\nstatus d21",
    good=f"{_LOG} result=resolved resolved_at=14:10\nstatus d21",
)
def left_open(case: Case) -> Iterator[Hit]:
    """Yield incidents that are still open when the event is over."""
    end = last_day(case.plan.event)
    for entry in case.plan.log:
        if end and case.outcome.status_date > end and entry.issue and entry.result in {"open", None}:
            yield at(entry, "result", issue=entry.issue)


@rule(
    "LOG003",
    Severity.WARNING,
    bad=_LOG.replace(" measure=更换线缆", " result=resolved"),
    good=f"{_LOG} result=resolved",
)
def resolved_by_miracle(case: Case) -> Iterator[Hit]:
    """Yield incidents that are resolved without anybody saying how."""
    for entry in case.plan.log:
        if entry.result in {"resolved", "mitigated"} and not entry.measure:
            yield at(entry, "measure", issue=entry.issue)


@rule("LOG004", Severity.ERROR, bad=_LOG.replace("day=d1", "day=d2"), good=_LOG)
def logged_in_future(case: Case) -> Iterator[Hit]:
    """Yield incidents of a day that is yet to come."""
    for entry in case.plan.log:
        if entry.day and entry.day > case.outcome.status_date:
            yield at(entry, "day", issue=entry.issue, day=entry.day)


@rule("LOG005", Severity.NOTE, bad=f"{_LOG} level=high", good=f"{_LOG} level=high responded_at=14:01")
def grave_without_answer(case: Case) -> Iterator[Hit]:
    """Yield grave incidents of which nobody knows when somebody was there."""
    for entry in case.plan.log:
        if entry.level == "high" and entry.responded_at is None:
            yield at(entry, "responded_at", issue=entry.issue, level=Word("level", "high"))
