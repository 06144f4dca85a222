"""Finished events teach: gathered, suggested to new workbooks, held against targets."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from sheetplan.build.content import WorkbookContent
from sheetplan.build.workbook import build_workbook
from support.processes import sheetplan

TYPE = "线下新品发布会"


def event(number, target, actual=None):
    """A salon of some month with one metric."""
    day = date(2025, 1, 15) + timedelta(days=30 * number)
    metric = {
        "code": "M1",
        "metric": "报名人数",
        "target": target,
        "actual": actual,
        "unit": "人",
        "due": day,
    }
    return build_workbook(
        WorkbookContent(
            forms={"event": {"name": f"发布会{number}", "type": TYPE, "event_date": day}},
            tables={"metrics": [metric]},
        ),
        "zh",
    )


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "past").mkdir()
    for number, actual in enumerate((300, 420, 480, 350)):
        (tmp_path / "past" / f"{number}.xlsx").write_bytes(event(number, 400, actual))
    done = sheetplan("history", "past", "--status-date", "2025-12-01", folder=tmp_path)
    assert "Gathered from 4 finished events of 4." in done.stdout
    return tmp_path


def test_what_was_gathered_is_shown(office):
    told = json.loads(sheetplan("history", "--format", "json", folder=office).stdout)
    (metric,) = [one for one in told["benchmarks"] if one["measure"] == "metric"]
    assert (metric["group"], metric["events"], metric["median"], metric["most"]) == (
        "报名人数",
        4,
        385.0,
        480.0,
    )


@pytest.mark.parametrize(("target", "told"), [(600, True), (450, False)])
def test_a_check_says_where_a_target_is_above_anything_reached(office, target, told):
    (office / "next.xlsx").write_bytes(event(14, target))
    done = sheetplan("check", "next.xlsx", "--status-date", "2026-01-05", folder=office)
    assert ("the last 4 events of this type reached: at most 480" in done.stdout) is told


def test_a_new_workbook_comes_with_suggestions(office):
    done = sheetplan("new", "a.xlsx", "--type", TYPE, "--date", "2027-06-18", folder=office)
    assert "Result of a metric, 4 events: 报名人数 385 (half of them 337.5 to 435)\n" in done.stdout


def test_a_folder_that_is_away_takes_nothing_of_what_was_gathered(office):
    assert sheetplan("history", "away", folder=office).returncode == 2
    assert "报名人数" in sheetplan("history", folder=office).stdout
