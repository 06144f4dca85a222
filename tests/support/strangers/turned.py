"""Tables on their side: headings in a column, a column for each task or cost."""

from __future__ import annotations

from typing import Any

from support.strangers.making import layout, on, put


@layout("横排任务")
def tasks_across(sheet: Any) -> None:
    put(sheet, 1, [("任务", "选址", "签约", "搭建", "撤场"), ("负责人", "王芳", "李雷", "赵敏", "赵敏")])
    put(sheet, 3, [("开始日期", on(0), on(4), on(20), on(24)), ("结束日期", on(3), on(5), on(22), on(24))])
    put(sheet, 5, [("完成率", 1, 0.5, "50%", 0)])


@layout("costs_across")
def costs_across(sheet: Any) -> None:
    put(sheet, 1, [("Event budget in $k",), ("Item", "Venue", "Catering", "Stage"), ("Budget", 12, 8, 5)])
    put(sheet, 4, [("Actual", 11.5, None, 6)])


@layout("活动信息")
def a_form(sheet: Any) -> None:
    put(
        sheet,
        1,
        [
            ("项目名称", "春季发布会"),
            ("负责人", "王芳"),
            ("开始时间", on(0)),
            ("结束时间", on(2)),
            ("预算", 50000),
        ],
    )
