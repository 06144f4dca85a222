"""Excel's own limits, which no schema knows."""

import re

import pytest

from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.table.formula import render
from support.built import file_of, opened

LONGEST_TAB, LONGEST_HEADING, LONGEST_FORMULA, LONGEST_NAME = 31, 255, 8192, 255
LONGEST_HINT = 255
DEEPEST, MOST_ARGUMENTS = 64, 255
CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*")
NAME = re.compile(r"[A-Za-z_\\][\w.\\]*")
languages = pytest.mark.parametrize("language", LANGUAGES)


def formulas(language):
    """Every declared formula as it stands in a file."""
    words = wording(language)
    for sheet, row in SHEETS.items():
        for name, column in row.columns().items():
            if column.formula:
                yield f"{sheet}.{name}", render(column.formula, sheet, words.heading, words)


@languages
def test_tabs_are_short_plain_and_all_different(language):
    names = opened(file_of(language)).sheetnames
    assert all(0 < len(name) <= LONGEST_TAB and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)
    assert len({fold(name) for name in names}) == len(names)
    assert "history" not in map(str.lower, names)


@languages
def test_headings_are_short_and_all_different_within_a_table(language):
    words = wording(language)
    for sheet, row in SHEETS.items():
        headings = [words.heading(sheet, column) for column in row.columns()]
        assert all(0 < len(heading) <= LONGEST_HEADING for heading in headings)
        assert len({heading.lower() for heading in headings}) == len(headings), sheet


def test_tables_and_names_are_called_as_excel_allows():
    book = opened(file_of("zh"))
    tables = [table for page in book for table in page.tables]
    names = [*tables, *book.defined_names]
    assert all(NAME.fullmatch(name) and not CELL_LIKE.fullmatch(name) for name in names)
    assert all(len(name) <= LONGEST_NAME for name in names)
    assert len({name.lower() for name in names}) == len(names)


@languages
def test_formulas_are_neither_too_long_nor_too_deep(language):
    for place, formula in formulas(language):
        assert len(formula) <= LONGEST_FORMULA, place
        assert depth(formula) <= DEEPEST, place
        assert max(arguments(formula)) <= MOST_ARGUMENTS, place


@languages
def test_no_hint_is_cut(language):
    words = wording(language)
    for sheet, columns in words.section("help").items():
        for column, text in columns.items():
            assert len(text) <= LONGEST_HINT, (sheet, column)


def without_texts(formula):
    return re.sub(r'"(?:[^"]|"")*"|\[[^\[\]]*\]', "", formula)


def depth(formula):
    """How deep the brackets are nested."""
    level = deepest = 0
    for mark in without_texts(formula):
        level += {"(": 1, ")": -1}.get(mark, 0)
        deepest = max(deepest, level)
    return deepest


def arguments(formula):
    """How many arguments each pair of brackets holds."""
    open_ones = [1]
    for mark in re.sub(r"\{[^{}]*\}", "", without_texts(formula)):
        if mark == "(":
            open_ones.append(1)
        elif mark == ",":
            open_ones[-1] += 1
        elif mark == ")":
            yield open_ones.pop()
    yield open_ones.pop()
