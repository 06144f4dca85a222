"""Rule sets that ship, and how they come into a workbook."""

from decimal import Decimal

import pytest

from sheetplan.app.refusal import Refusal
from sheetplan.build.__main__ import master
from sheetplan.build.content import WorkbookContent
from sheetplan.build.rule_sets import load_rule_sets, with_rule_sets
from sheetplan.engine.rule_sets import rules_of
from sheetplan.language import LANGUAGES
from sheetplan.model.sheets.company_rules import CompanyRule
from sheetplan.table.parse import parse
from sheetplan.wiring import XlsxWorkbooks
from support.shared import REPOSITORY

SETS = {each.name.en: each for each in load_rule_sets(REPOSITORY / "templates" / "rulesets")}


def limits(name, subject):
    return [(rule.value, rule.upper) for rule in SETS[name].rules if rule.subject == subject]


def content(language, reserve_rule=None):
    settings = {"reserve_rule": reserve_rule} if reserve_rule else {}
    return with_rule_sets(WorkbookContent(forms={"settings": settings}), SETS.values(), language)


def test_there_is_one_for_each_of_the_documents_that_disagree():
    assert len(SETS) == 5


def test_they_disagree_on_the_reserve():
    reserves = {name: limits(name, "reserve_share") for name in SETS}
    assert reserves["Planning and tracking standard"] == [("10%", "15%")]
    assert reserves["Company standard"] == [("5%", "10%")]
    assert reserves["Community event standard"] == [("9%", "11%")]


def test_they_disagree_on_when_promotion_begins():
    assert limits("Online event standard", "promotion_start") == [(7, None)]
    assert limits("Planning and tracking standard", "promotion_start") == [(3, None)]


def test_faults_of_each_kind_have_their_own_limit():
    scopes = {
        rule.scope.en: rule.value
        for each in SETS.values()
        for rule in each.rules
        if rule.subject == "response_limit"
    }
    assert scopes == {
        "Technical fault": 2, "Equipment fault": 15, "System failure": 30, "Negative publicity": 120,
        "Low traffic": 1440,
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_clause_stands_in_the_empty_master_and_can_be_read(language):
    parsed = parse(XlsxWorkbooks().read(master(language)))
    assert len(parsed.plan.company_rules) == sum(len(each.rules) for each in SETS.values())
    assert [misfit for misfit in parsed.misfits if misfit.sheet == "company_rules"] == []
    assert {type(rule.value) for rule in parsed.plan.company_rules} == {Decimal}


@pytest.mark.parametrize(
    ("reserve_rule", "chosen"),
    [("five_to_ten", ("Company standard",)), ("about_ten", ("Community event standard",)), (None, None)],
)
def test_an_event_type_starts_with_the_set_of_its_reserve(reserve_rule, chosen):
    assert content("en", reserve_rule).forms["settings"].get("rule_sets") == chosen


def test_rules_are_in_force_when_their_set_is_chosen_or_when_they_are_ones_own():
    rules = [
        CompanyRule(subject="rehearsal", rule_set="Company standard"),
        CompanyRule(subject="rehearsal", rule_set="Online event standard"),
        CompanyRule(subject="rehearsal"),
        CompanyRule(subject="rehearsal", active="no"),
        CompanyRule(text="…"),
    ]
    assert [rule.in_force for rule in rules_of(rules, ("company standard",))] == [
        "yes",
        "no",
        "yes",
        "no",
        None,
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = 1", "name"),
        ('name = { zh = "a", en = "b" }\n[[rules]]\nclause = "1"\nsubject = "moon"', "rules.1.subject"),
        ("name = ", ""),
    ],
)
def test_an_ill_written_file_is_refused_with_its_name_and_place(text, told, tmp_path):
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        load_rule_sets(tmp_path)
    assert refused.value.facts["file"] == "ours.toml"
    assert told in str(refused.value.facts["detail"])
