"""活动流程单: the show minute by minute, for hosts, performers, guests and crew."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts("活动日期", "活动地点", "开始时刻", "结束时刻")
    page.heading("show")
    page.grouped(
        "show_table",
        "流程",
        "日期",
        "开始*0.8^|时刻 结束*0.8^|时刻 时长(分钟)*0.8^ 环节*1.8 类型*1^ 主讲/出场人*1.5 关键动作*3 "
        "设备/物料*2 位置*1.3 "
        "负责人*1.1^ 就位时刻*0.9^|时刻",
        ("{流程.日期|日期}", "", "", "", "", "", "", "", "", "", ""),
    )
    page.heading("people")
    page.grid("people_table", "现场人员", "现场岗位*1.8 姓名*1.2 小组*1.3 职责*3.6 备岗*1.1^ 联系方式*2.6")
    page.heading("guests")
    page.grid(
        "guests_table",
        "出席嘉宾",
        "姓名*1.2 类型*1.1^ 单位*2.2 职务*1.4 主题/环节*2.4 行程*2.2 对接人*1.1^ 确认状态*1.1^#",
    )
