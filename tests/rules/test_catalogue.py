"""The catalogue of rules: stable codes, words in every language, nothing left over."""

from __future__ import annotations

import pkgutil
import re
import string

import pytest

import sheetplan.rules
from sheetplan.language import LANGUAGES, wording
from sheetplan.rules.check import RULES
from sheetplan.rules.describe import describe
from sheetplan.rules.entries import FLAWS
from sheetplan.rules.rule import Severity, rule
from support.verdict import verdict

SENTENCES = ("title", "message", "remedy", "why")
PREFIXES = {
    "ACC",
    "APR",
    "BAS",
    "CHN",
    "CON",
    "COP",
    "DAY",
    "FBK",
    "GST",
    "LOG",
    "MAT",
    "MTG",
    "PRO",
    "QUO",
    "RAT",
    "RES",
    "RSK",
    "RUL",
    "RUN",
    "TST",
    "CEL",
    "EVT",
    "BRF",
    "MET",
    "TSK",
    "PPL",
    "BUD",
    "REV",
    "ACT",
    "CAL",
    "SET",
    "TXT",
}


def prefix(code):
    return code[:3]


def test_codes_are_three_letters_of_a_sheet_and_three_digits():
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", code) for code in RULES)
    assert {prefix(code) for code in RULES} == PREFIXES


@pytest.mark.parametrize("sheet", sorted(PREFIXES))
def test_codes_of_a_sheet_have_no_gaps(sheet):
    numbers = sorted(int(code[3:]) for code in RULES if prefix(code) == sheet)
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_code_is_never_used_twice():
    with pytest.raises(ValueError, match="TSK001 is used twice"):
        rule("TSK001", Severity.NOTE, bad="", good="")(lambda _: iter(()))


def test_every_module_of_rules_is_run():
    modules = {module.name for module in pkgutil.iter_modules(sheetplan.rules.__path__)}
    declaring = {RULES[code].check.__module__.rpartition(".")[2] for code in RULES}
    assert declaring == modules - {
        "check",
        "describe",
        "lookup",
        "measures",
        "requirements",
        "rule",
        "selection",
        "units",
    }


def test_every_flaw_of_a_cell_has_one_rule():
    flaws = [flaw for _, flaw, *_ in FLAWS]
    assert len(flaws) == len(set(flaws))
    assert set(flaws) == {
        "ambiguous-date", "ambiguous-number", "date-range", "error-value", "no-event-date", "no-such-day",
        "no-year", "not-a-choice", "not-a-date", "not-a-number", "not-a-time", "not-an-offset", "other-unit",
        "rate-too-large", "relative-date", "sum-or-line", "synonym", "text-date", "text-number", "text-time",
        "text-too-long", "too-large", "too-small", "uncomputed", "unfilled", "untidy-text", "wrong-weekday",
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_for_every_rule_and_for_no_other(language):
    assert set(wording(language).section("rules")) == set(RULES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_what_is_wrong_what_to_do_and_why(code, language):
    sentences = wording(language).section("rules", code)
    assert tuple(name for name in sentences if name != "many") == SENTENCES
    assert all(sentence.strip() for sentence in sentences.values())


@pytest.mark.parametrize("code", RULES)
def test_the_message_names_the_same_facts_in_every_language(code):
    def names(language):
        message = wording(language).section("rules", code)["message"]
        names = {name for _, name, _, _ in string.Formatter().parse(message) if name}
        return names - {"currency"}  # which English leaves out beside an amount

    assert len({frozenset(names(language)) for language in LANGUAGES}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", RULES)
def test_every_finding_renders_with_its_own_facts(code, language):
    parsed, findings = verdict(RULES[code].bad, language)
    for finding in findings:
        said = describe(finding, wording(language), parsed.layout)
        sentences = (said.title, said.message, said.remedy, said.why)
        assert all(sentences)
        assert None not in finding.hit.facts.values()
        assert not any(mark in sentence for sentence in sentences for mark in ("{", "}", "Decimal("))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_ends_as_a_sentence_does(language):
    for code in RULES:
        sentences = wording(language).section("rules", code)
        assert sentences["title"][-1] not in "。.", code
        for name in ("message", "remedy", "why"):
            assert sentences[name].endswith(("。", ".", "？")), code
