"""The shipped templates: fresh, without problems, valid, and saying what the goldens say."""

from __future__ import annotations

from functools import cache

import pytest

from sheetplan.adapters.docx_package import DocxTemplate
from sheetplan.build.documents import OFFICIAL, OFFICIAL_FOLDER, build_template
from sheetplan.documents.context import Chart, Context, Table
from sheetplan.documents.fields import document_fields
from sheetplan.documents.formats import words_of
from sheetplan.documents.kinds import DOCUMENTS, title
from sheetplan.language import LANGUAGES, wording
from support.documents import demo_documents
from support.docx_schema import schema_errors
from support.docx_text import docx_text, part_root
from support.golden import assert_golden
from support.shared import REPOSITORY

ALL = [(document, language) for document in DOCUMENTS for language in LANGUAGES]
everyone = pytest.mark.parametrize(("document", "language"), ALL, ids=["-".join(pair) for pair in ALL])


@cache
def shipped(document: str, language: str, folder: str = "") -> bytes:
    return (
        REPOSITORY / "templates" / folder / language / f"{title(document, wording(language))}.docx"
    ).read_bytes()


@cache
def template(document: str, language: str) -> DocxTemplate:
    return DocxTemplate(shipped(document, language), document_fields(language))


def filled(document: str, language: str) -> bytes:
    return next(iter(demo_documents(document, language).values()))


@everyone
def test_what_is_committed_equals_a_fresh_build(document, language):
    assert build_template(document, language) == shipped(document, language)


@pytest.mark.parametrize("document", OFFICIAL)
def test_the_official_ones_are_fresh_valid_and_without_problems(document):
    data = shipped(document, "zh", OFFICIAL_FOLDER)
    assert build_template(document, "zh", official=True) == data
    assert DocxTemplate(data, document_fields("zh")).problems == ()
    assert schema_errors(data) == []


@everyone
def test_it_has_no_problems(document, language):
    assert template(document, language).problems == ()


@everyone
def test_it_is_valid(document, language):
    assert schema_errors(shipped(document, language)) == []


@everyone
def test_filled_it_is_valid(document, language):
    assert schema_errors(filled(document, language)) == []


@everyone
def test_filled_it_says_what_a_planner_agreed_to(document, language):
    said = docx_text(filled(document, language))
    assert "{{" not in said
    assert_golden(f"documents/{document}.{language}.txt", said)


@everyone
def test_it_can_be_filled_before_anything_is_known(document, language):
    fields = document_fields(language)
    nothing = Context(
        language,
        dict.fromkeys(fields.scalars),
        {name: Table(columns) for name, columns in fields.tables.items()},
        {name: Chart((), ()) for name in fields.charts},
    )
    data = template(document, language).render(nothing)
    assert schema_errors(data) == []
    said = docx_text(data)
    sentences = words_of(language).no_rows, wording(language).text("documents", "no_rows")
    assert any(sentence in said for sentence in sentences)
    assert "[drawing]" not in said


@everyone
def test_no_word_of_a_workbook_is_lost(document, language):
    """Each field has a word of its own; every field that the template names is found in the document."""
    marks: dict[str, str] = {}
    data = template(document, language).render(_marked(language, marks))
    said = docx_text(data)
    unprinted = ("色", "colour")
    asked = [
        name for name in template(document, language).names if name in marks and not name.endswith(unprinted)
    ]
    assert [name for name in asked if marks[name] not in said] == []


def _marked(language: str, marks: dict[str, str]) -> Context:
    fields = document_fields(language)

    def mark(name: str) -> str:
        return marks.setdefault(name, f"❖{len(marks)}❖ & <{len(marks)}> 😀")

    def rows(table: str) -> Table:
        row = {
            column: "none" if column.endswith(("色", "colour")) else mark(f"{table}.{column}")
            for column in fields.tables[table]
        }
        for inner in (name for name in fields.tables if name.rpartition(".")[0] == table):
            row[inner.rpartition(".")[2]] = rows(inner).rows
        return Table(fields.tables[table], (row,))

    return Context(
        language,
        {name: None if name in _UNSAID else mark(name) for name in fields.scalars},
        {table: rows(table) for table in fields.tables if "." not in table},
        {name: Chart(("a",), (("s", (1,)), ("t", (1,)))) for name in fields.charts},
    )


_UNSAID = {
    str(name)
    for language in LANGUAGES
    for fields in [wording(language).section("fields")]
    for name in (*fields["pictures"].values(), fields["scalars"]["meeting_held"])
}
"""Pictures, and what is only asked whether it is so."""


@everyone
def test_its_text_is_dressed_by_styles_alone(document, language):
    looks = [
        element for element in part_root(shipped(document, language)).iter("{*}rPr") for element in element
    ]
    assert {element.tag.rpartition("}")[2] for element in looks} <= {"rStyle"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_font_is_left_to_the_theme(language):
    fonts = part_root(shipped("review", language), "word/styles.xml").iter("{*}rFonts")
    assert not [name for font in fonts for name in font.keys() if name.endswith("Theme")]  # noqa: SIM118


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_stays_with_what_follows(language):
    styles = part_root(shipped("review", language), "word/styles.xml").findall("{*}style")
    headings = [style for style in styles if style.find("{*}name").values()[0].startswith("heading")]
    assert len(headings) == 3
    assert all(style.find("{*}pPr/{*}keepNext") is not None for style in headings)


@everyone
def test_every_table_has_a_description_and_its_head_repeats(document, language):
    root = part_root(shipped(document, language))
    reports = [
        table
        for table in root.iter("{*}tbl")
        if table.find("{*}tblPr/{*}tblStyle").values() == ["ReportTable"]
    ]
    assert all(table.find("{*}tblPr/{*}tblDescription") is not None for table in reports)
    assert all(table.find("{*}tr/{*}trPr/{*}tblHeader") is not None for table in reports)
