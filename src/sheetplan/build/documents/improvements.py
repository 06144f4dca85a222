"""改进清单: what is done better next time, by whom, until when, and how one will know."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.heading("actions")
    page.lead_in("{改进评述}")
    page.grid(
        "actions_table",
        "改进清单",
        "编号*0.8^ 来源问题*2.2 归因*0.9^ 改进措施*3.6 负责人*1.2^ 完成时限*1.3^|短日期 优先级*0.8^# "
        "状态*1^# 完成日期*1.3^|短日期 "
        "验证方式*2.4",
    )
    page.heading("problems")
    page.grid(
        "problems_table",
        "问题",
        "编号*0.8^ 内容*2.8 部门*1.6^ 影响*0.8^# 归因*0.9^ 原因*3 经验教训*3 时限*1.3^|短日期",
    )
    page.signatures()
