"""技术测试报告: what was tried, what came of it, and whether the event may go ahead."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts("活动日期", "活动地点", "项目负责人", "报告日期")
    page.heading("verdict")
    page.text("{测试评述}")
    page.heading("tests")
    page.grouped(
        "tests_table",
        "技术测试",
        "测试类别",
        "编号*0.8^ 测试项*1.8 环境*1.4 步骤*2 预期*1.8 实际*1.8 最终结论*1.1^# 测试人*1^ 测试日期*1.2^|月日",
        ("{技术测试.测试类别}", "", "", "", "", "", "", "", page.own["count"]),
    )
    page.heading("defects")
    page.grid(
        "defects_table",
        "未通过测试",
        "编号*0.8^ 测试项*1.8 缺陷*3 复测*1^# 复测日期*1.3^|短日期 完成时限*1.3^|短日期 备注*2",
    )
    page.signatures()
