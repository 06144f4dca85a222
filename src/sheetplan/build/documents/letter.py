"""活动协作函: to one department, what is asked of it, where and until when."""

from __future__ import annotations

from sheetplan.build.word.page import Page


def write(page: Page) -> None:
    """Write the template."""
    page.letterhead("{主办单位}", "{主办部门}", page.own["number"])
    page.text(page.own["subject"], "LetterTitle")
    page.text(page.own["to"], "LetterAddress")
    page.text(page.own["opening"], "LetterBody")
    page.listed("协作函", page.own["request"], style="LetterItem")
    page.text(page.own["where"], "LetterBody")
    page.text(page.own["reply"], "LetterBody")
    page.text(page.own["closing"], "LetterBody")
    with page.when("附件"):
        page.text(page.own["attachment"], "LetterBody")
    page.text("{主办部门}", "LetterEnd")
    page.text("{发文日期|日期}", "LetterEnd")
    page.text(page.own["handled"], "LetterFoot")
