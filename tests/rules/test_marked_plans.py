"""Whole plans, marked where something is wrong: exactly that is found, and nothing else.

A bad plan's file is named after its first concern, ``<CODE>_<why>.plan``. In it, ``# ^ error TSK004`` says
what is found in the line above, and ``# metrics warning MET012`` what is found about a sheet as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.rules.rule import Finding
from support.sketch import read_sketch
from support.verdict import findings_of

PLANS = Path(__file__).parents[1] / "plans"
BAD = sorted((PLANS / "bad").glob("*.plan"))
GOOD = sorted((PLANS / "good").glob("*.plan"))
MARK = re.compile(r"# (?P<where>\^|[a-z_]+) (?P<severity>error|warning|note) (?P<code>[A-Z]{3}\d{3})")

Expectation = tuple[str, int, str, str]


def expected(text: str) -> Iterator[Expectation]:
    places = read_sketch(text).lines
    above = ("", 0)
    for number, line in enumerate(text.splitlines()):
        mark = MARK.fullmatch(line.strip())
        if mark:
            sheet, row = above if mark["where"] == "^" else (mark["where"], 0)
            yield sheet, row, mark["severity"], mark["code"]
        above = places.get(number, above)


def found(finding: Finding) -> Expectation:
    hit = finding.hit
    row = 0 if SHEETS[hit.sheet].shape is Shape.FORM else hit.row
    return hit.sheet, row, finding.severity.value, finding.code


@pytest.mark.parametrize("plan", BAD, ids=lambda plan: plan.stem)
def test_exactly_what_is_marked_is_found(plan):
    text = plan.read_text(encoding="utf-8")
    assert sorted(map(found, findings_of(text))) == sorted(expected(text))


@pytest.mark.parametrize("plan", BAD, ids=lambda plan: plan.stem)
def test_a_bad_plan_is_named_after_something_in_it(plan):
    codes = [code for *_, code in expected(plan.read_text(encoding="utf-8"))]
    assert plan.stem.split("_")[0] in codes


@pytest.mark.parametrize("plan", GOOD, ids=lambda plan: plan.stem)
def test_a_good_plan_breaks_no_rule(plan):
    assert [found(finding) for finding in findings_of(plan.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("plan", [*BAD, *GOOD], ids=lambda plan: plan.stem)
def test_a_plan_reads_the_same_in_english(plan):
    text = plan.read_text(encoding="utf-8")
    assert [*map(found, findings_of(text, "en"))] == [*map(found, findings_of(text, "zh"))]
