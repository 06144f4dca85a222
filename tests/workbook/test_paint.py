"""What the workbook paints are words that sheetplan writes."""

import pytest

from sheetplan.build.content import WorkbookContent
from sheetplan.build.grid import grid_of
from sheetplan.build.paint import MARKED, ROW_TINTS, WORDS, paints
from sheetplan.build.theme import TABS, TONES
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.sheets import SHEETS

ZH = wording("zh")


def rules(sheet, column):
    grid = grid_of(SHEETS[sheet], WorkbookContent(), ZH)
    return [(paint.rule, paint.tone) for paint in paints(grid, ZH) if paint.area.name == column]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("choices", "tones"), WORDS.items())
def test_a_painted_word_is_a_choice(choices, tones, language):
    assert tones.keys() <= wording(language).choices(choices).keys()


def test_every_tone_is_defined():
    used = {tone for tones in WORDS.values() for tone in tones.values()}
    used |= {tone for _, _, tones in ROW_TINTS.values() for tone in tones.values()}
    assert used | set(MARKED.values()) <= TONES.keys()


def test_every_sheet_has_the_colour_of_its_tab():
    assert list(TABS) == list(SHEETS)


def test_a_finding_is_stronger_than_a_status():
    tones = [tone for _, tone in rules("tasks", "status")]
    assert tones == ["error mark", "warning mark", "bad", "good", "info", "faint bad", "faded"]


def test_the_mark_of_a_table_names_severity_sheet_key_and_heading():
    (error, _), *_ = rules("tasks", "baseline_finish")
    assert error["criteria"] == ('=ISNUMBER(MATCH("E|任务|"&IF($A5="","#"&ROW(),$A5)&"|"&L$4,sp_marks,0))')


def test_the_mark_of_a_row_without_a_key_names_its_number():
    (error, _), *_ = rules("calendar", "day")
    assert error["criteria"] == '=ISNUMBER(MATCH("E|日历|"&"#"&ROW()&"|"&A$4,sp_marks,0))'


def test_the_mark_of_a_form_names_the_item():
    (error, _), *_ = rules("event", "purpose")
    assert error["criteria"] == '=ISNUMBER(MATCH("E|策划总表|"&$A8&"|"&B$4,sp_marks,0))'


def test_findings_are_not_marked_themselves():
    assert all("sp_marks" not in rule.get("criteria", "") for rule, _ in rules("findings", "message"))


def test_a_blank_text_is_not_beyond_a_limit():
    assert ({"type": "formula", "criteria": "=AND(ISNUMBER($K5),$K5>0)"}, "over") in rules(
        "budget", "variance"
    )
