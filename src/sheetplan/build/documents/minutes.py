"""会议纪要: the agenda and what there is to talk about, pre-filled; what was decided, to be written."""

from __future__ import annotations

from sheetplan.build.word.page import Page


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts(
        "会议类型", "when={会议日期|日期} {会议时间|时刻}", "会议地点", "会议主持人",
        wide=("会议主题", "参会人", "记录人"),
    )  # fmt: skip
    page.heading("agenda")
    page.listed("议程", "{议程.事项}")
    with page.when("会议已召开", filled=False):
        _to_discuss(page)
    page.heading("decisions")
    with page.when("会议决议"):
        page.lines("{会议决议}")
    page.handwriting("decisions_name", page.own["decisions_hint"])
    page.heading("actions")
    with page.when("待办事项"):
        page.lines("{待办事项}")
    page.handwriting("actions_name", page.own["actions_hint"])
    with page.when("会议已召开", filled=False):
        page.grid(
            "open_table", "未完成改进", "编号*0.8^ 改进措施*4 负责人*1.2^ 完成时限*1.35^|短日期 状态*1^#"
        )


def _to_discuss(page: Page) -> None:
    """Append how things stand: of use to a meeting that is still to come."""
    page.heading("state")
    page.text(page.own["state_line"])
    page.grid(
        "slipping_table",
        "滞后任务",
        "编号*0.8^ 任务*2.6 负责人*1.5^ 预计完成*1.35^|短日期 滞后天数*0.9^ 滞后原因*2.8",
    )
    page.grid("risks_table", "高风险", "风险*2.4 等级*0.8^# 应对措施*3.4 负责人*1.1^ 状态*1^#")
