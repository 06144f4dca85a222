"""活动邀请函: why one should come, when and where, how to sign up, and what to bring."""

from __future__ import annotations

from sheetplan.build.word.page import Page


def write(page: Page) -> None:
    """Write the template."""
    page.band(1700)
    page.text(page.own["salutation"])
    page.text(page.own["opening"])
    with page.when("开始时刻"):
        page.facts(
            "活动日期", "time={开始时刻|时刻} – {结束时刻|时刻}", "活动地点", "活动形式", wide=("活动主题",)
        )
    with page.when("开始时刻", filled=False):
        page.facts("活动日期", "活动地点", wide=("活动形式", "活动主题"))
    with page.when("活动亮点"):
        page.heading("highlights")
        page.lines("{活动亮点}")
    page.heading("programme")
    page.grid("programme_table", "公开流程", "开始*0.9^|时刻 结束*0.9^|时刻 环节*2.4 主讲/出场人*2.4")
    with page.when("报名方式"):
        page.heading("sign_up")
        page.lines("{报名方式}")
    with page.when("报名截止"):
        page.text(page.own["until"])
    with page.when("报名二维码"):
        page.picture("报名二维码", "qr_code", size=1_300_000)
    with page.when("注意事项"):
        page.heading("notices")
        page.lines("{注意事项}")
    page.lead_in(page.own["closing"])
    page.text("{主办单位}", "LetterEnd")
    with page.when("邀请日期"):
        page.text("{邀请日期|日期}", "LetterEnd")
