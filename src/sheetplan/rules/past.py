"""Rules that hold a plan against what finished events of its type have reached."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sheetplan.language import fold
from sheetplan.rules.rule import Case, Hit, Severity, at, rule

FEWEST = 3
"""Events that must have measured the same before they are held against anybody."""
_METRIC = "metrics M1 metric=线索 target=500 unit=条 due=d20 definition=有效手机号"


@rule(
    "MET021",
    Severity.NOTE,
    bad=f"{_METRIC}\npast 线索 events=9 median=310 most=480",
    good=f"{_METRIC}\npast 线索 events=9 median=310 most=520",
)
def target_never_reached(case: Case) -> Iterator[Hit]:
    """Yield targets above anything that finished events of this type have reached."""
    for metric, outcome in zip(case.plan.metrics, case.outcome.metrics, strict=True):
        known = case.past.get(fold(metric.metric or ""))
        target, lower_is_better = outcome.target_number, metric.direction not in {None, "higher"}
        if known is None or known.events < FEWEST or target is None or lower_is_better:
            continue
        if target > known.most:
            facts = {"events": Decimal(known.events), "most": known.most, "median": known.median}
            yield at(metric, "target", metric=metric.metric, target=metric.target, **facts)
