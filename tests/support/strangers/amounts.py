"""Budgets whose amounts are in thousands or 万, or in another currency."""

from __future__ import annotations

from typing import Any

from support.strangers.making import layout, merge, put, shown


@layout("万元预算")
def in_ten_thousands(sheet: Any) -> None:
    put(sheet, 1, [("费用项目", "预算（万元）", "实际（万元）", "备注")])
    put(sheet, 2, [("场地", 12.5, 11.8, None), ("搭建", 8, "7.5万", None), ("物料", "3.2", "9000元", None)])


@layout("按科目列内容")
def by_subject(sheet: Any) -> None:
    put(sheet, 1, [("2026年秋季渠道大会 费用预算表",), ("单位：万元",)])
    put(
        sheet,
        4,
        [
            ("序号", "费用科目", "内容", "预算", "实际", "经办人"),
            (1, "场地", "酒店会议厅", 12.5, 12.8, "张三"),
            (2, "搭建", "主舞台及签到", 8, None, "李四"),
            (None, "合计", None, 20.5, 12.8, None),
        ],
    )


@layout("标题写单位")
def unit_in_the_title(sheet: Any) -> None:
    merge(sheet, "A1:D1", "2026年度品牌活动预算")
    put(sheet, 2, [(None, None, None, "单位：千元"), ("项目", "单价（元）", "数量", "金额")])
    put(sheet, 4, [("展台", 800, 100, 80), ("礼品", 25, 2000, 50)])


@layout("各说各的")
def two_units(sheet: Any) -> None:
    put(
        sheet,
        1,
        [
            ("预算表（万元）",),
            ("单位：千元",),
            ("项目", "预算金额", "实际金额"),
            ("场地", 30, 28),
            ("餐饮", 12, 15),
        ],
    )


@layout("写万元填元")
def a_unit_that_cannot_be(sheet: Any) -> None:
    put(sheet, 1, [("单位：万元",), ("项目", "预算金额"), ("场地", 128000), ("餐饮", 56000), ("礼品", 23000)])


@layout("显示为万元")
def shown_in_ten_thousands(sheet: Any) -> None:
    shown(sheet, "B:B", "0!.0,")
    put(sheet, 1, [("项目", "预算（万元）"), ("场地", 128000), ("餐饮", 56000)])


@layout("costs_in_thousands")
def in_thousands(sheet: Any) -> None:
    put(
        sheet,
        1,
        [("Launch budget 2026",), ("All amounts in thousands of USD",), ("Item", "Planned", "Actual")],
    )
    put(sheet, 4, [("Venue", 120, 118.5), ("Catering", 45, "$44k")])


@layout("k_dollars")
def in_k_dollars(sheet: Any) -> None:
    put(sheet, 1, [("Line item", "Budget $k", "Spent ($'000)"), ("Stand", 30, 28), ("Travel", 12, None)])


@layout("shown_in_euros")
def shown_in_euros(sheet: Any) -> None:
    shown(sheet, "B:C", "[$€-407] #,##0.00")
    put(sheet, 1, [("Item", "Budget", "Actual"), ("Venue", 5000, 5200), ("Food", 4000, "€3,900")])


@layout("shown_in_dollars")
def shown_in_dollars(sheet: Any) -> None:
    shown(sheet, "B:C", '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\)')
    put(sheet, 1, [("Item", "Budget", "Actual"), ("Venue", 5000, 5200), ("Food", 4000, "¥3,900")])


@layout("美元预算")
def dollars_in_chinese(sheet: Any) -> None:
    put(
        sheet,
        1,
        [
            ("海外路演预算",),
            ("币种：美元",),
            ("项目", "预算金额", "实际金额"),
            ("酒店", 12000, 11800),
            ("机票", 8600, None),
        ],
    )


@layout("人民币符号")
def yuan_by_sign(sheet: Any) -> None:
    shown(sheet, "B:B", '"¥"#,##0.00')
    put(sheet, 1, [("项目", "预算金额"), ("场地", 12800), ("餐饮", 5600)])


@layout("イベント予算")
def yen_by_language(sheet: Any) -> None:
    shown(sheet, "B:C", '"¥"#,##0')
    put(
        sheet,
        1,
        [
            ("イベント予算",),
            ("项目", "预算金额", "实际金额"),
            ("会場", 500000, 480000),
            ("ケータリング", 120000, None),
        ],
    )


@layout("按月万元")
def months_in_ten_thousands(sheet: Any) -> None:
    put(sheet, 1, [("2026年市场费用预算（万元）",), ("科目", "1月", "2月", "3月", "合计")])
    put(sheet, 3, [("展会", 5, 6, 7, "=SUM(B3:D3)→18"), ("差旅", 1.5, 2, 0.5, "=SUM(B4:D4)→4")])
    put(sheet, 5, [("合计", "=B3+B4→6.5", "=C3+C4→8", "=D3+D4→7.5", "=E3+E4→22")])


@layout("上下两行表头")
def unit_over_two_columns(sheet: Any) -> None:
    put(sheet, 1, [("项目", None, None, "备注"), (None, "计划", "实际", None)])
    merge(sheet, "B1:C1", "2026年预算（万元）")
    put(sheet, 3, [("场地", 12, 11, None), ("餐饮", 3.5, None, None)])


@layout("two_currencies")
def two_currencies(sheet: Any) -> None:
    put(sheet, 1, [("Item", "Budget (USD)", "Actual (EUR)"), ("Venue", 5000, 4200), ("Food", 400, 380)])


@layout("指标带单位")
def unit_of_metrics(sheet: Any) -> None:
    put(sheet, 1, [("指标", "目标（万元）", "实际（万元）"), ("销售额", 500, 480), ("回款", 300, 290)])


@layout("实际没写单位")
def spent_without_a_unit(sheet: Any) -> None:
    put(
        sheet,
        1,
        [("项目", "预算（万元）", "实际"), ("场地", 12.5, 11.8), ("搭建", 8, 7.9), ("餐饮", 3, None)],
    )


@layout("实际写的是元")
def spent_in_yuan(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算（万元）", "实际"), ("场地", 12.5, 118000), ("搭建", 8, 79000)])


@layout("实际还没填")
def nothing_spent_yet(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算（万元）", "实际"), ("场地", 12.5, None), ("搭建", 8, None)])


@layout("千元里夹着元")
def yuan_under_a_unit_for_all(sheet: Any) -> None:
    put(sheet, 1, [("单位：千元",), ("项目", "预算", "实际"), ("横幅", 0.9, 880), ("海报", 1.2, 1150)])


@layout("币种一列")
def currency_by_row(sheet: Any) -> None:
    put(sheet, 1, [("项目", "金额", "币种"), ("场地", 100000, "人民币"), ("机票", 5000, "USD")])
    put(sheet, 4, [("餐饮", 30000, "人民币"), ("酒店", 3000, None)])


@layout("currency_in_a_column")
def one_currency_by_row(sheet: Any) -> None:
    put(sheet, 1, [("Item", "Budget", "Currency"), ("Venue", 1000, "USD"), ("Food", 300, "USD")])
