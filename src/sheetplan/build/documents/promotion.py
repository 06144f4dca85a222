"""宣传排期表: what is published where and when, stage by stage."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts("活动日期", "报名开始", "报名截止", "项目负责人", wide=("宣传计划",))
    page.heading("schedule")
    page.grouped(
        "schedule_table",
        "宣传排期",
        "阶段",
        "日期*1.3^|短日期 时间*0.8^|时刻 渠道*1.3 内容形式*1.2 内容*3 文案/素材链接*1.8 负责人*1.1^ "
        "审核人*1.1^ "
        "发布状态*1^# 预计曝光*1.1>|千分位",
        ("{宣传排期.阶段}", "", "", "", "", "", "", "", page.own["count"], "{合计:宣传排期.预计曝光|千分位}"),
    )
    page.heading("channels")
    page.grid(
        "channels_table",
        "渠道",
        "渠道*1.6 负责人*1.2^ 报名目标*1.2>|千分位 曝光*1.3>|千分位 报名*1.1>|千分位 转化率*1.1>|百分比 "
        "成本*1.3>|千分位 备注*2.4",
    )
