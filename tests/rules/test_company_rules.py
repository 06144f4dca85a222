"""The company's rules as rows: what each subject measures, and what its limits allow."""

from __future__ import annotations

import pytest

from sheetplan.language import wording
from sheetplan.rules.describe import describe
from sheetplan.rules.rule import Severity
from support.verdict import codes, findings_of, verdict

RULE = "company_rules Y1 subject={} operator={} value={} unit={}"
TASK = "tasks T1 title={} responsible=王芳 accountable=李雷 duration=1 baseline_start={} baseline_finish={}"
POST = "promotion N{} day={} stage=warm_up channel={} content=预告 responsible=王芳 reviewer=李雷"
BUDGET = """
budget_summary 场地
budget_summary 备用金 nature=reserve
budget B1 category=场地 item=会议厅 unit_price=9000 quantity=1
budget B2 category=备用金 item=备用金 unit_price=1000 quantity=1
"""
SEGMENT = "run_of_show S{} kind={} segment=环节{} duration={} responsible=王芳 {}"
SHOW = "\n".join(
    (
        SEGMENT.format(1, "set_up", 1, 60, "fixed_start=11:00"),
        SEGMENT.format(2, "opening", 2, 5, "fixed_start=14:00 call_lead=30"),
        SEGMENT.format(3, "core", 3, 25, ""),
        SEGMENT.format(4, "interaction", 4, 5, ""),
        SEGMENT.format(5, "closing", 5, 5, ""),
    )
)
RISK = (
    "risks K1 category=technical risk=断网 response=切换 responsible=王芳 response_limit=2 probability=2 "
    "impact=2"
)
GUEST = "guests G1 name=林博士 kind=speaker host=王芳 backup=陈博士"
MATERIAL = "materials W1 category=promotion item=易拉宝 quantity=20 responsible=王芳 due=d17"
LETTER = "cooperation D1 department=销售部 request=邀请客户 due=d18 contact=王芳"
DAY = "daily day=d{} channel=公众号 visits=100 sign_ups=10 source=后台"
REVIEW = "meetings H1 kind=review topic=复盘会 day=d24"
WEEKLY = "meetings H{} kind=weekly topic=周会 day={}"
METRIC = (
    "metrics M1 metric=线索 target=500 unit=条 due=d20 definition=手机号 actual=450 source=系统 reason=雨天"
)
QUOTE = "quotes Q{} purchase=舞台搭建 supplier=公司{} price=9000"

MEASURED = {
    "reserve_share": (BUDGET, "10%", "percent"),
    "budget_over_limit": (f"{BUDGET}event approved_limit=20000", "50%", "percent"),
    "quote_count": (f"{QUOTE.format(1, 1)}\n{QUOTE.format(2, 2)}", "2", "count"),
    "promotion_start": (
        POST.format(1, "d15", "公众号") + "\n" + POST.format(2, "d17", "公众号"),
        "5",
        "days",
    ),
    "posts_per_day": (POST.format(1, "d19", "公众号") + "\n" + POST.format(2, "d19", "抖音"), "2", "count"),
    "channel_count": (POST.format(1, "d19", "公众号") + "\n" + POST.format(2, "d20", "抖音"), "2", "count"),
    "warm_up_length": (POST.format(1, "d17", "公众号") + "\n" + POST.format(2, "d19", "公众号"), "3", "days"),
    "event_length": ("event end_date=2026-03-28", "2", "days"),
    "phase_count": (TASK.format("甲", "d1", "d1") + " stage=策划", "1", "count"),
    "materials_accepted": (MATERIAL, "3", "working_days"),
    "guests_confirmed": (f"{GUEST} status=confirmed confirmed_on=d13\nstatus d13", "7", "working_days"),
    "letters_issued": (
        f"{LETTER} status=sent issued_on=d13 document_no=1号\nstatus d13",
        "7",
        "working_days",
    ),
    "execution_meeting": ("meetings H1 kind=execution topic=执行会 day=d17", "3", "working_days"),
    "rehearsal": (TASK.format("全流程彩排", "d19", "d19"), "1", "working_days"),
    "set_up_done": (TASK.format("舞台搭建", "d19", "d19"), "1", "working_days"),
    "set_up_hours": (SHOW, "2", "hours"),
    "call_lead": (SHOW, "30", "minutes"),
    "opening_introduction": (SHOW, "5", "minutes"),
    "core_length": (SHOW, "25", "minutes"),
    "interaction_interval": (SHOW, "25", "minutes"),
    "closing_reserve": (SHOW, "5", "minutes"),
    "response_limit": (RISK, "2", "minutes"),
    "meeting_interval": (f"{WEEKLY.format(1, 'd6')}\n{WEEKLY.format(2, 'd11')}", "7", "calendar_days"),
    "data_interval": (f"{DAY.format(1)}\n{DAY.format(2)}\nstatus d2", "1", "days"),
    "review_start": (REVIEW, "4", "working_days"),
    "achievement": (f"{METRIC}\nstatus d21", "90%", "percent"),
}
"""For each subject a plan in which it is exactly so much."""


def broken(plan):
    return [finding for finding in findings_of(plan) if finding.code == "RUL001"]


def more(value):
    return f"{float(value[:-1]) + 1:g}%" if value.endswith("%") else f"{float(value) + 1:g}"


@pytest.mark.parametrize("subject", MEASURED)
def test_a_limit_holds_where_it_is_just_met(subject):
    plan, value, unit = MEASURED[subject]
    rule = RULE.format(subject, "equal", value, unit)
    assert broken(f"{plan}\n{rule}") == []


@pytest.mark.parametrize("subject", MEASURED)
def test_a_limit_is_broken_where_it_is_just_missed(subject):
    plan, value, unit = MEASURED[subject]
    rule = RULE.format(subject, "at_least", more(value), unit)
    assert broken(f"{plan}\n{rule}")


def test_a_finding_cites_its_clause_and_speaks_the_companys_words():
    plan, _, unit = MEASURED["quote_count"]
    rule = RULE.format("quote_count", "at_least", 3, unit) + " clause=4.2 text=采购须三家比价"
    parsed, findings = verdict(f"{plan}\n{rule}")
    (finding,) = [finding for finding in findings if finding.code == "RUL001"]
    said = describe(finding, wording("zh"), parsed.layout)
    assert said.message == "舞台搭建：2 个；第 4.2 条要求每项采购报价家数不少于 3 个。"
    assert "采购须三家比价" in said.remedy


@pytest.mark.parametrize("severity", Severity)
def test_a_row_says_how_grave_it_is(severity):
    plan, _, unit = MEASURED["quote_count"]
    rule = RULE.format("quote_count", "at_least", 3, unit) + f" severity={severity.value}"
    assert [finding.severity for finding in broken(f"{plan}\n{rule}")] == [severity]


def test_a_percentage_may_be_typed_as_a_number():
    assert broken(BUDGET + RULE.format("reserve_share", "at_least", "10", "percent")) == []


def test_hours_are_minutes_by_sixty():
    assert broken(f"{RISK}\n{RULE.format('response_limit', 'at_most', 1, 'hours')}") == []


@pytest.mark.parametrize(
    "off",
    ["active=no", "rule_set=乙"],
)
def test_a_row_that_is_off_or_of_another_set_does_not_bind(off):
    plan, _, unit = MEASURED["quote_count"]
    rule = RULE.format("quote_count", "at_least", 3, unit)
    other = "company_rules Y2 rule_set=甲 subject=quote_count operator=at_least value=1 unit=count"
    assert broken(f"{plan}\n{rule} {off}\n{other}\nsettings rule_sets=甲") == []


def test_what_is_not_done_yet_can_only_be_too_late():
    rule = "company_rules Y1 subject=materials_accepted operator=between value=3 upper=5 unit=working_days"
    early, late = MATERIAL.replace("d17", "d10"), MATERIAL.replace("d17", "d18")
    assert broken(f"{early}\n{rule}") == []
    assert broken(f"{late}\n{rule}")


def test_what_has_no_date_is_too_late_once_the_day_has_passed():
    rule = RULE.format("guests_confirmed", "at_least", 7, "working_days")
    assert broken(f"{GUEST}\n{rule}\nstatus d13") == []
    assert broken(f"{GUEST}\n{rule}\nstatus d14")


def test_a_scope_narrows_what_is_measured():
    rule = RULE.format("response_limit", "at_most", 1, "minutes")
    assert broken(f"{RISK}\n{rule} scope=嘉宾缺席") == []
    assert broken(f"{RISK}\n{rule} scope=技术故障")


def test_two_ranges_that_meet_in_ten_per_cent_are_reported_all_the_same():
    rows = (
        "settings rule_sets=S0、S3\n"
        "company_rules Y1 rule_set=S0 subject=reserve_share operator=between value=10% upper=15%\n"
        "company_rules Y2 rule_set=S3 subject=reserve_share operator=between value=5% upper=10%"
    )
    assert codes(BUDGET + rows) == ["RUL003"]


def test_rule_sets_that_nobody_chose_do_not_contradict_each_other():
    rows = (
        "company_rules Y1 rule_set=S0 subject=reserve_share operator=between value=10% upper=15%\n"
        "company_rules Y2 rule_set=S3 subject=reserve_share operator=between value=5% upper=8%"
    )
    assert codes(BUDGET + rows) == []


def test_a_row_of_a_rule_set_that_nobody_chose_demands_nothing():
    rule = RULE.format("guests_confirmed", "at_least", 7, "working_days")
    assert broken(f"{GUEST}\n{rule} rule_set=S0\nstatus d14") == []


def test_a_stricter_rule_is_no_conflict():
    rows = (
        "settings rule_sets=S0、S3\n"
        "company_rules Y1 rule_set=S0 subject=quote_count operator=at_least value=2 unit=count\n"
        "company_rules Y2 rule_set=S3 subject=quote_count operator=at_least value=3 unit=count"
    )
    assert codes(rows) == []


def test_the_companys_own_number_of_quotes_takes_the_place_of_ours():
    plan, _, unit = MEASURED["quote_count"]
    assert "QUO001" in codes(plan)
    assert "QUO001" not in codes(f"{plan}\n{RULE.format('quote_count', 'at_least', 2, unit)}")
