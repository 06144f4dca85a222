"""All events on one page, from the command line."""

from __future__ import annotations

import json

import pytest

from support.house import demo
from support.processes import sheetplan

DAY = ("--status-date", "2024-03-20", "--store", "done.sqlite")


@pytest.fixture
def office(tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.xlsx").write_bytes(demo("zh"))
    (tmp_path / "plans" / "bad.xlsx").write_bytes(b"x")
    return tmp_path


def test_a_bad_file_is_told_and_the_others_are_shown(office):
    done = sheetplan("portfolio", "plans", "-o", "all.html", *DAY, folder=office)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "2024企业新品发布会" in (office / "all.html").read_text(encoding="utf-8")


def test_where_no_event_is_read_the_page_of_yesterday_stays(office):
    (office / "all.html").write_text("yesterday's")
    done = sheetplan("portfolio", "drive-that-is-away", "-o", "all.html", *DAY, folder=office)
    assert (done.returncode, (office / "all.html").read_text()) == (2, "yesterday's")
    assert sorted(path.name for path in office.iterdir() if "all" in path.name) == ["all.html"]


def test_a_second_run_knows_all_again_and_writes_the_same(office):
    (office / "plans" / "bad.xlsx").unlink()
    first = sheetplan("portfolio", "plans", "-o", "all.html", *DAY, folder=office)
    before = (office / "all.html").read_bytes()
    again = sheetplan("portfolio", "plans", "-o", "all.html", *DAY, folder=office)
    assert (first.returncode, again.returncode, (office / "all.html").read_bytes()) == (0, 0, before)


def test_after_the_night_shift_no_workbook_is_read_again(office):
    sheetplan("batch", "plans", *DAY, folder=office)
    sheetplan("portfolio", "plans", "-o", "all.html", *DAY, "--summary", "run.json", folder=office)
    counts = json.loads((office / "run.json").read_text())["counts"]
    assert counts == {"files": 2, "done": 0, "unchanged": 1, "failed": 1}


def test_a_page_of_somebody_elses_is_not_written_over(office):
    (office / "all.html").write_text("mine")
    sheetplan("portfolio", "plans", "-o", "all.html", *DAY, folder=office)
    assert ((office / "all.html").read_text(), (office / "all_v2.html").exists()) == ("mine", True)
