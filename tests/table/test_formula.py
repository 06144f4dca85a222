"""Formulas as they stand in a file."""

import re

import pytest

from sheetplan.language import LANGUAGES, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.table.formula import render

ZH = wording("zh")


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("{unit_price}*2", "Budget[[#This Row],[单价]]*2"),
        ("SUM({budget.planned})", "SUM(Budget[预算金额])"),
        ('IF(1,"{choice:direction.lower}")', 'IF(1,"越低越好")'),
    ],
)
def test_names_become_references_and_words(formula, written):
    assert render(formula, "budget", ZH.heading, ZH) == written


def test_special_characters_of_a_renamed_heading_are_quoted():
    assert (
        render("{unit_price}", "budget", lambda *_: "单价 [元] #1", ZH)
        == "Budget[[#This Row],[单价 '[元'] '#1]]"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_formula_renders_and_fits(language):
    words = wording(language)
    for sheet, row in SHEETS.items():
        for column in row.columns().values():
            written = render(column.formula, sheet, words.heading, words)
            assert not re.search(r"\{[a-z]", written)
            assert len(written) < 8192
