"""活动需求调研报告: why the event is wanted, what its audience needs, and what it might reach."""

from __future__ import annotations

from sheetplan.build.word.page import Page


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts("需求提出部门", "提出日期", "活动类型", "主办部门", "活动日期", "项目负责人")
    page.heading("background")
    page.text("{需求背景}")
    with page.when("参考活动"):
        page.labelled("参考活动")
    page.heading("audience")
    page.labelled("目标人群", "人群画像", "参与规模")
    page.heading("needs")
    page.lines("{核心诉求}")
    with page.when("调研反馈"):
        page.grid("voices_table", "调研反馈", "来源*1.1^ 反馈人*1.4 方面*1.3 意见*3 建议*2.4")
    page.heading("goals")
    page.lead_in("{初步目标}")
    page.grid(
        "goals_table",
        "指标",
        "指标*2 目标*1.4> 上次实际*1.3>|千分位 竞品*1.2>|千分位 统计口径*2.8 数据来源*1.6",
    )
    page.heading("bounds")
    page.labelled("约束条件", "核心信息")
    page.facts("approved={审批额度|千分位}", "活动形式")
    page.heading("opinion")
    page.handwriting("opinion_name", page.own["opinion_hint"])
    page.signatures()
