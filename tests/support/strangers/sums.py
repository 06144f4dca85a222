"""Budgets with sums among their lines: named or not, typed or computed, above or below what they sum up."""

from __future__ import annotations

from typing import Any

from support.strangers.making import layout, put


@layout("手输小计")
def typed_subtotals(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算", "实际"), ("场地租金", 100000, 90000), ("场地布置", 30000, 30000)])
    put(sheet, 4, [("场地小计", 130000, 120000), ("餐饮", 20000, None), ("嘉宾差旅", 15000, None)])
    put(sheet, 7, [("其他小计", 35000, None), ("总预算", 165000, 120000), ("不可预见费（5%）", 8250, None)])
    put(sheet, 10, [("总计（含不可预见费）", 173250, 120000)])


@layout("大类带金额")
def chapters_with_amounts(sheet: Any) -> None:
    put(sheet, 1, [("序号", "项目", "预算", "实际"), ("一", "场地费", 130000, 120000)])
    put(sheet, 3, [(1, "主会场", 100000, 90000), (2, "分会场", 30000, 30000), ("二", "餐饮费", 60000, None)])
    put(sheet, 6, [(1, "晚宴", 40000, None), (2, "茶歇", 10000, None), ("三", "应急费", 5000, None)])


@layout("缩进明细")
def indented_parts(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算"), ("场地费", "=B3+B4→130000"), ("  主会场", 100000), ("  分会场", 30000)])
    put(sheet, 5, [("宣传费", 20000), ("其中：海报", 15000), ("视频", 5000), ("礼品", 8000)])


@layout("改过明细的小计")
def stale_subtotal(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算"), ("主会场", 90000), ("分会场", 30000), ("场地小计", 130000)])


@layout("sums_without_a_word")
def sums_without_a_word(sheet: Any) -> None:
    put(sheet, 1, [("Item", "Budget", "Actual"), ("Venue", 1000, 900), ("Food", 200, 180)])
    put(sheet, 4, [("Venue & food", "=SUM(B2:B3)→1200", "=SUM(C2:C3)→1080"), ("Print", 50, 40)])
    put(sheet, 6, [("All in", "=B4+B5→1250", "=C4+C5→1120")])


@layout("收入与结余各一行")
def income_and_balance_by_row(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算", "实际"), ("赞助收入", 200000, 200000), ("场地", 100000, 90000)])
    put(sheet, 4, [("餐饮", 30000, None), ("三、结余", 70000, 110000)])
