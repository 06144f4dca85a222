"""活动责任分工表: who does what until when, and who has which part in it."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.heading("tasks")
    page.lead_in(page.own["tasks_line"])
    page.grouped(
        "tasks_table",
        "任务",
        "阶段",
        "编号*0.8^ 任务*3 负责人*1.5^ 审批人*1.2^ 计划开始*1.3^|短日期 计划完成*1.3^|短日期 "
        "工期*0.8^ 交付成果*2.6 状态*1^#",
        ("{任务.阶段}", "", "", "", "", "", "", "", page.own["count"]),
    )
    page.heading("matrix")
    page.lead_in(page.own["matrix_line"])
    page.matrix(
        "matrix_table",
        "任务",
        "编号*0.7 任务*3",
        across="矩阵人员",
        head="{矩阵人员.姓名}",
        inner="任务.分工",
        cell="{任务.分工.字母}",
        share=10,
    )
    page.heading("team")
    page.grid(
        "team_table",
        "团队",
        "姓名*1.2 角色*1.5 小组*1.3 部门*1.2 职责*3 现场岗位*1.5 备岗*1.1^ 联系方式*3.2",
    )
