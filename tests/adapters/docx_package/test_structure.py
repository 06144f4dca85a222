"""Loops inside loops, groups and their sums, pictures, links, and places for handwriting."""

from __future__ import annotations

import struct
import zipfile
import zlib
from decimal import Decimal
from io import BytesIO

import pytest

from sheetplan.adapters.docx_package import DocxTemplate, TemplateRefused, handwritten
from sheetplan.documents.context import Context, Figure, Origin, Source, Table
from sheetplan.documents.fields import Fields
from support.docx_schema import schema_errors
from support.docx_sketch import cell, docx, p, row, run, table
from support.docx_text import docx_text, part_root

FIELDS = Fields(
    scalars=frozenset({"活动名称", "平面图", "实际"}),
    tables={
        "预算": ("类别", "费用项", "金额", "图"),
        "任务": ("编号", "名称"),
        "任务.分工": ("姓名", "字母"),
        "人员": ("姓名",),
    },
    charts=frozenset(),
)
LINES = (
    {"类别": "场地", "费用项": "租赁", "金额": Decimal(10), "图": "a.png"},
    {"类别": "宣传", "费用项": "海报", "金额": Decimal(4), "图": None},
    {"类别": "场地", "费用项": "搭建", "金额": Decimal(7), "图": "b.png"},
)
PEOPLE = ({"姓名": "王芳"}, {"姓名": "李雷"})
TASKS = (
    {"编号": "T1", "名称": "签到", "分工": ({"姓名": "王芳", "字母": "R"}, {"姓名": "李雷", "字母": "A"})},
    {"编号": "T2", "名称": "开场", "分工": ({"姓名": "王芳", "字母": "I"}, {"姓名": "李雷", "字母": "R"})},
)
PICTURE = '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="1000" cy="500"/><wp:docPr id="1" name="x"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId9"/><a:srcRect l="10"/><a:stretch/></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1000" cy="500"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'  # noqa: E501


def png(width: int, height: int) -> bytes:
    head = struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">L", 13) + b"IHDR" + head + struct.pack(">L", zlib.crc32(head))


def context(**changes) -> Context:
    values = {
        "language": "zh",
        "scalars": {"活动名称": "发布会", "平面图": None, "实际": None},
        "tables": {
            "预算": Table(FIELDS.tables["预算"], LINES),
            "任务": Table(FIELDS.tables["任务"], TASKS),
            "人员": Table(FIELDS.tables["人员"], PEOPLE),
        },
    }
    return Context(**(values | changes))


def filled(*body, **changes) -> bytes:
    template = DocxTemplate(docx(*body), FIELDS)
    assert template.problems == ()
    return template.render(context(**changes))


def said(*body, **changes) -> list[str]:
    return docx_text(filled(*body, **changes)).splitlines()[1:]


def test_groups_have_their_rows_and_their_sums():
    lines = said(
        table(
            row("{{分组:预算.类别}}{{类别}}", "{{计数:预算}} 项"),
            row("{{预算.费用项}}", "{{预算.金额}}"),
            row("小计", "{{合计:预算.金额|金额}}{{/分组}}"),
            row("合计", "{{合计:预算.金额|金额}}"),
        )
    )
    assert lines == [
        *("| 场地 | 2 项 |", "| 租赁 | 10 |", "| 搭建 | 7 |", "| 小计 | 17.00 |"),
        *("| 宣传 | 1 项 |", "| 海报 | 4 |", "| 小计 | 4.00 |", "| 合计 | 21.00 |"),
    ]


def test_groups_of_nothing_say_so():
    body = table(row("{{分组:预算.类别}}{{类别}}", "{{合计:预算.金额}}{{/分组}}"))
    assert said(body, tables={"预算": Table(FIELDS.tables["预算"])}) == ["| （无） |"]


def test_a_loop_inside_a_loop_runs_over_the_rows_inside_its_row():
    assert said(p("{{#任务}}{{编号}}：{{#分工}}{{姓名}}={{字母}} {{/分工}}；{{/任务}}")) == [
        "T1：王芳=R 李雷=A ；T2：王芳=I 李雷=R ；"
    ]


def test_a_loop_inside_a_loop_may_run_over_another_table():
    assert said(p("{{#任务}}{{编号}}（{{#人员}}{{姓名}}，{{/人员}}）{{/任务}}")) == [
        "T1（王芳，李雷，）T2（王芳，李雷，）"
    ]


def test_a_table_inside_a_repeated_row_has_its_own_rows():
    inner = table(row("{{任务.分工.姓名}}", "{{任务.分工.字母}}{{任务.编号}}"))
    body = table(f"<w:tr>{cell(p('{{任务.编号}}'))}{cell(inner + p(''))}</w:tr>")
    texts = [
        "".join(each.itertext())
        for each in part_root(filled(body)).iter("{*}tc")
        if not each.findall("{*}tbl")
    ]
    assert texts == ["T1", "王芳", "RT1", "李雷", "AT1", "T2", "王芳", "IT2", "李雷", "RT2"]


def test_a_matrix_has_a_column_for_each_person():
    body = table(
        row("任务", "{{并列:人员}}{{姓名}}"),
        row("{{任务.名称}}", "{{并列:任务.分工}}{{字母}}"),
    )
    assert said(body) == ["| 任务 | 王芳 | 李雷 |", "| 签到 | R | A |", "| 开场 | I | R |"]
    assert len(part_root(filled(body)).findall(".//{*}gridCol")) == 3


def test_loops_without_bound_are_refused():
    rows = tuple({"姓名": "x"} for _ in range(2000))
    body = p("{{#人员}}{{#人员}}{{/人员}}{{/人员}}")
    with pytest.raises(TemplateRefused, match="too-long"):
        filled(body, tables={"人员": Table(FIELDS.tables["人员"], rows)})


def test_a_picture_takes_the_place_of_the_placeholder_and_keeps_to_its_frame():
    data = filled(
        f"<w:p>{run('{{图片:平面图}}')}{PICTURE}</w:p>",
        scalars={"活动名称": "x", "平面图": "plan.png", "实际": None},
        pictures={"plan.png": png(400, 400)}.get,
    )
    extent = next(part_root(data).iter("{*}extent"))
    assert (extent.get("cx"), extent.get("cy")) == ("500", "500")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.read("word/media/sheetplan1.png") == png(400, 400)
        assert b'Extension="png"' in archive.read("[Content_Types].xml")
    assert schema_errors(data) == []


def test_each_row_has_its_own_picture_or_says_that_it_is_missing():
    body = table(
        "<w:tr>"
        f"{cell(p('{{预算.费用项}}'))}{cell('<w:p>' + run('{{图片:预算.图}}') + PICTURE + '</w:p>')}"
        "</w:tr>"
    )
    data = filled(body, pictures={"a.png": png(2, 1)}.get)
    assert docx_text(data).splitlines()[1:] == [
        "| 租赁 | [drawing] |",
        "| 海报 | （未填） |",
        "| 搭建 | （缺图片：b.png） |",
    ]


def test_what_is_no_picture_is_not_put_in():
    body = f"<w:p>{run('{{图片:平面图}}')}{PICTURE}</w:p>"
    scalars = {"活动名称": "x", "平面图": "plan.png", "实际": None}
    assert said(body, scalars=scalars, pictures=lambda _: b"<svg/>") == ["（缺图片：plan.png）"]


def test_a_link_leads_to_the_cell_in_the_workbook():
    source = Source("活动 1.xlsx", address=lambda _: "指标!E7")
    scalars = {"活动名称": "x", "平面图": None, "实际": Figure(Decimal(5), (Origin("metrics", "actual"),))}
    data = filled(p("共 {{链接:实际}} 条"), scalars=scalars, source=source)
    assert docx_text(data).splitlines()[1] == "共 5 条"
    (target,) = [
        each.get("Target")
        for each in part_root(data, "word/_rels/document.xml.rels")
        if each.get("TargetMode") == "External"
    ]
    assert target == "%E6%B4%BB%E5%8A%A8%201.xlsx#%E6%8C%87%E6%A0%87!E7"
    assert schema_errors(data) == []


def test_a_link_without_a_workbook_is_the_plain_value():
    assert said(p("{{链接:活动名称}}")) == ["发布会"]


def test_words_people_wrote_into_their_place_are_carried_over():
    body = p("a") + p("{{手写:结论}}") + p("请填写 {{活动名称}}") + p("{{/手写}}") + p("z")
    source = Source("w.xlsx")
    first = filled(body, source=source)
    assert handwritten(first) == {}
    edited = first.replace(b"", b"")
    with zipfile.ZipFile(BytesIO(first)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("请填写".encode(), "一致同意".encode())
    from support.docx_sketch import zipped

    edited = zipped(parts)
    again = filled(body, source=source, kept=handwritten(edited))
    assert docx_text(again).splitlines()[1:4] == ["a", "一致同意 发布会", "z"]
    assert schema_errors(again) == []


def test_signs_of_markup_in_our_own_words_are_not_taken_for_peoples():
    body = p("{{手写:结论}}") + p("{{活动名称}}") + p("{{/手写}}")
    scalars = {"活动名称": "研发 & 市场 <2026>", "平面图": None, "实际": None}
    assert handwritten(filled(body, source=Source("w.xlsx"), scalars=scalars)) == {}


@pytest.mark.parametrize("story", ["footnote", "box"])
def test_footnotes_and_text_boxes_are_filled(story):
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('{{活动名称}}')}</w:txbxContent></w:pict></w:r></w:p>"
    if story == "box":
        assert "[box] 发布会" in said(box)
        return
    data = DocxTemplate(docx(p("x"), footnotes=p("{{活动名称}}")), FIELDS).render(context())
    assert "发布会" in docx_text(data)
