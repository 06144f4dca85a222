"""Rules of 已接受: exceptions that somebody answers for, and for as long as was said."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.rules.rule import RULES, Case, Hit, Severity, at, rule

_ACCEPTED = "accepted code=BUD009 place_sheet=预算 reason=供应商下周报价 accepted_by=李雷"


@rule(
    "ACC001", Severity.NOTE, bad=f"{_ACCEPTED} until=d2\nstatus d3", good=f"{_ACCEPTED} until=d3\nstatus d3"
)
def no_longer_accepted(case: Case) -> Iterator[Hit]:
    """Yield exceptions whose time is up: what they excused is reported again."""
    for row in case.plan.accepted:
        if row.until and row.until < case.outcome.status_date:
            yield at(row, "until", code=row.code, until=row.until)


@rule("ACC002", Severity.WARNING, bad=_ACCEPTED.replace("BUD009", "XYZ001"), good=_ACCEPTED)
def exception_from_no_rule(case: Case) -> Iterator[Hit]:
    """Yield exceptions from rules that do not exist."""
    for row in case.plan.accepted:
        if row.code and row.code.strip().upper() not in RULES:
            yield at(row, "code", code=row.code)
