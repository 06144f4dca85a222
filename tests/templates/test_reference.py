"""The generated pages are fresh."""

import pytest

from sheetplan.build.reference import rules_page, sheets_page
from support.shared import REPOSITORY

DOCS = REPOSITORY / "docs"


@pytest.mark.parametrize(
    ("name", "page", "language"),
    [
        ("rules.md", rules_page, "en"),
        ("rules.zh-CN.md", rules_page, "zh"),
        ("sheets.md", sheets_page, "en"),
        ("sheets.zh-CN.md", sheets_page, "zh"),
    ],
)
def test_a_page_says_what_the_declarations_say(name, page, language):
    assert (DOCS / name).read_text(encoding="utf-8") == page(language), "run: python3 dev.py build"
