"""The generated pages are fresh."""

import pytest

from sheetplan.build.reference import rules_page, sheets_page, templates_page
from sheetplan.documents.fields import document_fields
from sheetplan.documents.template import Fault, find_tags, resolve
from sheetplan.language import LANGUAGES
from support.shared import REPOSITORY

DOCS = REPOSITORY / "docs"


@pytest.mark.parametrize(
    ("name", "page", "language"),
    [
        ("rules.md", rules_page, "en"),
        ("rules.zh-CN.md", rules_page, "zh"),
        ("sheets.md", sheets_page, "en"),
        ("sheets.zh-CN.md", sheets_page, "zh"),
        ("templates.md", templates_page, "en"),
        ("templates.zh-CN.md", templates_page, "zh"),
    ],
)
def test_a_page_says_what_the_declarations_say(name, page, language):
    assert (DOCS / name).read_text(encoding="utf-8") == page(language), "run: python3 dev.py build"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_tag_of_the_page_about_templates_is_one(language):
    fields = document_fields(language)
    tags = [hit.tag for hit in find_tags(templates_page(language).replace("\\|", "|")) if hit.tag]
    assert len(tags) > 20
    named = [
        tag for tag in tags if tag.kind in {"value", "if", "unless", "loop", "sum", "count", "group", "merge"}
    ]
    assert [tag for tag in named if isinstance(resolve(tag, fields), Fault)] == []
