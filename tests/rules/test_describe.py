"""A finding in the reader's words, with its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sheetplan.language import wording
from sheetplan.rules.describe import describe
from sheetplan.rules.rule import Finding, Hit, Percent, Severity, Word
from support.verdict import verdict

TASK = "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"


def said(text, language="zh", workbook="zh"):
    parsed, (finding,) = verdict(text, workbook)
    return describe(finding, wording(language), parsed.layout)


def test_place_is_the_cell_as_people_see_it():
    assert str(said(f"{TASK} deadline=d6").place) == "任务!M2"


def test_place_of_a_column_as_a_whole_is_its_heading():
    assert said(f"{TASK} accountable=").place.cell == "E1"


def test_a_sheet_that_is_not_there_has_no_place():
    assert said("without people").place is None


def test_a_rate_written_as_a_text_is_said_as_a_percentage_too():
    assert "2000%" in said(f"{TASK} percent_complete=text:20+").message


def test_dates_are_said_as_iso_says_them():
    assert "2026-03-10" in said(f"{TASK} deadline=d6").message


def test_chinese_message_in_full():
    message = said(f"{TASK} deadline=d6").message
    assert message == "“T1 印刷”计划 2026-03-10 完成，晚于最晚完成 2026-03-09。"


def test_english_message_in_full():
    message = said(f"{TASK} deadline=d6", "en").message
    assert message == "“T1 印刷” is planned to finish on 2026-03-10, after its deadline 2026-03-09."


def test_heading_and_sheet_are_as_the_workbook_has_them_whatever_the_reader_reads():
    said_in_english = said(f"{TASK} deadline=d6", "en")
    assert (said_in_english.sheet_name, said_in_english.heading) == ("任务", "最晚完成")


def test_severity_is_a_word_of_the_reader():
    assert said(f"{TASK} deadline=d6", "en").severity_word == "Error"


def test_choices_are_named_in_the_readers_language():
    assert "Online, On site, Hybrid" in said("event format=飞行", "en").message


@pytest.mark.parametrize(
    ("fact", "shown"),
    [
        (Percent(Decimal("0.0833333")), "8.33%"),
        (Percent(Decimal("0.10")), "10%"),
        (Decimal("1200.50"), "1200.5"),
        (Word("payment", "paid"), "已付"),
        (("甲", "乙"), "甲、乙"),
    ],
)
def test_facts_are_shown_plainly(fact, shown):
    parsed, _ = verdict("")
    finding = Finding("PPL001", Severity.ERROR, Hit(sheet="people", row=2, facts={"name": fact, "first": 2}))
    assert shown in describe(finding, wording("zh"), parsed.layout).message


def test_the_circle_is_drawn():
    parsed, findings = verdict(
        f"{TASK} predecessors=T3\n"
        "tasks T3 title=布展 responsible=王芳 accountable=李雷 baseline_finish=d9 predecessors=T1"
    )
    message = describe(findings[0], wording("zh"), parsed.layout).message
    assert "T1 → T3 → T1" in message


def test_a_flaw_beside_a_forms_entry_names_its_own_column():
    parsed, _ = verdict("")
    finding = Finding(
        "CEL008", Severity.ERROR, Hit(sheet="event", row=3, column="due", facts={"value": "下周"})
    )
    assert describe(finding, wording("zh"), parsed.layout).message == "“完成时限”应填日期，现在是“下周”。"


def test_one_finding_for_many_cells_says_how_many():
    many = "\n".join(f"{TASK.replace('T1', f'T{n}')} deadline=text:2026-03-12" for n in range(1, 4))
    assert said(many).message.endswith("本列共有 3 处这样的日期。")


def test_one_finding_for_one_cell_does_not_count():
    assert "1 处" not in said(f"{TASK} deadline=text:2026-03-12").message


def test_the_reserve_that_is_asked_for_meets_the_rule():
    budget = """
    budget B1 category=场地 item=会议厅 unit_price=9000 quantity=1
    budget B2 category=备用金 item=备用金 unit_price={reserve} quantity=1
    budget_summary 场地
    budget_summary 备用金 nature=reserve
    """
    assert "1000 至 1588 元" in said(budget.format(reserve=900)).remedy
    assert verdict(budget.format(reserve=1000))[1] == verdict(budget.format(reserve=1588))[1] == ()
