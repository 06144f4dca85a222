"""Every rule's own examples: the bad plan breaks it, the good one breaks no rule at all."""

from __future__ import annotations

import pytest

from sheetplan.rules.rule import RULES
from support.verdict import codes, findings_of


def test_the_plan_that_sketches_start_from_is_clean():
    assert codes("") == []


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_breaks_the_rule(code):
    assert code in codes(RULES[code].bad)


@pytest.mark.parametrize("code", RULES)
def test_the_good_example_breaks_no_rule(code):
    assert codes(RULES[code].good) == []


@pytest.mark.parametrize("code", RULES)
def test_the_bad_example_breaks_hardly_anything_else(code):
    others = {finding.code for finding in findings_of(RULES[code].bad)} - {code}
    assert len(others) <= 1, others


@pytest.mark.parametrize("code", RULES)
def test_examples_differ(code):
    assert RULES[code].bad != RULES[code].good
