"""What a filled template says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheetplan.adapters.docx_package import DocxTemplate
from sheetplan.documents.context import Chart, Context, Table
from sheetplan.documents.fields import Fields
from support.docx_sketch import cell, docx, p, row, run, table
from support.docx_text import docx_text, part_root

FIELDS = Fields(
    scalars=frozenset({"活动名称", "预算总额", "备注"}),
    tables={"任务": ("编号", "名称", "色", "率"), "团队": ("姓名",)},
    charts=frozenset({"对比"}),
)
TASKS = (
    {"编号": "T1", "名称": "签到", "色": "good", "率": Decimal("0.5")},
    {"编号": "T1", "名称": "开场", "色": "bad", "率": Decimal("1.2")},
    {"编号": "T2", "名称": "合影", "色": None, "率": None},
)
HEADING = "== word/document.xml\n"


def context(name="发布会", tasks=TASKS, team=(), note=None) -> Context:
    return Context(
        "zh",
        {"活动名称": name, "预算总额": Decimal(315000), "备注": note},
        {"任务": Table(FIELDS.tables["任务"], tasks), "团队": Table(FIELDS.tables["团队"], team)},
        {"对比": Chart((), ())},
    )


def said(*body, **values) -> str:
    template = DocxTemplate(docx(*body), FIELDS)
    assert template.problems == ()
    return docx_text(template.render(context(**values))).removeprefix(HEADING).rstrip("\n")


def test_a_tag_cut_into_runs_by_word_is_one_tag():
    assert said(p("《{", "{活动", "名称}", "}》共 {{预算总额|", "千分位}} 元")) == "《发布会》共 315,000 元"


def test_the_look_of_the_run_where_a_tag_begins_is_kept():
    template = DocxTemplate(docx(f"<w:p>{run('{{活动', '<w:b/>')}{run('名称}}')}</w:p>"), FIELDS)
    first = next(part_root(template.render(context())).iter("{*}r"))
    assert first.find("{*}rPr/{*}b") is not None
    assert first.findtext("{*}t") == "发布会"


def test_an_empty_field_is_said_to_be_empty():
    assert said(p("备注：{{备注}}")) == "备注：（未填）"


def test_a_column_in_a_row_repeats_the_row():
    assert said(table(row("编号", "名称"), row("{{任务.编号}}", "{{任务.名称}}"))) == (
        "| 编号 | 名称 |\n| T1 | 签到 |\n| T1 | 开场 |\n| T2 | 合影 |"
    )


def test_a_table_without_rows_says_so_across_the_row():
    text = said(table(row("编号", "名称"), row("{{任务.编号}}", "{{任务.名称}}")), tasks=())
    assert text == "| 编号 | 名称 |\n| （无） |"


def test_paragraphs_between_tags_repeat():
    assert said(p("{{#任务}}"), p("{{编号}} {{名称}}"), p("{{/任务}}")) == "T1 签到\nT1 开场\nT2 合影"


def test_rows_between_tags_repeat_and_rows_of_tags_alone_disappear():
    text = said(
        table(row("{{#任务}}", ""), row("{{编号}}", "a"), row("{{名称}}", "b"), row("{{/任务}}", "")),
        tasks=TASKS[:1],
    )
    assert text == "| T1 | a |\n| 签到 | b |"


def test_words_between_tags_repeat():
    assert said(p("任务：{{#任务}}{{名称}}；{{/任务}}完")) == "任务：签到；开场；合影；完"


def test_words_between_tags_in_different_runs_repeat():
    assert said(p("任务{{#任务}}[", "{{名称}}", "]{{/任务}}完")) == "任务[签到][开场][合影]完"


def test_a_loop_over_nothing_says_so():
    assert said(p("{{#团队}}"), p("{{姓名}}"), p("{{/团队}}")) == "（无）"


def test_a_template_may_say_itself_what_stands_for_nothing():
    assert said(p("{{#团队}}{{姓名}}{{/团队}}{{^团队}}暂无成员{{/团队}}")) == "暂无成员"


@pytest.mark.parametrize(("note", "text"), [("加急", "有：加急"), (None, "没有"), ("", "没有")])
def test_a_condition_asks_whether_a_field_is_filled(note, text):
    assert said(p("{{?备注}}有：{{备注}}{{/备注}}{{^备注}}没有{{/}}"), note=note) == text


def test_a_cell_keeps_a_paragraph_when_its_condition_is_not_met():
    body = table(f"<w:tr>{cell(p('{{?备注}}') + p('x') + p('{{/备注}}'))}</w:tr>")
    root = part_root(DocxTemplate(docx(body), FIELDS).render(context()))
    assert [child.tag.rpartition("}")[2] for child in next(root.iter("{*}tc"))] == ["tcPr", "p"]


def test_a_cell_takes_the_colour_of_its_tone():
    text = said(table(row("{{底色:任务.色}}{{任务.编号}}", "{{任务.名称}}")))
    assert text.splitlines() == ["| T1 [DDEFD9] | 签到 |", "| T1 [F8D7DA] | 开场 |", "| T2 | 合影 |"]


def test_equal_cells_merge_downwards():
    root = part_root(
        DocxTemplate(docx(table(row("{{合并:任务.编号}}", "{{任务.名称}}"))), FIELDS).render(context())
    )
    assert [mark.get(mark.keys()[0]) for mark in root.iter("{*}vMerge")] == ["restart", "continue", "restart"]


def test_a_bar_fills_its_share_of_the_cell():
    text = said(table(row("{{条形:任务.率}}", "{{任务.名称}}")))
    assert text == "| [bar 50] | 签到 |\n| [bar 100] | 开场 |\n| [bar 0] | 合影 |"


def test_cells_stand_side_by_side_and_share_the_width():
    body = table(f"<w:tr>{cell(p('{{并列:任务}}{{任务.编号}}') + p('{{名称}}'), 9000)}</w:tr>", columns=1)
    data = DocxTemplate(docx(body.replace('w:w="2000"', 'w:w="9000"')), FIELDS).render(context())
    assert docx_text(data) == HEADING + "| T1 / 签到 | T1 / 开场 | T2 / 合影 |\n"
    assert [column.values() for column in part_root(data).iter("{*}gridCol")] == [["3000"]] * 3


def test_headers_are_filled_too():
    data = DocxTemplate(docx(p("x"), header=p("{{活动名称}}")), FIELDS).render(context())
    assert "== word/header1.xml\n发布会" in docx_text(data)


def test_a_line_break_in_a_value_is_a_line_break():
    assert said(p("{{活动名称}}"), name="一\n二\r\n三\t四") == "一 ⏎ 二 ⏎ 三 ⇥ 四"


@pytest.mark.parametrize(
    "name", ["AT&T <中国>", "😀👩‍👧", "{{备注}}", "]]>", "\ue0000\ue000", "a\x00b\x1b\ufffe"]
)
def test_odd_text_survives(name):
    kept = "".join(sign for sign in name if sign not in "\x00\x1b\ufffe")
    assert said(p("{{活动名称}}"), name=name) == kept


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_every_word_put_in_comes_out(words):
    template = DocxTemplate(docx(table(row("{{任务.名称}}", "x"))), FIELDS)
    rows = tuple({**TASKS[0], "名称": word} for word in words)
    root = part_root(template.render(context(tasks=rows)))
    cells = ["".join(made.itertext()) for made in root.iter("{*}tc")][::2]
    assert [_letters(made) for made in cells] == [_letters(word) or "" for word in words]


def _letters(text: str) -> str:
    """The text without white space and the signs XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() and not sign.isspace())


def test_the_same_input_makes_the_same_bytes():
    data = docx(p("{{活动名称}}"), table(row("{{任务.编号}}", "x")))
    assert DocxTemplate(data, FIELDS).render(context()) == DocxTemplate(data, FIELDS).render(context())


def test_a_template_can_be_filled_again():
    template = DocxTemplate(docx(p("{{#任务}}{{名称}}{{/任务}}")), FIELDS)
    first = template.render(context())
    template.render(context(tasks=()))
    assert template.render(context()) == first


def test_template_code_of_other_engines_is_ordinary_text():
    assert said(p("{% for x in ().__class__ %}${7*7}<%= 1 %>")) == "{% for x in ().__class__ %}${7*7}<%= 1 %>"
