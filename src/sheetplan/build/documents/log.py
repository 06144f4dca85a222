"""现场执行日志: what happened on site, what was done about it, and how the show ran against its plan."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.heading("summary")
    page.text("{执行评述}")
    page.heading("log")
    page.grid(
        "log_table",
        "执行日志",
        "时间*0.8^|时刻 环节*1.5 类别*1.1^ 异常描述*2.8 级别*0.7^# 处理措施*2.8 处理人*1.1^ "
        "响应用时(分钟)*0.9^ "
        "解决用时(分钟)*0.9^ 结果*0.9^#",
    )
    page.heading("show")
    page.grid(
        "show_table",
        "流程",
        "环节*2 计划时刻*1^|时刻 开始*0.9^|时刻 实际开始*1^|时刻 实际结束*1^|时刻 顺延(分钟)*1^ "
        "负责人*1.1^ 备注*2.4",
    )
    page.heading("open")
    page.grid(
        "open_table",
        "未解决异常",
        "编号*0.8^ 时间*0.8^|时刻 异常描述*3 级别*0.7^# 处理措施*3 处理人*1.1^ 备注*2",
    )
    page.heading("notes")
    page.handwriting("notes_name", page.own["notes_hint"])
