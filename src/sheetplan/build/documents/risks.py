"""风险预案: what may go wrong, how one would notice, and who then does what within which time."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.heading("overview")
    page.lead_in("{风险评述}")
    page.grid(
        "register_table",
        "风险",
        "编号*0.8^ 类别*1.1^ 风险*2.4 触发条件*2.4 可能性*0.8^ 影响*0.7^ 风险值*0.8^ 等级*0.7^# "
        "状态*0.9^# 负责人*1.1^",
    )
    page.heading("responses")
    page.grid(
        "responses_table",
        "风险",
        "编号*0.8^ 风险*2 应对措施*3.4 备选方案*2.8 负责人*1.1^ 响应时限(分钟)*1^ 改进措施*2 "
        "完成时间*1.2^|短日期",
    )
    page.heading("contacts")
    page.grid("contacts_table", "现场人员", "现场岗位*1.8 姓名*1.2 小组*1.3 备岗*1.1^ 联系方式*2.6")
