"""What the click library says by itself, and the catalogue that makes it speak Chinese."""

import ast
from gettext import GNUTranslations
from pathlib import Path

import click
import pytest

from sheetplan.build.catalogue import write_catalogue
from sheetplan.language import CATALOGUES, wording

OURS, THEIRS = wording("zh").section("click"), wording("en").section("click")


@pytest.fixture(scope="module")
def literals():
    files = Path(click.__file__).parent.glob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant)}


@pytest.fixture(scope="module")
def shipped():
    with (CATALOGUES / "zh" / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return GNUTranslations(file)


@pytest.mark.parametrize("key", THEIRS)
def test_what_is_translated_is_what_click_says(literals, key):
    assert set(THEIRS[key].split("\0")) <= literals


@pytest.mark.parametrize("key", [key for key in THEIRS if "\0" not in THEIRS[key]])
def test_gettext_finds_what_stands_in_its_place(shipped, key):
    assert shipped.gettext(THEIRS[key]) == OURS[key]


@pytest.mark.parametrize("key", [key for key in THEIRS if "\0" in THEIRS[key]])
@pytest.mark.parametrize("number", [1, 3])
def test_one_and_many_are_said_alike(shipped, key, number):
    assert shipped.ngettext(*THEIRS[key].split("\0"), number) == OURS[key]


def test_the_catalogue_that_ships_is_the_one_that_is_built(tmp_path):
    (made,) = write_catalogue(tmp_path)
    assert made.read_bytes() == (CATALOGUES / made.relative_to(tmp_path)).read_bytes()
