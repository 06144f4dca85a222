"""Kinds of events at the command line: the shipped ones and people's own."""

from __future__ import annotations

import json
from pathlib import Path

from support.processes import sheetplan

SHIPPED_TYPES = Path(__file__).parents[2] / "templates" / "events"


def test_types_lists_every_kind_of_event(tmp_path):
    listed = json.loads(sheetplan("types", "--format", "json", folder=tmp_path).stdout)
    launch = next(entry for entry in listed if entry["key"] == "product-launch")
    assert (launch["zh"], launch["en"]) == ("线下新品发布会", "On-site product launch")
    assert (launch["tasks"], launch["lead_time"], launch["source"]) == (39, 30, "shipped")
    assert len(listed) == 12


def test_ones_own_type_beside_the_workbook_is_listed_and_used(tmp_path):
    (tmp_path / "event-types").mkdir()
    shipped = SHIPPED_TYPES / "member-salon.toml"
    own = shipped.read_text("utf-8").replace('zh = "用户沙龙"', 'zh = "读书会"', 1)
    (tmp_path / "event-types" / "reading.toml").write_text(own, "utf-8")
    assert "读书会" in sheetplan("types", folder=tmp_path).stdout
    made = sheetplan("new", "a.xlsx", "--type", "读书会", "--date", "2027-06-18", folder=tmp_path)
    assert (made.returncode, (tmp_path / "a.xlsx").exists()) == (0, True)


def test_a_badly_written_type_is_told_with_its_line_beside_the_good_ones(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "tea.toml").write_text('title = { zh = "茶话会" }\n', "utf-8")
    told = sheetplan("types", "--types", "mine", folder=tmp_path)
    assert told.returncode == 2
    assert "On-site product launch" in told.stdout
    assert "tea.toml, line 1: the event type has a mistake at title.en" in told.stderr


def test_an_unknown_language_names_those_there_are(tmp_path):
    told = sheetplan(
        "new", "a.xlsx", "--type", "年会", "--date", "2027-06-18", "--lang", "fr", folder=tmp_path
    )
    assert told.returncode == 2
    assert "no language 'fr'. Known: zh (Chinese), en (English)" in told.stderr


def test_a_language_goes_by_its_name_too(tmp_path):
    arguments = ("new", "a.xlsx", "--type", "年会", "--date", "2027-06-18", "--lang", "英文")
    assert sheetplan(*arguments, folder=tmp_path).returncode == 0
