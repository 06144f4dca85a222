"""Every numeric demand of the planning standards is kept by a rule."""

from __future__ import annotations

import re

import pytest

from sheetplan.language import LANGUAGES, wording
from sheetplan.rules.check import RULES
from sheetplan.rules.measures import MEASURES
from sheetplan.rules.requirements import REQUIREMENTS
from support.shared import shared

WITHOUT_TRACE = {"status_interval"}
"""What no workbook shows; RUL007 says so."""


def test_no_demand_is_missing():
    text = shared("REQUIREMENTS.md").read_text(encoding="utf-8")
    rules = text[text.index("## A5") : text.index("## A6")]
    assert set(re.findall(r"^\| (R\d+[a-z]?) \|", rules, re.MULTILINE)) == set(REQUIREMENTS)


def test_the_numbers_run_through():
    numbers = {int(re.fullmatch(r"R(\d+)[a-z]?", number)[1]) for number in REQUIREMENTS}
    assert numbers == set(range(1, 38))


@pytest.mark.parametrize("number", REQUIREMENTS)
def test_a_demand_is_kept_by_rules_that_exist(number):
    kept = REQUIREMENTS[number]
    assert kept.codes or kept.subjects
    assert set(kept.codes) <= RULES.keys()
    assert set(kept.subjects) <= MEASURES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_demand_has_its_words(language):
    assert wording(language).section("requirements", "demands").keys() == REQUIREMENTS.keys()


def test_every_subject_of_company_rules_is_measured():
    assert wording("zh").choices("rule_subject").keys() - MEASURES.keys() == WITHOUT_TRACE
