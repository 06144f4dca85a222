"""In what amounts are, as headings and titles say it."""

import pytest

from sheetplan.table.recognition.units import Unit, unit_of, unit_said, without_unit

NOTHING = Unit()


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("金额（万元）", Unit(10_000, "CNY")),
        ("预算万元", Unit(10_000, "CNY")),
        ("金额/千元", Unit(1000, "CNY")),
        ("金额（单位：万元）", Unit(10_000, "CNY")),
        ("费用合计（含税，万元）", Unit(10_000, "CNY")),
        ("预算（万美元）", Unit(10_000, "USD")),
        ("单价（元）", Unit(1, "CNY")),
        ("预算（w）", Unit(10_000, "")),
        ("Budget ($'000)", Unit(1000, "USD")),
        ("Budget £(000)", Unit(1000, "GBP")),
        ("Cost (k)", Unit(1000, "")),
        ("Cost in thousands", Unit(1000, "")),
        ("预算 ¥k", Unit(1000, "CNY")),
        ("Cost, EUR", Unit(None, "EUR")),
        ("Amount (HK$)", Unit(None, "HKD")),
        ("Price/m", NOTHING),
        ("板块费用", NOTHING),
        ("单元费用", NOTHING),
    ],
)
def test_a_heading_of_amounts_says_its_unit(heading, unit):
    assert unit_said(heading, of_amounts=True) == unit


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("单位：万元", Unit(10_000, "CNY")),
        ("2026预算表 单位:千元", Unit(1000, "CNY")),
        ("金额单位：人民币万元", Unit(10_000, "CNY")),
        ("市场部2026年预算（元）", Unit(1, "CNY")),
        ("All amounts in thousands of USD", Unit(1000, "USD")),
        ("RMB in thousands", Unit(1000, "CNY")),
        ("币种：美元", Unit(1, "USD")),
        ("总预算：500万元", NOTHING),
        ("本次预算合计约 500 万元", NOTHING),
        ("2026年元旦晚会", NOTHING),
        ("Event budget 2026 (k)", NOTHING),
        ("Launch in Paris", NOTHING),
    ],
)
def test_a_title_says_a_unit_only_where_it_can_mean_nothing_else(title, unit):
    assert unit_said(title, of_amounts=False) == unit


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("USD thousands", Unit(1000, "USD")),
        ("万元", Unit(10_000, "CNY")),
        ("EUR", Unit(None, "EUR")),
        ("USD EUR", None),
        ("k thousands", None),
        ("about 万元", None),
        ("", None),
    ],
)
def test_what_somebody_says_is_one_unit_or_none(text, unit):
    assert unit_of(text) == unit


@pytest.mark.parametrize(
    ("heading", "bare"),
    [("预算万元", "预算"), ("金额/万元", "金额"), ("Budget in $k", "budget"), ("Actual cost", "Actual cost")],
)
def test_without_its_unit_a_heading_is_what_it_means(heading, bare):
    assert without_unit(heading) == bare
