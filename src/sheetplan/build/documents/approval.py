"""策划方案审批表: what is to be approved, by whom, and what they say."""

from __future__ import annotations

from sheetplan.build.word.page import Page

_WHEN_DECIDED = "{?审批.审批日期}{审批.审批日期|月日}{/审批.审批日期}"
"""The day, or room for a signature."""


def write(page: Page) -> None:
    """Write the template."""
    page.centred_title()
    page.facts(
        *("department={主办部门}", "applicant={项目负责人}", "date={报告日期|日期}", "活动类型"),
        *("活动日期", "活动地点"),
        wide=(
            "活动名称",
            "活动主题",
            "活动目标",
            "total=" + page.own["total_line"],
            "limit=" + page.own["limit_line"],
            "attachments=" + page.own["attachments_line"],
        ),
    )
    page.heading("summary")
    page.text("{概况}")
    page.grid(
        "budget_table",
        "预算汇总",
        "费用类别*2.4 预算金额*2>|千分位 占比*1.2>|百分比 建议占比*1.2>|百分比",
        (page.words["total"], "{预算总额|千分位}", "", ""),
    )
    page.heading("opinions")
    page.grid(
        "opinions_table",
        "审批",
        "审批环节*1.7 部门*1.6^ 审批人*1.2^ 评审重点*1.2^ 结论*1^# 意见*2.4 "
        f"{page.own['signed']}={_WHEN_DECIDED}*1.5^",
        height=560,
    )
    page.heading("decision")
    page.lead_in(page.own["decision_line"])
    page.signatures("sign")
