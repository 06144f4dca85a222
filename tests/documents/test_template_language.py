"""The tag language: what a tag's text means, and what is said of one that means nothing."""

from __future__ import annotations

import pytest

from sheetplan.documents.fields import document_fields
from sheetplan.documents.problem import Fault
from sheetplan.documents.template import Reference, Scope, Tag, find_tags, parse_tag, resolve

FIELDS = document_fields("zh")


@pytest.mark.parametrize(
    ("body", "tag"),
    [
        ("活动名称", Tag("value", ("活动名称",))),
        (" 预算总额 | 千分位 ", Tag("value", ("预算总额",), "千分位")),
        ("预算总额｜大写", Tag("value", ("预算总额",), "大写")),
        ("任务.负责人", Tag("value", ("任务", "负责人"))),
        ("任务．负责人", Tag("value", ("任务", "负责人"))),
        ("#任务", Tag("each", ("任务",))),
        ("＃任务", Tag("each", ("任务",))),
        ("? 约束条件", Tag("if", ("约束条件",))),
        ("＾约束条件", Tag("unless", ("约束条件",))),
        ("／任务", Tag("end", ("任务",))),
        ("/", Tag("end", ("",))),
        ("底色：指标.评价色", Tag("fill", ("指标", "评价色"))),
        ("FILL: Metrics.Verdict tone", Tag("fill", ("Metrics", "Verdict tone"))),
        ("合并:预算.类别", Tag("merge", ("预算", "类别"))),
        ("bar:Metrics.Achievement", Tag("bar", ("Metrics", "Achievement"))),
        ("并列:重点指标", Tag("across", ("重点指标",))),
        ("图表:目标与实际", Tag("chart", ("目标与实际",))),
        ("分组：预算.费用类别", Tag("group", ("预算", "费用类别"))),
        ("合计:预算.预算金额|千分位", Tag("sum", ("预算", "预算金额"), "千分位")),
        ("count:Tasks", Tag("count", ("Tasks",))),
        ("图片:场地平面图", Tag("picture", ("场地平面图",))),
        ("链接:指标.实际", Tag("link", ("指标", "实际"))),
        ("手写:会议结论", Tag("hand", ("会议结论",))),
        ("#任务.分工", Tag("each", ("任务", "分工"))),
        ("Event\u00a0name\u200b", Tag("value", ("Event name",))),
        ("预算（元）", Tag("value", ("预算（元）",))),
    ],
)
def test_a_tag_is_read_as_its_author_means_it(body, tag):
    assert parse_tag(body) == tag


def test_full_width_braces_make_a_tag():
    (found,) = find_tags("共｛｛任务总数｝｝项")
    assert (found.start, found.end, found.tag) == (1, 9, Tag("value", ("任务总数",)))


def test_single_braces_are_ordinary_text():
    assert find_tags("a {b} c") == []


@pytest.mark.parametrize("text", ["{{活动名称", "活动名称}}", "{{活动名称}", "｛｛活动名称"])
def test_braces_without_a_partner_are_found(text):
    assert [hit.tag for hit in find_tags(text)] == [None]


@pytest.mark.parametrize(
    ("body", "code", "hint"),
    [
        ("活动名", "unknown-field", "活动名称"),
        ("a", "unknown-field", ""),
        ("任务单.负责人", "unknown-table", "任务.负责人"),
        ("任务.负责", "unknown-column", "任务.负责人"),
        ("预算总额|千分", "unknown-format", "千分位"),
        ("图表:目标", "unknown-chart", "目标与实际"),
        ("#任务书", "unknown-table", "任务"),
        ("任务", "table-needs-column", "任务.序号"),
        ("a.__class__", "unknown-table", ""),
        ("活动名称.__class__", "unknown-table", ""),
        ("cycler.__init__.__globals__.os.popen('id').read()", "unknown-table", ""),
    ],
)
def test_a_name_nobody_declared_is_a_fault_with_the_nearest_name(body, code, hint):
    fault = resolve(parse_tag(body), FIELDS)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.hint) == (code, hint)


def test_a_bare_column_is_known_inside_its_loop():
    assert resolve(parse_tag("负责人"), FIELDS, (Scope("任务"),)) == Reference("cell", "负责人", "任务")


def test_a_bare_column_is_unknown_outside_a_loop():
    assert isinstance(resolve(parse_tag("交付成果"), FIELDS), Fault)


def test_other_names_of_the_workbook_are_understood():
    assert resolve(parse_tag("任务表.责任人"), FIELDS) == Reference("cell", "负责人", "任务")
    assert resolve(parse_tag("主题"), FIELDS) == Reference("scalar", "活动主题")


def test_inside_groups_only_the_grouped_column_is_a_bare_name():
    groups = (Scope("预算", "费用类别"),)
    assert resolve(parse_tag("类别"), FIELDS, groups) == Reference("cell", "费用类别", "预算")
    assert isinstance(resolve(parse_tag("费用项"), FIELDS, groups), Fault)


@pytest.mark.parametrize("body", ["?任务", "^任务", "?目标与实际"])
def test_a_condition_may_ask_for_a_table_or_a_chart(body):
    assert isinstance(resolve(parse_tag(body), FIELDS), Reference)


def test_a_condition_asks_for_a_table_before_a_field_that_also_goes_by_its_name():
    assert resolve(parse_tag("主题"), FIELDS).kind == resolve(parse_tag("流程"), FIELDS).kind == "scalar"
    assert resolve(parse_tag("?流程"), FIELDS) == Reference("table", "流程")


def test_every_field_has_a_name_in_both_languages():
    zh, en = document_fields("zh"), document_fields("en")
    assert len(zh.scalars) == len(en.scalars)
    assert [len(columns) for columns in zh.tables.values()] == [
        len(columns) for columns in en.tables.values()
    ]
