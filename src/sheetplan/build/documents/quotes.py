"""供应商比价表: at least three quotes for each purchase, side by side."""

from __future__ import annotations

from sheetplan.build.word.page import Page

LANDSCAPE = True


def write(page: Page) -> None:
    """Write the template."""
    page.band()
    page.heading("quotes")
    page.lead_in("{比价评述}")
    page.grouped(
        "quotes_table",
        "比价",
        "采购项目",
        "编号*0.8^ 供应商*2 资质*2.2 服务案例*2.4 报价*1.4>|千分位 价格名次*0.9^ "
        "报价有效期*1.2^|短日期 交付日期*1.2^|短日期 "
        "选用*0.7^# 选用理由*2.4",
        ("{比价.采购项目}", "", "", page.own["count"], "", "", "", "", "", ""),
    )
    with page.when("合同"):
        page.heading("contracts")
        page.grid(
            "contracts_table",
            "合同",
            "合同编号*1.2 供应商*1.8 服务内容*2.4 合同金额*1.4>|千分位 交付标准*2 "
            "交付时间*1.2^|短日期 违约责任*2 状态*1^#",
        )
    page.signatures()
