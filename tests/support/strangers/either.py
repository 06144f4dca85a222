"""Sheets that may be read in two ways, or seem to be what they are not."""

from __future__ import annotations

from typing import Any

from support.strangers.making import layout, on, put


@layout("含税与不含税")
def with_and_without_tax(sheet: Any) -> None:
    put(sheet, 1, [("费用项", "预算（不含税）", "预算（含税）", "实际金额")])
    put(sheet, 2, [("场地", 100000, 106000, 106000), ("搭建", 50000, 53000, None)])


@layout("last_year_and_this_year")
def two_years(sheet: Any) -> None:
    put(sheet, 1, [("Item", "2025 actual", "2026 budget", "2026 actual"), ("Venue", 90, 120, 110)])
    put(sheet, 3, [("Food", 50, 40, 30)])


@layout("元与万元两列")
def the_same_twice(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算", "预算（万）"), ("场地", 125000, 12.5), ("搭建", 80000, 8)])


@layout("收支左右两表")
def income_beside_costs(sheet: Any) -> None:
    put(sheet, 1, [("收入", None, None, "支出"), ("项目", "金额", None, "项目", "金额")])
    put(sheet, 3, [("赞助", 200000, None, "场地", 100000), ("门票", 50000, None, "餐饮", 30000)])


@layout("人员与天数")
def price_times_people_times_days(sheet: Any) -> None:
    put(sheet, 1, [("项目", "单价", "数量", "天数", "金额"), ("摄影师", 1500, 2, 3, 9000)])
    put(sheet, 3, [("音响", 800, 1, 2, 1600), ("车辆", 600, 3, 1, 1800)])


@layout("duration_in_hours")
def hours(sheet: Any) -> None:
    put(sheet, 1, [("Task", "Duration (hours)", "Start"), ("Venue", 16, on(0)), ("Contract", 8, on(14))])


@layout("八位日期")
def days_as_numbers(sheet: Any) -> None:
    put(sheet, 1, [("任务", "开始", "结束"), ("选址", 20260301, 20260310), ("签约", 20260311, 20260402)])


@layout("下面另有一张表")
def another_table_below(sheet: Any) -> None:
    put(
        sheet,
        1,
        [("一、场地费用",), ("项目", "金额"), ("主会场", 100000), ("分会场", 30000), ("小计", 130000)],
    )
    put(sheet, 7, [("二、人员费用",), ("岗位", "人数", "单价", "金额"), ("摄影", 2, 1500, 3000)])
    put(sheet, 10, [("主持", 1, 8000, 8000), ("小计", None, None, 11000)])
