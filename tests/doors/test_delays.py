"""Baselines and delays at the command line."""

from __future__ import annotations

import json

import pytest

from support.house import demo
from support.processes import sheetplan

PLANNED, LATER = ("--status-date", "2024-02-20"), ("--status-date", "2024-03-11")


@pytest.fixture
def launch(tmp_path):
    path = tmp_path / "发布会.xlsx"
    path.write_bytes(demo("zh"))
    return path


def run(launch, *arguments, language="en"):
    return sheetplan(*arguments, folder=launch.parent, language=language)


def test_a_baseline_is_set_listed_and_dropped(launch):
    assert "39 tasks" in run(launch, "baseline", "set", launch.name, "approved", *PLANNED).stdout
    assert "approved" in run(launch, "baseline", "list", launch.name).stdout
    assert "39 rows" in run(launch, "baseline", "drop", launch.name, "Approved").stdout
    assert "no baseline yet" in run(launch, "baseline", "list", launch.name).stdout


def test_a_name_is_given_once_only_and_nothing_is_written(launch):
    run(launch, "baseline", "set", launch.name, "approved")
    before = launch.read_bytes()
    again = run(launch, "baseline", "set", launch.name, "approved")
    assert (again.returncode, launch.read_bytes()) == (2, before)
    assert "already" in again.stderr


def test_an_unknown_name_is_refused_with_the_known_ones(launch):
    run(launch, "baseline", "set", launch.name, "approved")
    assert "there are: approved" in run(launch, "baseline", "drop", launch.name, "v2").stderr


def test_setting_a_baseline_can_be_undone(launch):
    run(launch, "baseline", "set", launch.name, "approved")
    run(launch, "undo", launch.name)
    assert "no baseline yet" in run(launch, "baseline", "list", launch.name).stdout


def test_what_has_moved_is_said_in_plain_words(launch):
    run(launch, "baseline", "set", launch.name, "批准版", *PLANNED)
    said = run(launch, "baseline", "compare", launch.name, *LATER, language="zh").stdout
    assert (
        "T16 物料清单确认与下单：预计 2024-03-07 完成，滞后 2 个工作日。起因：T14 主视觉与宣传物料设计"
        in said
    )


def test_why_names_the_way_back(launch):
    lines = run(launch, "why", launch.name, "T16", *LATER).stdout.splitlines()
    assert len(lines) == 3
    assert "it waits for T14" in lines[1]
    assert "T14" in lines[2]
    assert "longer than agreed" in lines[2]


def test_why_as_data(launch):
    found = json.loads(run(launch, "why", launch.name, "T16", "--format", "json", *LATER).stdout)
    assert [(cause["kind"], cause["by"]) for cause in found["causes"]] == [
        ("waited", "T14"),
        ("took_longer", ""),
    ]


def test_why_of_an_unknown_task_is_refused(launch):
    done = run(launch, "why", launch.name, "T99")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "T99" in done.stderr


def test_why_of_a_task_without_its_zeros_names_the_one_that_was_meant(launch):
    assert "Nearest: T05, " in run(launch, "why", launch.name, "T5").stderr
