"""活动预算表: every cost, the sums of each category, and who approves."""

from __future__ import annotations

from sheetplan.build.word.page import COLUMNS, Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts("主办部门", "项目负责人", "活动日期", "报告日期", "审批额度", "备用金占比")
    page.heading("summary")
    page.lead_in("{预算评述}")
    page.grid(
        "summary_table",
        "预算汇总",
        "费用类别*2 预算金额*1.6>|千分位 占比*1>|百分比 =条形:占比*2 实际金额*1.6>|千分位 差异*1.4>|正负 "
        "执行率*1>#|百分比",
        (
            *(page.words["total"], "{预算总额|千分位}", "", ""),
            *("{实际支出|千分位}", "{预算差异|正负}", "{预算执行率|百分比}"),
        ),
        *page.capital_row("capital_budget", "预算总额", 7),
    )  # fmt: skip
    page.chart("预算与实际", "figure", COLUMNS)
    page.heading("lines")
    page.grouped(
        "lines_table",
        "预算",
        "费用类别",
        "编号*0.8^ 费用项*2 明细*2.4 单价*1.2>|千分位 数量*0.8> 单位*0.7^ 预算金额*1.4>|千分位 "
        "实际金额*1.4>|千分位 "
        "审批人*1.1^",
        (
            "{预算.费用类别}", "", "", "", "", "",
            "{合计:预算.预算金额|千分位}", "{合计:预算.实际金额|千分位}", "",
        ),
        (page.words["total"], "", "", "", "", "", "{预算总额|千分位}", "{实际支出|千分位}", ""),
    )  # fmt: skip
    with page.when("预算调整"):
        page.heading("changes")
        page.grid(
            "changes_table",
            "预算调整",
            "编号*0.8^ 费用项*2 预算金额*1.4>|千分位 审批与调整记录*4 审批人*1.1^",
        )
    page.signatures()
