"""复盘报告: what was reached, what it cost, what slipped, why, and what is done better next time."""

from __future__ import annotations

from sheetplan.build.word.page import COLUMNS, RATES, Page


def write(page: Page) -> None:
    """Write the template."""
    page.cover("活动日期", "活动地点", "主办部门", "项目负责人", "报告日期", "版本")
    page.heading("summary")
    page.text("{概况}")
    page.cards("重点指标", "{重点指标.指标}", "{重点指标.实际}", "{重点指标.说明}")
    page.heading("conclusions", 2)
    page.listed("结论", "{结论.内容}")
    _results(page)
    _schedule(page)
    _budget(page)
    _lessons(page)
    page.heading("actions")
    page.lead_in(page.own["actions_line"])
    page.grid(
        "actions_table",
        "改进清单",
        "编号*0.9^ 改进措施*3.9 负责人*1.45^ 完成时限*1.3^|短日期 优先级*0.95^# 状态*1.2^#",
    )
    page.signatures()


def _results(page: Page) -> None:
    page.heading("metrics")
    page.lead_in("{指标评述}")
    progress = page.words["progress"]
    page.grid(
        "metrics_table",
        "指标",
        f"指标*2.2 目标*1.5> 实际*1.5> 达成率*1.6>|百分比 {progress}=条形:达成率*1.75 评价*1.3^#",
    )
    page.chart("目标与实际", "metrics_figure", RATES)
    with page.when("有效渠道"):
        page.heading("channels", 2)
        page.lead_in("{渠道评述}")
        page.grid(
            "channels_table",
            "有效渠道",
            "渠道*1.6 曝光*1.3>|千分位 报名*1.1>|千分位 转化率*1.1>|百分比 流量占比*1.1>|百分比 "
            "成本*1.3>|千分位 "
            "单个报名成本*1.4>|千分位",
        )
    with page.when("反馈"):
        page.heading("voices", 2)
        page.lead_in("{反馈评述}")
        page.grid("voices_table", "反馈", "来源*1.1^ 方面*1.3 满意度*0.9^ 意见*3.2 建议*2.8")


def _schedule(page: Page) -> None:
    page.heading("schedule")
    page.lead_in("{进度评述}")
    page.grid(
        "schedule_table",
        "滞后任务",
        "编号*0.8^ 任务*2.4 负责人*1.55^ 计划完成*1.35^|短日期 预计完成*1.35^|短日期 滞后天数*0.9^ "
        "滞后原因*2.8",
    )
    with page.when("执行日志"):
        page.gap()
        page.text("{执行评述}")


def _budget(page: Page) -> None:
    page.heading("budget")
    page.lead_in("{预算评述}")
    page.grid(
        "budget_table",
        "预算",
        "费用类别*1.5& 费用项*2.8 预算金额*1.5>|千分位 实际金额*1.5>|千分位 差异*1.4>|正负 "
        "执行率*1.2>#|百分比",
        (
            page.words["total"],
            "",
            "{预算总额|千分位}",
            "{实际支出|千分位}",
            "{预算差异|正负}",
            "{预算执行率|百分比}",
        ),
        *page.capital_row("capital_total", "实际支出", 6),
    )
    page.chart("预算与实际", "budget_figure", COLUMNS)


def _lessons(page: Page) -> None:
    page.heading("lessons")
    page.heading("highlights", 2)
    page.listed("亮点", "**{亮点.内容}**{?亮点.经验教训}" + page.words["colon"] + "{亮点.经验教训}{/}", "✔")
    page.heading("problems", 2)
    page.lead_in("{归因评述}")
    page.grid("problems_table", "问题", "序号*0.6^ 内容*2.2 影响*0.9^# 归因*0.9^ 原因*2.5 经验教训*2.7")
    page.heading("own", 2)
    page.handwriting("own_name", page.own["own_hint"])
