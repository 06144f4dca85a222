"""Copies that sync programs make are noticed, other files beside a workbook are not."""

import pytest

from sheetplan.adapters.share.conflicts import conflict_copies

BOOK = "发布会.xlsx"


@pytest.mark.parametrize(
    "name",
    [
        "发布会-DESKTOP-8K2JQ4L.xlsx",
        "发布会-WANGFANG-PC.xlsx",
        "发布会 (冲突副本 2026-03-02).xlsx",
        "发布会(冲突_anna_2026-03-02 10.00.00).xlsx",
        "发布会 (Anna's conflicted copy 2026-03-02).xlsx",
        "发布会 (conflicted copy 2026-03-02 101010).xlsx",
        "发布会.sync-conflict-20260302-101010-ABCDEFG.xlsx",
        "发布会 (SFConflict anna@x.com 2026-03-02-10-10-10).xlsx",
        "发布会_PC_Mar-02-101010-2026_Conflict.xlsx",
    ],
)
def test_a_conflict_copy_is_noticed(name):
    assert list(conflict_copies(BOOK, [BOOK, name], ["WANGFANG-PC"])) == [name]


@pytest.mark.parametrize(
    "name",
    ["发布会2.xlsx", "发布会_v2.xlsx", "发布会-终版.xlsx", "发布会 冲突.docx", "沙龙 (冲突副本).xlsx", BOOK],
)
def test_other_files_are_not(name):
    assert list(conflict_copies(BOOK, [BOOK, name], ["WANGFANG-PC", ""])) == []
