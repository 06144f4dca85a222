"""What is said of a template that cannot be filled, and which files are no templates at all."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from sheetplan.adapters.docx_package import DocxTemplate, TemplateRefused, annotate
from sheetplan.documents.context import Context
from sheetplan.documents.fields import document_fields
from sheetplan.documents.problem import place, sentence
from sheetplan.language import wording
from support.docx_schema import schema_errors
from support.docx_sketch import NAMESPACES, docx, p, row, run, table, zipped
from support.docx_text import docx_text, part_root

FIELDS = document_fields("zh")
WORDING = wording("zh").section("template_problems")
INSERTED = '<w:ins w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z">{}</w:ins>'
BOX = "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>"


def codes(*body, **parts) -> list[str]:
    return [problem.code for problem in DocxTemplate(docx(*body, **parts), FIELDS).problems]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (p("{{活动名}}"), "unknown-field"),
        (p("{{活动名称"), "unbalanced-braces"),
        (p("{{", "活动名称") + p("}}"), "unbalanced-braces"),
        (p("{{#任务}}"), "unclosed-block"),
        (p("{{/任务}}"), "stray-end"),
        (p("{{#任务}}{{/团队}}"), "mismatched-end"),
        (p("{{分组:预算.费用类别}}{{/手写}}"), "mismatched-end"),
        (p("{{任务.编号}}"), "column-outside-row"),
        (table(row("{{任务.编号}}", "{{团队.姓名}}")), "mixed-tables-in-row"),
        (p("{{图片:场地平面图}}"), "picture-tag-without-picture"),
        (p("{{#任务}}") + p("{{手写:x}}") + p("a") + p("{{/手写}}") + p("{{/任务}}"), "region-in-loop"),
        (p("{{手写:x}}a{{/手写}}"), "block-across-levels"),
        ((p("{{手写:x}}") + p("a") + p("{{/手写}}")) * 2, "region-twice"),
        (p("{{#任务.分工}}{{/}}"), "needs-outer-loop"),
        (table(row("{{任务.分工.姓名}}", "")), "needs-outer-loop"),
        (p("{{合计:预算}}"), "table-needs-column"),
        (p("{{分组:预算.费用类别}}{{费用项}}{{/分组}}"), "unknown-field"),
        (p("{{?概况}}" * 17 + "{{/}}" * 17), "nested-too-deep"),
        (p("{{#任务}}") + table(row("{{/任务}}", "x")), "block-across-levels"),
        (p("{{底色:版本}}"), "cell-tag-outside-cell"),
        (p("{{图表:目标与实际}}"), "chart-tag-without-chart"),
        (table(row("{{并列:团队}}", "x")), "across-needs-one-cell"),
        (f"<w:p>{run('{{活动')}{INSERTED.format(run('名称}}'))}</w:p>", "tracked-change"),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{{版本}}</w:instrText></w:r></w:p>',
            "tag-out-of-reach",
        ),
    ],
)
def test_a_mistake_has_a_name(body, code):
    assert code in codes(body)


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{INSERTED.format(run('{{版本}}'))}</w:p>",
        "<w:p><w:del w:id='1' w:author='x'><w:r><w:delText>{{旧}}</w:delText></w:r></w:del></w:p>",
        f"<w:p>{BOX.format(p('{{版本}}'))}</w:p>",
    ],
)
def test_whole_tags_in_tracked_changes_and_text_boxes_are_fine(body):
    assert codes(body) == []


def test_a_problem_names_place_tag_and_nearest_field():
    (problem,) = DocxTemplate(docx(p("x"), p("名称：{{活动名}}")), FIELDS).problems
    assert sentence(problem, WORDING) == "{{活动名}}：没有叫“活动名”的字段。是否想写“活动名称”？"
    assert place(problem, WORDING) == "word/document.xml 第 2 段“名称：{{活动名}}”"


def test_problems_of_headers_are_found():
    assert codes(p("x"), header=p("{{页眉}}")) == ["unknown-field"]


def test_every_problem_has_a_sentence_in_both_languages():
    assert (
        wording("zh").section("template_problems").keys() == wording("en").section("template_problems").keys()
    )
    assert (
        wording("zh").section("template_refusals").keys() == wording("en").section("template_refusals").keys()
    )


def test_a_template_with_problems_is_not_filled():
    with pytest.raises(TemplateRefused, match="has-problems"):
        DocxTemplate(docx(p("{{x}}")), FIELDS).render(Context("zh"))


def test_each_bad_tag_gets_a_comment():
    data = docx(p("好 {{活动", "名}} 和 {{y}}"), table(row("{{任务.z}}", "")), header=p("{{页眉}}"))
    noted = annotate(data, DocxTemplate(data, FIELDS).problems, WORDING)
    comments = part_root(noted, "word/comments.xml")
    assert len(comments) == 3
    assert "是否想写“活动名称”" in "".join(comments[0].itertext())
    assert docx_text(noted) == docx_text(data)
    assert schema_errors(noted) == []


def test_an_annotated_copy_can_be_annotated_again():
    data = docx(p("{{x}}"))
    problems = DocxTemplate(data, FIELDS).problems
    twice = annotate(annotate(data, problems, WORDING), problems, WORDING)
    ids = [comment.get(comment.keys()[0]) for comment in part_root(twice, "word/comments.xml")]
    assert ids == ["0", "1"]


# -- hostile files ---------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(TemplateRefused) as caught:
        DocxTemplate(data, FIELDS)
    return caught.value.code


def test_a_file_that_is_no_zip_is_refused():
    assert refused(b"hello") == "not-docx"


def test_a_zip_that_is_no_document_is_refused():
    assert refused(zipped({"a.txt": b"x"})) == "not-docx"


def test_an_encrypted_document_is_refused():
    assert refused(b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le")) == "encrypted"


def test_a_document_with_macros_is_refused():
    kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refused(docx(p("x"), main_kind=kind)) == "macros"


@pytest.mark.parametrize("entity", ['<!ENTITY a "b">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_a_document_type_declaration_is_refused(entity):
    paragraph = "<w:p><w:r><w:t>{&a;</w:t></w:r></w:p>"
    body = (
        f"<!DOCTYPE w:document [{entity}]><w:document {NAMESPACES}><w:body>{paragraph}</w:body></w:document>"
    )
    assert refused(_with_part(docx(p("x")), "word/document.xml", body.encode())) == "dtd"


def test_broken_markup_is_refused():
    assert refused(_with_part(docx(p("x")), "word/document.xml", b"<w:document>{{")) == "broken"


def test_a_document_of_the_strict_dialect_is_refused():
    body = b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">{{x}}</w:document>'
    assert refused(_with_part(docx(p("x")), "word/document.xml", body)) == "strict"


def test_a_zip_bomb_is_refused():
    assert refused(_with_part(docx(p("x")), "word/media/image1.bmp", bytes(80 * 1024 * 1024))) == "too-large"


def test_a_part_larger_than_it_declares_is_refused():
    data = bytearray(docx(p("{{版本}}")))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data)) == "broken"


@pytest.mark.parametrize(
    "body",
    [
        p("{{x}}" * 100_000),
        p(*["{{版本}}"] * 100_000),
        p("{" * 1_000_000),
        p("{{#任务}}" * 100_000),
        "".join([p("{{?概况}}"), p("x"), p("{{/}}")] * 20_000),
    ],
    ids=["unknown", "runs", "braces", "loops", "conditions"],
)
def test_a_hundred_thousand_tags_take_seconds_not_minutes(body):
    data = docx(body)
    begun = time.process_time()
    assert len(DocxTemplate(data, FIELDS).problems) <= 100
    assert time.process_time() - begun < 30


def test_parts_without_tags_keep_their_stored_bytes():
    image = bytes(range(256)) * 50
    data = docx(p("{{版本}}"), extra={"word/media/a.png": image})
    values = dict.fromkeys(FIELDS.scalars, "x")
    made = DocxTemplate(data, FIELDS).render(Context("zh", values))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.read("word/media/a.png") == image


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(parts | {name: content})
