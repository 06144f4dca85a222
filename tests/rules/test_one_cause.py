"""One cause, one finding: what follows from a cell that cannot be read is left unsaid."""

from __future__ import annotations

import pytest

from sheetplan.language import LANGUAGES, wording
from sheetplan.rules.entries import FLAWS, TOLD_ONCE
from support.verdict import codes

TASK = "tasks T1 title=印刷 responsible=王芳 accountable=李雷"
LINE = "budget B1 category=场地 item=会议厅"
SUMMARY = (
    "budget_summary 场地\nbudget_summary 备用金 nature={}\n"
    "budget B2 category=备用金 item=备用金 unit_price=100 quantity=1"
)


@pytest.mark.parametrize(
    ("plan", "cause"),
    [
        (f"{TASK} duration=很久", "CEL003"),
        (f"{TASK} duration=3 baseline_start=下周三 baseline_finish=d7 predecessors=T9", "CEL026"),
        (f"{LINE} unit_price=面议 quantity=1 actual=900", "CEL003"),
        (f"{LINE} unit_price=900 quantity=1\n{SUMMARY.format('保留')}", "CEL014"),
        ("event event_date=text:3月27日\n" + f"{TASK} duration=3 deadline=T-7", "CEL011"),
        ("event event_date=下周三\n" + f"{TASK} duration=3 deadline=3月12日", "CEL026"),
        ("metrics M1 metric=线索 target=约500", "CEL004"),
    ],
)
def test_only_the_cause_is_told(plan, cause):
    assert codes(plan) == [cause]


def test_two_cells_that_cannot_be_read_are_two_causes():
    assert codes(f"{TASK} duration=很久 deadline=下周三") == ["CEL003", "CEL026"]


def test_other_rows_are_judged_all_the_same():
    other = "tasks T2 title=布展 responsible=王芳 accountable=李雷、王芳 duration=2"
    assert codes(f"{TASK} duration=很久\n{other}") == ["CEL003", "TSK011"]


def test_a_cell_that_is_understood_though_ill_written_hides_nothing():
    plan = f"{TASK} accountable=李雷、王芳 duration=3 deadline=2026年3月12日".replace("accountable=李雷 ", "")
    assert codes(plan) == ["TSK011", "CEL013"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [code for code, flaw, *_ in FLAWS if flaw in TOLD_ONCE])
def test_what_comes_in_crowds_is_told_with_its_number(code, language):
    assert "{count}" in wording(language).section("rules", code)["many"]
