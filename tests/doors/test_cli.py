"""The command line as a stranger meets it: real processes, real files."""

from __future__ import annotations

import json
import re
from collections import Counter

import click
import openpyxl
import pytest

from sheetplan.app.commands import TYPED
from sheetplan.cli import commands
from sheetplan.documents.fields import document_fields
from sheetplan.documents.kinds import DOCUMENTS
from sheetplan.language import LANGUAGES
from support.docx_schema import schema_errors
from support.docx_sketch import docx, p
from support.docx_text import docx_text
from support.house import demo, recalculated_demo
from support.processes import sheetplan


@pytest.fixture
def launch(tmp_path):
    path = tmp_path / "发布会.xlsx"
    path.write_bytes(demo("zh"))
    return path


def test_every_command_is_listed_with_a_line_that_is_whole(tmp_path):
    listed = sheetplan("--help", folder=tmp_path).stdout.partition("Commands:")[2]
    assert [line.split()[0] for line in listed.strip().splitlines()] == [command.name for command in TYPED]
    assert "..." not in listed


def test_new_makes_a_workbook_that_has_no_errors(tmp_path):
    made = sheetplan("new", "a.xlsx", "--type", "新品发布会", "--date", "2027-06-18", folder=tmp_path)
    assert made.returncode == 0
    assert sheetplan("check", "a.xlsx", folder=tmp_path).returncode == 0


def test_new_says_when_the_preparation_should_have_begun(tmp_path):
    made = sheetplan("new", "a.xlsx", "--type", "launch", "--date", "2020-06-18", folder=tmp_path)
    assert "should have begun" in made.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("new", "a.xlsx", "--type", "新品发布回", "--date", "2027-06-18"),
            "Nearest: On-site product launch",
        ),
        (("new", "a.xlsx", "--type", "婚礼", "--date", "2027-06-18"), "Known types: "),
        (("new", "a.xlsx", "--type", "沙龙", "--date", "18.6.2027"), "not a date"),
        (("new", "a.docx", "--type", "沙龙", "--date", "2027-06-18"), ".xlsx"),
        (("new", "there.xlsx", "--type", "沙龙", "--date", "2027-06-18"), "exists already"),
    ],
)
def test_new_refuses_in_one_line_and_writes_nothing(tmp_path, arguments, said):
    (tmp_path / "there.xlsx").write_bytes(b"mine")
    done = sheetplan(*arguments, folder=tmp_path)
    assert (done.returncode, [path.name for path in tmp_path.iterdir()]) == (2, ["there.xlsx"])
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_check_names_cell_value_and_remedy(launch):
    done = sheetplan("check", launch.name, folder=launch.parent, language="zh")
    assert done.returncode == 1
    assert "预算!E12" in done.stdout
    assert "1,200元" in done.stdout
    assert "改填数字 1200" in done.stdout


def test_check_writes_nothing(launch):
    before = launch.read_bytes()
    sheetplan("check", launch.name, folder=launch.parent)
    assert (launch.read_bytes(), list(launch.parent.iterdir())) == (before, [launch])


def test_check_speaks_json(launch):
    done = sheetplan("check", launch.name, "--format", "json", folder=launch.parent)
    (file,) = json.loads(done.stdout)["files"]
    (finding,) = [finding for finding in file["findings"] if finding["code"] == "CEL002"]
    assert (finding["severity"], finding["sheet"], finding["cell"]) == ("error", "预算", "E12")
    assert (finding["row_key"], finding["value"]) == ("B08", "1,200元")
    assert finding["expectation"] == "an amount, a number without a unit"
    assert finding["remedy"]


def test_recalc_twice_leaves_the_file_alone(launch):
    assert sheetplan("recalc", launch.name, folder=launch.parent).returncode == 0
    before = launch.read_bytes(), launch.stat().st_mtime_ns
    done = sheetplan("recalc", launch.name, folder=launch.parent)
    assert "up to date" in done.stdout
    assert (launch.read_bytes(), launch.stat().st_mtime_ns) == before


def test_a_dry_run_writes_nothing(launch):
    before = launch.read_bytes()
    done = sheetplan("recalc", launch.name, "--dry-run", folder=launch.parent)
    assert "would be written" in done.stdout
    assert launch.read_bytes() == before


def test_report_writes_documents_by_name_in_either_language(launch):
    wanted = ("--doc", "活动需求说明书", "--doc", "retrospective")
    done = sheetplan("report", launch.name, *wanted, "--out", "文档", folder=launch.parent)
    assert done.returncode == 0
    assert {path.name for path in (launch.parent / "文档").iterdir()} == {
        "发布会_活动需求说明书.docx",
        "发布会_复盘报告.docx",
    }


def test_report_never_writes_over_an_edited_document(launch):
    document = launch.parent / "发布会_复盘报告.docx"
    document.write_bytes(b"edited")
    sheetplan("report", launch.name, "--doc", "review", folder=launch.parent)
    assert document.read_bytes() == b"edited"
    assert (launch.parent / "发布会_复盘报告_v2.docx").exists()


def test_the_same_report_is_not_written_twice(launch):
    for _ in range(2):
        sheetplan("report", launch.name, "--doc", "review", folder=launch.parent)
    assert len(list(launch.parent.glob("*.docx"))) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_makes_workbook_and_documents(tmp_path, language):
    done = sheetplan("demo", "--lang", language, folder=tmp_path, language=language)
    assert done.returncode == 0, done.stderr
    made = (path for path in (tmp_path / "sheetplan-demo").iterdir() if path.name != ".sheetplan")
    kinds = Counter(path.suffix for path in made)
    assert kinds[".xlsx"] == 1
    assert kinds[".docx"] >= len(DOCUMENTS)
    assert next((tmp_path / "sheetplan-demo").glob("*.xlsx")).read_bytes() == recalculated_demo(language)


BAD_FILES = {
    "there is no such file": None,
    "not an Excel workbook": b"name,date\n",
    "protected by a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "old .xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "is damaged": b"PK\x03\x04" + bytes(30),
    "empty": b"",
}


@pytest.mark.parametrize("command", ["check", "recalc", "report"])
@pytest.mark.parametrize(("said", "data"), BAD_FILES.items(), ids=BAD_FILES)
def test_a_bad_file_costs_one_line(tmp_path, command, said, data):
    if data is not None:
        (tmp_path / "bad.xlsx").write_bytes(data)
    done = sheetplan(command, "bad.xlsx", folder=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_workbook_of_others_is_said_to_be_one(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "other.xlsx")
    done = sheetplan("check", "other.xlsx", folder=tmp_path)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_one_bad_file_does_not_stop_the_others(launch):
    (launch.parent / "bad.xlsx").write_bytes(b"no")
    done = sheetplan("recalc", "bad.xlsx", launch.name, folder=launch.parent)
    assert done.returncode == 1
    assert "written" in done.stdout


def test_a_workbook_that_somebody_has_open_is_left_alone(launch):
    before = launch.read_bytes()
    launch.with_name(f"~${launch.name}").write_bytes(b"\x03Ann" + b" " * 51 + b"\x03\0A\0n\0n\0")
    done = sheetplan("recalc", launch.name, folder=launch.parent)
    assert (done.returncode, launch.read_bytes()) == (2, before)
    assert "Ann has the workbook open" in done.stderr


@pytest.mark.parametrize("command", ["new", "check", "recalc", "report", "demo"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_shows_an_example(tmp_path, command, language):
    done = sheetplan(command, "--help", folder=tmp_path, language=language)
    assert done.returncode == 0
    assert f"sheetplan {command}" in done.stdout


@pytest.mark.parametrize("command", [command.name for command in TYPED])
def test_the_help_of_a_format_names_those_that_there_are(command):
    known = {"json", "sarif", "junit", "github", "html", "xlsx"}
    for option in commands.get_command(None, command).params:
        if option.name == "form" and isinstance(option.type, click.Choice):
            assert known & set(re.findall(r"\w+", option.help.casefold())) <= set(option.type.choices)


@pytest.mark.parametrize("command", ["baseline", "template", "excel"])
def test_no_line_of_help_is_cut(tmp_path, command):
    assert "..." not in sheetplan(command, "--help", folder=tmp_path).stdout.partition("Commands:")[2]


def test_template_lint_says_everything_at_once_and_can_annotate(tmp_path):
    (tmp_path / "周报.docx").write_bytes(docx(p("{{活动名}} {{任务.x}}")))
    done = sheetplan("template", "lint", "周报.docx", "--annotated", folder=tmp_path, language="zh")
    assert done.returncode == 1
    assert "是否想写“活动名称”" in done.stdout
    assert "2 处问题" in done.stdout
    assert (tmp_path / "周报_批注.docx").exists()


def test_template_lint_says_which_fields_a_companys_own_template_lacks(tmp_path):
    (tmp_path / "活动协作函.docx").write_bytes(docx(p("{{主送部门}}")))
    done = sheetplan("template", "lint", "活动协作函.docx", folder=tmp_path, language="zh")
    assert done.returncode == 0
    assert "文号" in done.stdout


def test_template_fields_lists_a_sheet(tmp_path):
    done = sheetplan("template", "fields", "--sheet", "任务", folder=tmp_path)
    assert "{{任务.负责人}}" in done.stdout
    assert "{{预算.费用项}}" not in done.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_reference_names_every_field(tmp_path, language):
    done = sheetplan(
        "template", "reference", "r.docx", "--lang", language, folder=tmp_path, language=language
    )
    assert done.returncode == 0, done.stderr
    said = docx_text((tmp_path / "r.docx").read_bytes())
    assert all(name in said for name in document_fields(language).scalars)
    assert schema_errors((tmp_path / "r.docx").read_bytes()) == []


BAD_TEMPLATES = {
    "not-docx": b"hello",
    "encrypted": b"\xd0\xcf\x11\xe0" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
    "macros": docx(p("x"), main_kind="application/vnd.ms-word.document.macroEnabled.main+xml"),
    "missing": None,
}


@pytest.mark.parametrize("kind", BAD_TEMPLATES)
def test_a_file_that_cannot_be_a_template_is_refused_in_words(tmp_path, kind):
    if BAD_TEMPLATES[kind] is not None:
        (tmp_path / "t.docx").write_bytes(BAD_TEMPLATES[kind])
    done = sheetplan("template", "lint", "t.docx", folder=tmp_path)
    assert done.returncode == 2
    assert "t.docx" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_document_nobody_knows_is_named_with_all_there_are(launch):
    done = sheetplan("report", launch.name, "--doc", "总结", folder=launch.parent)
    assert done.returncode == 2
    assert "复盘报告" in done.stderr


def test_verify_says_that_a_fresh_document_is_current(launch):
    sheetplan("report", launch.name, "--doc", "预算表", folder=launch.parent)
    done = sheetplan("verify", "发布会_活动预算表.docx", folder=launch.parent, language="zh")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "过期 0" in done.stdout


def test_check_shows_only_what_is_asked_for(launch):
    done = sheetplan("check", launch.name, "--select", "BUD,CEL", "--ignore", "CEL013", folder=launch.parent)
    assert {word for word in done.stdout.split() if word.startswith(("TSK", "MET", "CEL013"))} == set()
    assert "CEL002" in done.stdout


def test_what_is_not_shown_does_not_fail(launch):
    assert sheetplan("check", launch.name, "--select", "MET", folder=launch.parent).returncode == 0


def test_a_rule_that_does_not_exist_is_no_choice(launch):
    done = sheetplan("check", launch.name, "--select", "XYZ", folder=launch.parent)
    assert (done.returncode, "No rule begins with XYZ" in done.stderr) == (2, True)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_other_programs_get_findings_and_refusals(launch, form):
    done = sheetplan("check", launch.name, "nobody.xlsx", "--format", form, folder=launch.parent)
    assert done.returncode == 1
    assert "nobody.xlsx: there is no such file" in json.dumps(json.loads(done.stdout))


def test_the_list_has_a_row_for_each_finding(launch):
    done = sheetplan("check", launch.name, "--format", "json", "--list", "a.xlsx", folder=launch.parent)
    (file,) = json.loads(done.stdout)["files"]
    sheet = openpyxl.load_workbook(launch.parent / "a.xlsx").active
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == [one["code"] for one in file["findings"]]
    assert sheet["D2"].hyperlink.location == f"'{file['findings'][0]['sheet']}'!{file['findings'][0]['cell']}"


def test_an_older_list_is_not_written_over(launch):
    (launch.parent / "a.xlsx").write_bytes(b"ticked off")
    sheetplan("check", launch.name, "--list", "a.xlsx", folder=launch.parent)
    assert (launch.parent / "a.xlsx").read_bytes() == b"ticked off"
    assert (launch.parent / "a_v2.xlsx").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_shows_why_and_both_examples(tmp_path, language):
    done = sheetplan("explain", "bud002", folder=tmp_path, language=language)
    assert done.returncode == 0
    assert done.stdout.count("budget_summary 备用金 nature=reserve") == 2


def test_rules_lists_every_rule_for_other_programs(tmp_path):
    rules = json.loads(sheetplan("rules", "--format", "json", folder=tmp_path).stdout)["rules"]
    assert {rule["code"] for rule in rules} >= {"CEL001", "TSK001", "BUD001"}
    assert all(rule["why"] and rule["bad"] for rule in rules)


def test_a_chinese_reader_is_told_in_chinese_what_is_missing(tmp_path):
    said = sheetplan("new", "a.xlsx", folder=tmp_path, language="zh").stderr
    assert ("缺少选项 '--date'" in said, "Missing" in said, "Usage" in said) == (True, False, False)


def test_a_command_that_is_none_is_refused_with_the_nearest(tmp_path):
    done = sheetplan("recalk", "a.xlsx", folder=tmp_path)
    assert (done.returncode, "the nearest are recalc" in done.stderr) == (2, True)
