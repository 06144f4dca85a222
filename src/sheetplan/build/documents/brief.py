"""活动需求说明书: what is wanted, for whom, and within which bounds."""

from __future__ import annotations

from sheetplan.build.word.page import Page


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts(
        *(
            "活动类型",
            "需求提出部门",
            "提出日期",
            "主办部门",
            "项目负责人",
            "活动日期",
            "活动地点",
            "活动形式",
        ),
        *("参与规模", "版本"),
    )
    page.heading("purpose")
    page.text("{活动目的}")
    page.labelled("活动主题", "核心信息")
    page.heading("background")
    page.text("{需求背景}")
    page.heading("audience")
    page.labelled("目标人群", "人群画像", "核心诉求")
    page.heading("goals")
    page.lead_in("{活动目标}")
    page.grid(
        "goals_table",
        "指标",
        "编号*0.8^ 指标*1.8 目标*1.4> 统计口径*2.6 数据来源*1.7 负责人*1.2^ 截止日期*1.4^|短日期",
    )
    page.heading("budget")
    page.lead_in(page.own["budget_line"])
    page.grid(
        "budget_table",
        "预算汇总",
        "费用类别*2.4 预算金额*2>|千分位 占比*1.2>|百分比 =条形:占比*4",
        (
            page.words["total"],
            "{预算总额|千分位}",
            page.words["capital_budget"] + page.capital("预算总额") or " ",
            "",
        ),
    )
    page.heading("schedule")
    page.grid("schedule_table", "里程碑", "任务*5 日期*2^|日期")
    page.heading("team")
    page.grid("team_table", "团队", "姓名*1.15 角色*1.45 部门*1.15 职责*2.4 联系方式*3")
    page.heading("requirements")
    page.grid("requirements_table", "需求项", "项目*1.4 内容*3.2 负责人*1.4^ 完成时限*1.35^|短日期 备注*2")
    page.signatures()
