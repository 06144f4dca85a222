"""Rules of 技术测试: everything has passed before the doors open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sheetplan.model.sheets.technical_tests import TechnicalTest
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, on, rule

EVE = timedelta(days=1)
_GOOD = "technical_tests X1 kind=device item=投影 tester=王芳 due=d18"
_PASSED = f"{_GOOD} result=passed tested_on=d18"
_RECOVERY = "technical_tests X2 kind=disaster_recovery item=备用线路 tester=王芳 due=d18"


@rule(
    "TST001",
    Severity.ERROR,
    bad=f"{_GOOD} result=failed tested_on=d18 defect=无信号\nstatus d19",
    good=f"{_GOOD} result=failed tested_on=d18 defect=无信号 retest=passed retested_on=d19\nstatus d19",
)
def not_passed_before_show_day(case: Case) -> Iterator[Hit]:
    """Yield tests that have not passed on the eve of the event."""
    day = case.plan.event.event_date
    if day and case.outcome.status_date >= day - EVE:
        for test in case.plan.technical_tests:
            if final(test) in {"failed", "not_run", None}:
                result = Word("test_result", final(test) or "not_run")
                yield at(test, "result", item=test.item, result=result, day=day)


@rule("TST002", Severity.ERROR, bad=_GOOD.replace("due=d18", "due=d20"), good=_GOOD)
def due_on_show_day(case: Case) -> Iterator[Hit]:
    """Yield tests that leave no day to mend what they find."""
    day = case.plan.event.event_date
    for test in case.plan.technical_tests:
        if day and test.due and test.due >= day:
            yield at(test, "due", item=test.item, due=test.due, day=day)


@rule(
    "TST003",
    Severity.WARNING,
    bad=f"{_GOOD} result=failed tested_on=d10\nstatus d10",
    good=f"{_GOOD} result=failed tested_on=d10 defect=无信号\nstatus d10",
)
def failed_without_defect(case: Case) -> Iterator[Hit]:
    """Yield tests that failed, or passed on a condition, without saying what is wrong."""
    for test in case.plan.technical_tests:
        if test.result in {"failed", "conditional"} and not test.defect:
            yield at(test, "defect", item=test.item, result=Word("test_result", test.result or ""))


@rule(
    "TST004",
    Severity.WARNING,
    bad=f"{_GOOD}\nstatus d19".replace("d19", "d18").replace("due=d18", "due=d17"),
    good=f"{_GOOD}\nstatus d18",
)
def overdue(case: Case) -> Iterator[Hit]:
    """Yield tests whose day has passed without a result."""
    for test in case.plan.technical_tests:
        if final(test) in {"not_run", None} and test.due and test.due < case.outcome.status_date:
            yield at(test, "due", item=test.item, due=test.due)


@rule("TST005", Severity.WARNING, bad=f"{_GOOD} result=passed\nstatus d18", good=f"{_PASSED}\nstatus d18")
def result_without_date(case: Case) -> Iterator[Hit]:
    """Yield results of which nobody knows when they were seen."""
    for test in case.plan.technical_tests:
        if test.result in {"passed", "failed", "conditional"} and test.tested_on is None:
            yield at(test, "tested_on", item=test.item)


@rule(
    "TST006",
    Severity.NOTE,
    bad="\n".join(_GOOD.replace("X1", f"X{n}").replace("投影", f"设备{n}") for n in range(3)),
    good="\n".join(_GOOD.replace("X1", f"X{n}").replace("投影", f"设备{n}") for n in range(3, 5))
    + f"\n{_RECOVERY}",
)
def nothing_falls_back(case: Case) -> Iterator[Hit]:
    """Yield a list of tests that never tries what happens when a device or line fails."""
    tests = case.plan.technical_tests
    if len(tests) >= 3 and not any(test.kind == "disaster_recovery" for test in tests):
        yield on("technical_tests", "kind", kind=Word("test_kind", "disaster_recovery"))


@rule(
    "TST007",
    Severity.ERROR,
    bad=f"{_PASSED}\nstatus d17",
    good=f"{_PASSED}\nstatus d18",
)
def tested_in_future(case: Case) -> Iterator[Hit]:
    """Yield tests dated later than the status date."""
    for test in case.plan.technical_tests:
        for column in ("tested_on", "retested_on"):
            day = getattr(test, column)
            if day and day > case.outcome.status_date:
                yield at(test, column, item=test.item, day=day)


def final(test: TechnicalTest) -> str | None:
    """Return how a test ended: by its repetition, where there was one."""
    return test.retest or test.result
