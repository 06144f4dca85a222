"""活动物料清单: what must be there, in which quantity, by when, through whom."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.facts("活动日期", "活动地点", "项目负责人", "报告日期")
    page.heading("materials")
    page.lead_in("{物料评述}")
    page.grouped(
        "materials_table",
        "物料",
        "分类",
        "编号*0.8^ 物料*2 规格*2.6 数量*0.9> 单位*0.7^ 负责人*1.1^ 完成时限*1.3^|短日期 供应商*1.8 "
        "状态*1.1^# 验收数量*1> "
        "缺口*0.8> 存放位置*1.4",
        ("{物料.分类}", "", "", "", "", "", "", "", page.own["count"], "", "", ""),
    )
    page.signatures()
