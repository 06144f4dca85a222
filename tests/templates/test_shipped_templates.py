"""The shipped templates: fresh, without problems, valid, and saying what the goldens say."""

from __future__ import annotations

import pytest

from sheetplan.adapters.docx_package import DocxTemplate
from sheetplan.build.documents import FILE_NAMES, build_template
from sheetplan.documents.context import Chart, Context, Table
from sheetplan.documents.fields import document_fields
from sheetplan.documents.formats import words_of
from support.docx_schema import schema_errors
from support.docx_text import docx_text, part_root
from support.sample_context import sample_context
from support.shared import REPOSITORY

ALL = [(kind, language) for kind, names in FILE_NAMES.items() for language in names]
GOLDENS = REPOSITORY / "tests/goldens/documents"


@pytest.fixture(scope="module", params=ALL, ids=["-".join(pair) for pair in ALL])
def shipped(request):
    kind, language = request.param
    return kind, language, (REPOSITORY / "templates" / language / FILE_NAMES[kind][language]).read_bytes()


@pytest.fixture(scope="module")
def filled(shipped):
    kind, language, data = shipped
    return kind, language, DocxTemplate(data, document_fields(language)).render(sample_context(language))


def test_what_is_committed_equals_a_fresh_build(shipped):
    kind, language, data = shipped
    assert build_template(kind, language) == data


def test_it_has_no_problems(shipped):
    _, language, data = shipped
    assert DocxTemplate(data, document_fields(language)).problems == ()


def test_it_is_valid(shipped):
    assert schema_errors(shipped[2]) == []


def test_filled_it_is_valid(filled):
    assert schema_errors(filled[2]) == []


def test_filled_it_leaves_no_tag(filled):
    assert "{{" not in docx_text(filled[2])


@pytest.mark.parametrize(("kind", "language"), ALL)
def test_it_can_be_filled_before_anything_is_known(kind, language):
    fields = document_fields(language)
    nothing = Context(
        language,
        dict.fromkeys(fields.scalars),
        {name: Table(columns) for name, columns in fields.tables.items()},
        {name: Chart((), ()) for name in fields.charts},
    )
    data = DocxTemplate(build_template(kind, language), fields).render(nothing)
    assert schema_errors(data) == []
    assert words_of(language).no_rows in docx_text(data)
    assert "[drawing]" not in docx_text(data)


def test_filled_it_says_what_a_planner_agreed_to(filled):
    kind, language, data = filled
    assert docx_text(data) == (GOLDENS / f"{kind}.{language}.txt").read_text("utf-8")


def test_its_text_is_dressed_by_styles_alone(shipped):
    looks = [element for element in part_root(shipped[2]).iter("{*}rPr") for element in element]
    assert {element.tag.rpartition("}")[2] for element in looks} <= {"rStyle"}


def test_no_font_is_left_to_the_theme(shipped):
    fonts = part_root(shipped[2], "word/styles.xml").iter("{*}rFonts")
    assert not [name for font in fonts for name in font.keys() if name.endswith("Theme")]  # noqa: SIM118


def test_every_heading_stays_with_what_follows(shipped):
    styles = part_root(shipped[2], "word/styles.xml").findall("{*}style")
    headings = [style for style in styles if style.find("{*}name").values()[0].startswith("heading")]
    assert len(headings) == 3
    assert all(style.find("{*}pPr/{*}keepNext") is not None for style in headings)
