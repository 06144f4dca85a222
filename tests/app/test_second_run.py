"""Whatever a plan looks like: what the first run says and writes, the second finds said and written."""

from __future__ import annotations

import pytest

from sheetplan.app.pipeline import examine
from sheetplan.changes.findings_rows import findings_rows
from sheetplan.rules.rule import RULES
from sheetplan.wiring import Holidays
from support.memory import applied
from support.sketch import sketch, status_date

NAMELESS = """
tasks title=印刷 responsible=赵六 duration=3 baseline_start=d1 baseline_finish=d2
tasks T1 title=布展 predecessors=T9 baseline_finish=2026年3月40日
budget item=票 unit_price=text:1,200元
metrics metric=线索 actual=10万+
"""
PLANS = {code: rule.bad for code, rule in RULES.items()} | {"nameless": NAMELESS}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_second_run_says_the_same_and_writes_nothing(plan):
    day = status_date(plan)

    def run(snapshot):
        return examine(snapshot, status_date=day, today=day, holidays=Holidays())

    def told(examined):
        return findings_rows(examined.findings, examined.parsed, examined.outcome, examined.snapshot)

    first = run(sketch(plan))
    second = run(applied(first.snapshot, first.changes(), first.parsed.layout))
    assert told(second) == told(first)
    assert len(second.changes()) == 0
