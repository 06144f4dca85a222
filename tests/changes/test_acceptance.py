"""Findings that somebody has accepted."""

from __future__ import annotations

import pytest

from sheetplan.app.pipeline import examine
from sheetplan.wiring import Holidays
from support.sketch import sketch, status_date

LATE = (
    "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7 "
    "deadline=d6"
)
ACCEPTED = "accepted code=TSK017 place_sheet=任务 row_key=T1 reason=客户同意 accepted_by=李雷"


def examined(plan, language="zh"):
    day = status_date(plan)
    return examine(sketch(plan, language), status_date=day, today=day, holidays=Holidays())


def open_codes(plan, language="zh"):
    return [finding.code for finding in examined(plan, language).findings]


def test_an_accepted_finding_is_no_longer_among_the_others():
    found = examined(f"{LATE}\n{ACCEPTED}")
    assert found.findings == ()
    assert [(one.finding.code, one.by.accepted_by) for one in found.accepted] == [("TSK017", "李雷")]


@pytest.mark.parametrize(
    "narrower",
    ["", "heading=最晚完成", "value=2026-03-09", "heading=最晚完成 value=2026-03-09 until=d9", "until=d1"],
)
def test_it_stays_accepted_as_long_as_what_was_accepted_is_so(narrower):
    assert open_codes(f"{LATE}\n{ACCEPTED} {narrower}") == []


@pytest.mark.parametrize(
    "other",
    [
        ACCEPTED.replace("TSK017", "TSK018"),
        ACCEPTED.replace("任务", "预算"),
        ACCEPTED.replace("T1", "T2"),
        f"{ACCEPTED} heading=计划完成",
        f"{ACCEPTED} value=2026-03-06",
    ],
)
def test_anything_else_is_not_accepted(other):
    assert "TSK017" in open_codes(f"{LATE}\n{other}")


@pytest.mark.parametrize("missing", ["reason=客户同意", "accepted_by=李雷"])
def test_nobody_or_nothing_accepts_nothing(missing):
    assert "TSK017" in open_codes(f"{LATE}\n{ACCEPTED.replace(missing, '')}")


def test_when_its_time_is_up_it_is_reported_again():
    assert open_codes(f"{LATE}\n{ACCEPTED} until=d2\nstatus d3") == ["TSK017", "ACC001"]


def test_a_whole_sheet_can_be_accepted_for_one_rule():
    two = f"{LATE}\n{LATE.replace('T1', 'T2')}"
    assert open_codes(f"{two}\n{ACCEPTED.replace('row_key=T1', '')}") == []


def test_a_sheet_goes_by_its_name_in_either_language():
    assert open_codes(f"{LATE}\n{ACCEPTED}", "en") == []
