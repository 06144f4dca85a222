"""项目周报: where the project stands, what slips, what threatens it, and what comes next week."""

from __future__ import annotations

from sheetplan.build.word.page import Page


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.cards("周报卡片", "{周报卡片.指标}", "{周报卡片.实际}", "{周报卡片.说明}")
    page.gap()
    page.heading("state")
    page.text("{进度评述}")
    page.text("{预算评述}")
    page.heading("slipping")
    page.grid(
        "slipping_table",
        "滞后任务",
        "编号*0.8^ 任务*2.4 负责人*1.5^ 计划完成*1.35^|短日期 预计完成*1.35^|短日期 滞后天数*0.9^ "
        "滞后原因*2.8",
    )
    page.heading("risks")
    page.lead_in("{风险评述}")
    page.grid("risks_table", "高风险", "风险*2.4 等级*0.8^# 应对措施*3.4 负责人*1.1^ 状态*1^#")
    page.heading("done")
    page.grid("done_table", "本周完成", "编号*0.8^ 任务*3 负责人*1.5^ 实际完成*1.4^|短日期 交付成果*2.4")
    page.heading("next")
    page.grid(
        "next_table",
        "下周任务",
        "编号*0.8^ 任务*3 负责人*1.5^ 预计开始*1.35^|短日期 预计完成*1.35^|短日期 预警*1^#",
    )
    page.heading("decisions")
    page.handwriting("decisions_name", page.own["decisions_hint"])
