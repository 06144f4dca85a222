"""报名数据日报: how many have signed up, by channel and by day."""

from __future__ import annotations

from sheetplan.build.word.page import LINE, Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.cards("日报卡片", "{日报卡片.指标}", "{日报卡片.实际}", "{日报卡片.说明}")
    page.gap()
    page.text("{报名评述}")
    page.heading("channels")
    page.grid(
        "channels_table",
        "有效渠道",
        "渠道*1.9 曝光*1.2>|千分位 访问*1.1>|千分位 报名*1.1>|千分位 转化率*1.1>|百分比 "
        "流量占比*1>|百分比 =条形:流量占比*1.2 "
        "报名目标*1.1>|千分位 达成率*1.1>|百分比 单个报名成本*1.3>|千分位",
        (
            page.words["total"],
            "{合计:有效渠道.曝光|千分位}",
            "{合计:有效渠道.访问|千分位}",
            "{合计:有效渠道.报名|千分位}",
            *[""] * 6,
        ),
    )
    page.heading("days")
    page.chart("每日报名", "figure", LINE, kind="line")
    page.grid(
        "days_table",
        "数据日报",
        "日期*1.3^|月日 渠道*1.9 曝光*1.1>|千分位 访问*1>|千分位 报名*0.9>|千分位 当日转化率*1.1>|百分比 "
        "累计报名*1.1>|千分位 累计达成率*1.1>|百分比 环比*1>|百分比 备注/调整动作*2.2",
    )
    page.heading("actions")
    page.handwriting("actions_name", page.own["actions_hint"])
