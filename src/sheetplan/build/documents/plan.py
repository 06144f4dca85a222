"""活动策划方案: the whole plan, from its background to its annexes."""

from __future__ import annotations

from sheetplan.build.word.page import Page


def write(page: Page) -> None:
    """Write the template."""
    page.cover("活动日期", "活动地点", "主办部门", "项目负责人", "报告日期", "版本")
    page.contents()
    _aims(page)
    _programme(page)
    _people(page)
    _promotion(page)
    _money(page)
    _risks(page)
    _annexes(page)


def _aims(page: Page) -> None:
    page.heading("aims")
    page.heading("background", 2)
    page.text("{需求背景}")
    page.text("{活动目的}")
    page.heading("goals", 2)
    page.lead_in("{活动目标}")
    page.grid(
        "goals_table", "指标", "指标*2 目标*1.7> 统计口径*2.7 数据来源*1.8 负责人*1.2^ 截止日期*1.4^|短日期"
    )
    page.heading("audience", 2)
    page.labelled("目标人群", "人群画像", "核心诉求")


def _programme(page: Page) -> None:
    page.heading("design")
    page.labelled("活动主题", "核心信息", "活动形式", "活动日期", "活动地点", "参与规模", "活动亮点")
    page.heading("programme", 2)
    page.lead_in("{流程安排}")
    page.grid(
        "programme_table",
        "流程",
        "开始*0.9^|时刻 结束*0.9^|时刻 环节*2 时长(分钟)*0.9^ 负责人*1.2^ 关键动作*3.2",
    )
    page.heading("guests", 2)
    page.grid(
        "guests_table", "出席嘉宾", "姓名*1.2 类型*1.1^ 单位*2 主题/环节*2.4 对接人*1.1^ 确认状态*1.1^#"
    )


def _people(page: Page) -> None:
    page.heading("work")
    page.heading("team", 2)
    page.grid("team_table", "团队", "姓名*1.15 角色*1.5 小组*1.2 职责*3 现场岗位*1.6")
    page.heading("tasks", 2)
    page.grouped(
        "tasks_table",
        "任务",
        "阶段",
        "任务*3 负责人*1.5^ 计划开始*1.3^|短日期 计划完成*1.3^|短日期 交付成果*2.4",
        ("{任务.阶段}", "", "", "", ""),
    )
    page.heading("resources", 2)
    page.grid(
        "resources_table", "资源", "类别*1.2 资源*2.2 获取渠道*1.6 成本*1.3>|千分位 对接人*1.2^ 状态*1.1^#"
    )


def _promotion(page: Page) -> None:
    page.heading("promotion")
    page.lead_in("{宣传计划}")
    page.grid(
        "promotion_table",
        "宣传排期",
        "日期*1.3^|短日期 阶段*0.9^ 渠道*1.8 内容形式*1.1 内容*2.6 负责人*1.3^ 预计曝光*1.2>|千分位",
    )


def _money(page: Page) -> None:
    page.heading("budget")
    page.lead_in(page.own["budget_line"])
    page.grouped(
        "budget_table",
        "预算",
        "费用类别",
        "费用项*2.6 明细*3 数量*0.9> 单位*0.8^ 预算金额*1.6>|千分位",
        ("{预算.费用类别}", "", "", "", "{合计:预算.预算金额|千分位}"),
        (page.words["total"], "", "", "", "{预算总额|千分位}"),
        *page.capital_row("capital_budget", "预算总额", 5),
    )


def _risks(page: Page) -> None:
    page.heading("risks")
    page.lead_in("{应急预案}")
    page.grid(
        "risks_table", "风险", "风险*2.2 等级*0.8^# 触发条件*2.2 应对措施*3 负责人*1.1^ 响应时限(分钟)*1^"
    )


def _annexes(page: Page) -> None:
    page.heading("annexes")
    page.heading("site_plan", 2)
    page.picture("场地平面图", "site_plan")
    page.heading("materials", 2)
    page.grid(
        "materials_table",
        "物料",
        "分类*1.3 物料*2 规格*2.4 数量*0.8> 单位*0.7^ 负责人*1.1^ 完成时限*1.3^|短日期",
    )
