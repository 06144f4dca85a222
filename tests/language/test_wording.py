"""Every word exists in every language."""

import pytest

from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.kinds import Choice
from sheetplan.model.sheets import SHEETS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_and_column_has_its_words(language, sheet):
    words = wording(language)
    assert words.sheet(sheet)
    assert words.text("sheet_hints", sheet)
    assert all(words.heading(sheet, column) for column in SHEETS[sheet].columns())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_no_two_columns_of_a_sheet_share_a_word(language, sheet):
    words = wording(language)
    said = [fold(word) for column in SHEETS[sheet].columns() for word in words.headings(sheet, column)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_choice_has_a_word(language):
    for row in SHEETS.values():
        for column in row.columns().values():
            if isinstance(column.kind, Choice):
                assert all(wording(language).choices(column.kind.choices).values())


def test_the_languages_speak_of_the_same_things():
    def keys(node, path=()):
        if not isinstance(node, dict):
            return {path}
        return set().union(*(keys(child, (*path, name)) for name, child in node.items()))

    def all_words(language):
        words = wording(language)
        return {section: words.section(section) for section in words._files}

    assert keys(all_words("zh")) == keys(all_words("en"))


def test_comparing_forgets_width_case_and_blanks():
    assert fold("Ｏwner \u200b") == fold("owner") == fold(" OWNER")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_column_says_what_it_expects(language):
    kinds = {
        type(column.kind).__name__.lower() for row in SHEETS.values() for column in row.columns().values()
    }
    assert kinds <= wording(language).section("expectations").keys()


def test_a_command_to_type_quotes_a_file_with_blanks():
    said = wording("en").text("cli", "fix", "done", file="2024 launch.xlsx", cells=1)
    assert said.endswith('sheetplan undo "2024 launch.xlsx"')
