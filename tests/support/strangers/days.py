"""Plans whose days leave out the year."""

from __future__ import annotations

from typing import Any

from support.strangers.making import layout, merge, on, put


@layout("斜线日期")
def slashed_days(sheet: Any) -> None:
    put(sheet, 1, [("2026年下半年工作安排",), ("任务", "负责人", "截止日期")])
    put(sheet, 3, [("选址", "王芳", "9/3"), ("签约", "李雷", "10/15"), ("年会", "赵敏", "12/20")])


@layout("跨年计划")
def over_new_year(sheet: Any) -> None:
    put(
        sheet, 1, [("2025-2026跨年活动",), ("任务", "开始时间", "结束时间"), ("选址", "11月20日", "11月25日")]
    )
    put(sheet, 4, [("搭建", "12月28日", "1月3日"), ("撤场", "1月4日", "1月5日")])


@layout("跨年不知哪年")
def over_some_new_year(sheet: Any) -> None:
    merge(sheet, "A1:B1", "2026年年会筹备")
    put(sheet, 2, [("任务", "截止时间"), ("选址", "11月20日"), ("搭建", "12月28日"), ("年会", "1月10日")])


@layout("活动日期在上")
def event_day_above(sheet: Any) -> None:
    put(sheet, 1, [("活动日期", on(300)), ("任务", "截止时间")])
    put(sheet, 3, [("选址", "11月20日"), ("彩排", "12月26日"), ("复盘", "1月10日")])


@layout("没有年份")
def no_year_at_all(sheet: Any) -> None:
    put(sheet, 1, [("任务", "负责人", "截止时间"), ("选址", "王芳", "3月1日")])
    put(sheet, 3, [("签约", "李雷", "3月8日"), ("搭建", "赵敏", "3月20日")])


@layout("旁边有日期")
def dates_beside(sheet: Any) -> None:
    put(sheet, 1, [("任务", "开始日期", "完成时间"), ("选址", on(0), "3月5日")])
    put(sheet, 3, [("签约", on(7), "3月12日"), ("搭建", on(14), "3月20日")])


@layout("跨年日格")
def days_over_new_year(sheet: Any) -> None:
    put(sheet, 1, [("元旦活动（2025年12月—2026年1月）",)])
    put(sheet, 2, [("任务", "负责人", "12/29", "12/30", "12/31", "1/1", "1/2", "1/3")])
    put(sheet, 3, [("搭建", "王芳", "√", "√"), ("演出", "李雷", None, None, "√", "√")])
    put(sheet, 5, [("撤场", "王芳", *[None] * 4, "√", "√")])


@layout("没有年份的日格")
def days_of_no_year(sheet: Any) -> None:
    put(sheet, 1, [("任务", "负责人", "3/1", "3/2", "3/3", "3/4")])
    put(sheet, 2, [("搭建", "王芳", "√", "√"), ("演出", "李雷", None, None, "√", "√")])


@layout("english_days")
def english_days(sheet: Any) -> None:
    put(sheet, 1, [("Conference 2026",), ("Task", "Owner", "Due date"), ("Venue", "Anna", "Mar 1")])
    put(sheet, 4, [("Print", "Bo", "Oct 12"), ("Show", "Cy", "13 Nov")])


@layout("days_or_months")
def days_or_months(sheet: Any) -> None:
    put(sheet, 1, [("Conference 2026",), ("Task", "Owner", "Due date"), ("Venue", "Anna", "3/1")])
    put(sheet, 4, [("Print", "Bo", "4/2"), ("Show", "Cy", "5/6")])


@layout("days_before_months")
def days_before_months(sheet: Any) -> None:
    put(sheet, 1, [("Conference 2026",), ("Task", "Owner", "Due date"), ("Venue", "Anna", "3/1")])
    put(sheet, 4, [("Print", "Bo", "24/2"), ("Show", "Cy", "5/6")])


@layout("带星期")
def days_with_weekdays(sheet: Any) -> None:
    put(sheet, 1, [("2026年春季活动",), ("任务", "完成时间", "负责人"), ("选址", "3月2日（周一）", "王芳")])
    put(sheet, 4, [("签约", "3月6日(周五)", "李雷"), ("搭建", "3月10日 周二", "赵敏")])
