"""Every word exists in every language."""

import re
from decimal import Decimal
from string import Formatter

import pytest

from sheetplan.language import LANGUAGES, fill, fold, outline, wording
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


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 rows"), (1, "1 row"), ("1", "1 row"), ("+1", "+1 row"), (Decimal("1.5"), "1.5 rows")],
)
def test_a_noun_follows_its_number(number, said):
    assert fill("{rows:# row|# rows}", {"rows": number}) == said


def test_an_outline_names_the_facts_that_will_stand_there():
    assert outline("{days:# day|# days} after {start}") == "{days} days after {start}"


def test_english_says_one_row_and_two_rows():
    forms = [form for text in _sentences("en") for form in _forms(text)]
    counts = "|".join(sorted({name for name, _, _ in forms}))
    nouns = "|".join(
        sorted({words[-1] for _, _, many in forms if (words := re.findall(r"[a-z]{3,}s\b|people", many))})
    )
    bare = re.compile(
        rf"\{{\w+\}} (?:(?!has|in)[a-z]+ )?(?:{nouns})\b"
        rf"|\{{(?:{counts})\}} (?:are|have|were)\b|\b(?:are|were) \{{(?:{counts})\}}"
    )
    assert [text for text in _sentences("en") if bare.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_two_and_chinese_needs_none(language):
    wrong = [text for text in _sentences(language) for _, one, many in _forms(text) if not _sound(one, many)]
    assert wrong == []
    assert language == "en" or not any(_forms(text) for text in _sentences(language))


def _sound(one, many):
    """Return whether two forms differ, and show the number where the first does."""
    return bool(one and many and one != many and "|" not in many and one.count("#") <= many.count("#") <= 1)


def _forms(text):
    """Return the fact and both forms of each place where a number chooses between them."""
    return [
        (name, *spec.split("|", 1)) for _, name, spec, _ in Formatter().parse(text) if "|" in (spec or "")
    ]


def _sentences(language):
    """Yield every sentence that is filled in with facts; what is said only of several needs no forms."""
    words = wording(language)
    yield from _texts({name: words.section(name) for name in words._files if name not in _TEMPLATES})


_TEMPLATES = {"documents", "guide", "view_texts"}
"""Sections that speak of tags in braces, or hold number formats of Excel."""


def _texts(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, child in node.items():
            if key != "many":
                yield from _texts(child)
