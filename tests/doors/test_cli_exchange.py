"""``import`` and ``export`` as a stranger meets them."""

from __future__ import annotations

import json

import pytest

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.build.workbook import build_workbook
from sheetplan.model.sheets import SHEETS
from sheetplan.table.parse import parse
from support.golden import assert_golden
from support.house import brought_up_to_date, recalculated_demo
from support.processes import sheetplan
from support.sample_event import sample_content
from support.shared import shared

ZH = pytest.mark.parametrize("language", ["zh"], indirect=True)
EN = pytest.mark.parametrize("language", ["en"], indirect=True)
DAY = ("--status-date", "2024-03-29")


@pytest.fixture(params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture
def folder(tmp_path, language):
    (tmp_path / "plan.xlsx").write_bytes(recalculated_demo(language))
    return tmp_path


def plan(path):
    return parse(read_workbook(path.read_bytes())).plan


@pytest.mark.parametrize("form", ["xml", "csv", "json", "ics", "md"])
def test_every_form(tmp_path, language, form):
    (tmp_path / "small.xlsx").write_bytes(
        brought_up_to_date(build_workbook(sample_content(language), language))
    )
    done = sheetplan("export", "small.xlsx", "--format", form, folder=tmp_path, language=language)
    assert done.returncode == 0
    assert_golden(f"exports/plan.{language}.{form}", done.stdout)


def test_what_is_exported_as_json_makes_the_same_plan_again(folder, language):
    """But for a placeholder that nobody has filled in, and for what is about the workbook itself."""
    sheetplan("export", "plan.xlsx", "-o", "plan.json", *DAY, folder=folder)
    done = sheetplan("import", "plan.json", "again.xlsx", "--lang", language, *DAY, folder=folder)
    assert done.stdout.count(" – ") == 1, done.stdout
    ours, theirs = plan(folder / "plan.xlsx"), plan(folder / "again.xlsx")
    sheets = json.loads((folder / "plan.json").read_text())["sheets"]
    for sheet in sheets.keys() - {"budget"}:  # whose 1,200元 has become a number
        assert [row.replaced(row=0) for row in theirs.rows(sheet)] == [
            row.replaced(row=0) for row in ours.rows(sheet)
        ]
    assert lint((folder / "again.xlsx").read_bytes()) == []


@ZH
@pytest.mark.parametrize("form", ["json", "csv"])
def test_what_comes_back_changes_nothing(folder, form):
    sheetplan("export", "plan.xlsx", "-o", f"plan.{form}", *DAY, folder=folder)
    before = (folder / "plan.xlsx").read_bytes()
    done = sheetplan("import", f"plan.{form}", "plan.xlsx", *DAY, folder=folder)
    assert ((folder / "plan.xlsx").read_bytes() == before, " stays; " in done.stdout) == (True, False)


@EN
def test_another_workbook_is_brought_in_whole(folder):
    done = sheetplan("import", "plan.xlsx", "again.xlsx", "--lang", "en", *DAY, folder=folder)
    assert done.stdout.count(" – ") == 1, done.stdout  # a placeholder that nobody has filled in
    ours, theirs = plan(folder / "plan.xlsx"), plan(folder / "again.xlsx")
    behind = {"findings", "settings", "accepted", "baselines", "company_rules", "calendar"}
    for sheet in SHEETS.keys() - behind:
        assert len(theirs.rows(sheet)) == len(ours.rows(sheet)), sheet


@ZH
def test_the_tasks_come_back_from_the_file_of_project(folder):
    """But for a link to a task that is not there."""
    sheetplan("export", "plan.xlsx", "-o", "plan.xml", *DAY, folder=folder)
    sheetplan("import", "plan.xml", "again.xlsx", *DAY, folder=folder)
    carried = ("code", "title", "predecessors", "baseline_start", "baseline_finish", "actual_finish")
    ours, theirs = (
        [tuple(getattr(task, name) for name in carried) for task in plan(folder / name).tasks]
        for name in ("plan.xlsx", "again.xlsx")
    )
    assert [task[0] for task, other in zip(ours, theirs, strict=True) if task != other] == ["T38"]


LIST = """抖音投放
日期,渠道,曝光量,花费(美元),广告位
2024-03-01,信息流,"1,200",$30,首屏
2024-03-02,信息流,约500,￥40,首屏
2024-03-01,信息流,1300,,
"""


@ZH
@pytest.mark.parametrize("speaks", ["zh", "en"])
def test_a_list_says_what_it_was_taken_for(folder, speaks):
    (folder / "list.csv").write_bytes(LIST.encode("gbk"))
    runs = [
        sheetplan("import", "list.csv", "plan.xlsx", *more, *DAY, folder=folder, language=speaks)
        for more in (("--dry-run",), ("--rate", "USD=7.1"), ("--rate", "USD=7.1"))
    ]
    assert [run.returncode for run in runs] == [1, 1, 1]
    assert_golden(f"exports/import.{speaks}.txt", "\n".join(run.stdout for run in runs))


@ZH
def test_an_import_is_taken_back_byte_for_byte(folder):
    before = (folder / "plan.xlsx").read_bytes()
    (folder / "list.csv").write_text("code,note\nT01,看一下\n")
    sheetplan("import", "list.csv", "plan.xlsx", *DAY, folder=folder)
    assert plan(folder / "plan.xlsx").tasks[0].note == "看一下"
    sheetplan("undo", "plan.xlsx", folder=folder)
    assert (folder / "plan.xlsx").read_bytes() == before


@ZH
def test_a_dry_run_writes_nothing(folder):
    (folder / "list.csv").write_text("code,note\nT01,看一下\n")
    sheetplan("import", "list.csv", "new.xlsx", "--dry-run", folder=folder)
    assert not (folder / "new.xlsx").exists()


@ZH
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("nothing.csv", b""),
        ("noise.csv", b"\x00\x01\x02"),
        ("words.csv", b"hello\nworld\n"),
        ("half.json", b'{"tasks": [{"code"'),
        ("deep.json", b"[" * 100_000),
        ("other.json", b'{"a": {"b": 1}}'),
        ("page.xml", b"<html><body/></html>"),
        ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><Project><Tasks/></Project>'),
        ("plan.mpp", b"\xd0\xcf\x11\xe0" + b"\0" * 600),
        ("zip.xlsx", b"PK\x03\x04nothing"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(folder, name, data):
    (folder / name).write_bytes(data)
    before = (folder / "plan.xlsx").read_bytes()
    done = sheetplan("import", name, "plan.xlsx", folder=folder)
    assert (done.returncode, done.stderr.count("\n"), name in done.stderr) == (2, 1, True), done.stderr
    assert (folder / "plan.xlsx").read_bytes() == before


@ZH
def test_a_file_that_is_there_is_not_replaced_by_accident(folder):
    (folder / "a.md").write_text("mine")
    runs = [
        sheetplan("export", "plan.xlsx", "-o", "a.md", *more, folder=folder).returncode
        for more in ((), ("--force",))
    ]
    assert (runs, (folder / "a.md").read_text()[:1]) == ([2, 0], "#")


@EN
def test_a_file_of_project_becomes_a_plan(folder):
    source = shared("real", "ms-project-task-links-2019.xml")
    done = sheetplan("import", source, "new.xlsx", "--lang", "en", folder=folder)
    assert (done.returncode, done.stdout.count("recorded 2018-")) == (0, 4)
    assert len(plan(folder / "new.xlsx").tasks) == 16


@ZH
def test_an_entry_of_a_form_that_stays_is_told_by_its_name(folder):
    (folder / "总表.csv").write_text("项目,内容\n活动名称,别的\n活动地点,别处\n", encoding="utf-8")
    done = sheetplan("import", "总表.csv", "plan.xlsx", "--dry-run", *DAY, folder=folder, language="zh")
    assert '来源中“活动名称”是 "别的"' in done.stdout


def test_a_sheet_that_is_none_of_ours_is_refused_with_those_there_are(tmp_path):
    done = sheetplan("import", "a.csv", "plan.xlsx", "--sheet", "嘉斌", folder=tmp_path, language="zh")
    assert (done.returncode, "嘉宾、" in done.stderr) == (2, True)
