"""``sheetplan adopt`` as people type it, and what the other commands say of an adopted workbook."""

import pytest

from support.processes import sheetplan
from support.strangers import made


@pytest.fixture
def run(tmp_path):
    """Runs a command on one of the strangers' workbooks."""

    def run(name, command, *options, language="en"):
        path = tmp_path / f"{name}.xlsx"
        if not path.exists():
            path.write_bytes(made(name))
        return sheetplan(command, path.name, *options, folder=tmp_path, language=language)

    return run


def test_the_unit_and_the_currency_of_amounts_are_said(run):
    said = run("costs_in_thousands", "adopt").stdout
    assert "“Planned”: 1 stands for USD 1,000" in said
    assert "amounts are in USD" in said


def test_a_currency_that_nothing_names_is_said_to_be_assumed(run):
    assert "按元处理" in run("月度预算与实际", "adopt", language="zh").stdout


def test_a_doubtful_unit_is_asked_for(run):
    assert "--unit 万元" in run("各说各的", "adopt", "--dry-run", language="zh").stdout


def test_of_two_columns_that_may_be_one_of_ours_neither_is_read(run):
    said = run("含税与不含税", "adopt", "--dry-run").stdout
    assert '--map "budget.unit_price=预算（不含税）"' in said


def test_a_table_that_is_not_read_is_told(run):
    assert "第 8 行起" in run("下面另有一张表", "adopt", "--dry-run", language="zh").stdout


def test_findings_name_a_strangers_headings_in_whatever_language_they_are_told(run):
    run("万元预算", "adopt")
    assert "“预算（万元）” holds the text" in run("万元预算", "check", language="en").stdout


def test_what_is_no_unit_is_refused(run):
    done = run("各说各的", "adopt", "--unit", "bananas")
    assert (done.returncode, "“bananas” is no unit" in done.stderr) == (2, True)


def test_recalc_says_how_to_see_findings_that_no_sheet_holds(run):
    run("costs_in_thousands", "adopt")
    assert (
        "1 finding is not written; to see them: sheetplan check" in run("costs_in_thousands", "recalc").stdout
    )


def test_a_currency_alone_leaves_the_unit_that_the_sheet_names(run):
    assert "1 stands for EUR 1,000" in run("costs_in_thousands", "adopt", "--unit", "EUR", "--dry-run").stdout


def test_a_column_that_is_none_of_ours_is_refused_with_those_there_are(run):
    done = run("各说各的", "adopt", "--map", "任务.负则人=谁", language="zh")
    assert (done.returncode, "“任务”表没有“负则人”列" in done.stderr, "负责人、" in done.stderr) == (
        2,
        True,
        True,
    )


def test_whoever_says_the_unit_is_told_to_say_the_currency_with_it(run):
    said = run("月度预算与实际", "adopt", "--unit", "thousands", "--dry-run").stdout
    assert '--unit "USD thousands"' in said


def test_what_a_workbook_has_none_of_is_not_counted(run):
    run("costs_in_thousands", "adopt")
    assert "metrics met" not in run("costs_in_thousands", "recalc").stdout
