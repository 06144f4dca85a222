"""``log``, ``restore``, ``undo`` and waiting, as a stranger meets them."""

from __future__ import annotations

import json
import re
import time

import pytest

from sheetplan.adapters.share.traces import Traces
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.table.layout import locate
from support.house import demo
from support.processes import sheetplan, started
from support.share import owner_file


@pytest.fixture
def launch(tmp_path):
    path = tmp_path / "发布会.xlsx"
    path.write_bytes(demo("zh"))
    return path


@pytest.fixture
def recalculated(launch):
    before = launch.read_bytes()
    assert sheetplan("recalc", launch.name, folder=launch.parent).returncode == 0
    return launch, before


def test_the_log_says_who_did_what_to_which_cells(recalculated):
    launch, _ = recalculated
    done = sheetplan("log", launch.name, folder=launch.parent, language="zh")
    assert "recalc" in done.stdout
    assert "任务 T" in sheetplan("log", launch.name, "--cells", folder=launch.parent, language="zh").stdout


def test_the_log_speaks_json(recalculated):
    launch, _ = recalculated
    (note,) = json.loads(sheetplan("log", launch.name, "--format", "json", folder=launch.parent).stdout)[
        "notes"
    ]
    assert note["command"] == "recalc"
    assert {"sheet", "row_key", "row", "column", "before", "after"} == note["cells"][0].keys()


def test_a_workbook_never_written_has_no_log_and_no_versions(launch):
    assert "nothing noted" in sheetplan("log", launch.name, folder=launch.parent).stdout
    assert "no earlier states" in sheetplan("restore", launch.name, folder=launch.parent).stdout


def test_restore_lists_what_it_can_go_back_to(recalculated):
    launch, _ = recalculated
    assert "ran recalc" in sheetplan("restore", launch.name, folder=launch.parent).stdout


def test_restore_brings_the_very_file_back_and_can_be_undone(recalculated):
    launch, before = recalculated
    after = launch.read_bytes()
    assert sheetplan("restore", launch.name, "1", folder=launch.parent).returncode == 0
    assert launch.read_bytes() == before
    sheetplan("undo", launch.name, folder=launch.parent)
    assert launch.read_bytes() == after


def test_a_deleted_workbook_is_restored(recalculated):
    launch, before = recalculated
    launch.unlink()
    assert sheetplan("restore", launch.name, "1", folder=launch.parent).returncode == 0
    assert launch.read_bytes() == before


def test_an_earlier_state_is_copied_aside(recalculated):
    launch, before = recalculated
    sheetplan("restore", launch.name, "1", "--out", "old.xlsx", folder=launch.parent)
    assert (launch.parent / "old.xlsx").read_bytes() == before


@pytest.mark.parametrize("which", ["7", "ffff", "latest"])
def test_a_state_that_is_not_there_is_refused_in_one_line(recalculated, which):
    launch, _ = recalculated
    done = sheetplan("restore", launch.name, which, folder=launch.parent)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_state_that_was_altered_in_its_place_is_refused(recalculated):
    launch, _ = recalculated
    (version,) = (launch.parent / ".sheetplan/versions" / launch.name).iterdir()
    version.write_bytes(b"altered")
    done = sheetplan("restore", launch.name, "1", folder=launch.parent)
    assert (done.returncode, "altered" in done.stderr) == (2, True)


def test_undo_makes_the_file_byte_for_byte_what_it_was(recalculated):
    launch, before = recalculated
    assert sheetplan("undo", launch.name, folder=launch.parent).returncode == 0
    assert launch.read_bytes() == before


def test_undo_of_a_recalculation_is_refused_once_somebody_has_saved(recalculated):
    launch, _ = recalculated
    launch.write_bytes(demo("zh"))
    done = sheetplan("undo", launch.name, folder=launch.parent)
    assert (done.returncode, "nothing to undo" in done.stderr) == (2, True)


def until_it_waits(launch, *arguments):
    """What a run says while Ann has the workbook open, and what after she has closed it."""
    owner = launch.with_name(f"~${launch.name}")
    owner.write_bytes(owner_file("Ann"))
    with started("recalc", *arguments, folder=launch.parent) as run:
        waiting = run.stderr.readline()
        owner.unlink()
        said, complaints = run.communicate(timeout=60)
        return waiting, said, complaints, run.returncode


def test_who_waits_is_told_for_whom_and_gets_the_workbook(launch):
    waiting, said, complaints, code = until_it_waits(launch, launch.name, "--wait", "1m")
    assert "Ann has the workbook open" in waiting
    assert ("written" in said, complaints, code) == (True, "", 0)


def test_held_files_come_last_in_the_queue(launch):
    launch.with_name("a.xlsx").write_bytes(demo("en"))
    waiting, said, _, code = until_it_waits(launch, launch.name, "a.xlsx", "--queue")
    assert "Ann has the workbook open" in waiting
    assert (said.index("a.xlsx") < said.index(launch.name), code) == (True, 0)


def test_waiting_has_an_end(launch):
    launch.with_name(f"~${launch.name}").write_bytes(owner_file("Ann"))
    began = time.monotonic()
    done = sheetplan("recalc", launch.name, "--wait", "1s", "--queue", folder=launch.parent)
    assert (done.returncode, time.monotonic() - began < 30) == (2, True)


@pytest.mark.parametrize("span", ["soon", "5x", "", "-3s"])
def test_what_is_no_span_of_time_is_refused(launch, span):
    done = sheetplan("recalc", launch.name, "--wait", span, folder=launch.parent)
    assert (done.returncode, "not a length of time" in done.stderr) == (2, True)


def test_doctor_puts_a_workbook_back_that_a_killed_run_left_without_its_name(recalculated):
    launch, _ = recalculated
    traces = Traces(launch)
    launch.rename(traces.taken(b"random"))
    done = sheetplan("doctor", launch.name, folder=launch.parent)
    assert (launch.exists(), "cleared up" in done.stdout) == (True, True)


def test_doctor_leaves_nothing_beside_a_workbook_of_others(launch):
    sheetplan("doctor", launch.name, folder=launch.parent)
    assert list(launch.parent.iterdir()) == [launch]


def test_what_somebody_typed_into_a_computed_cell_is_kept_and_told(recalculated):
    launch, _ = recalculated
    book = WorkbookPatch(launch.read_bytes())
    where = locate(read_workbook(launch.read_bytes())).sheets["tasks"]
    place = where.cell(where.rows[0], "total_slack")
    book.set_value(where.name, *place, 77)
    launch.write_bytes(book.to_bytes())
    done = sheetplan("recalc", launch.name, "--status-date", "2024-03-20", folder=launch.parent)
    assert "77 →" in done.stdout
    (grid,) = (grid for grid in read_workbook(launch.read_bytes()).grids if grid.name == where.name)
    assert grid.cell(*place) == 77


def test_a_conflict_copy_is_named(recalculated):
    launch, _ = recalculated
    launch.with_name("发布会 (冲突副本 2026-03-02).xlsx").write_bytes(launch.read_bytes())
    done = sheetplan("recalc", launch.name, folder=launch.parent, language="zh")
    assert "发布会 (冲突副本 2026-03-02).xlsx" in done.stderr


def test_the_moment_of_what_is_undone_is_told_by_the_readers_clock(recalculated):
    launch, _ = recalculated
    said = sheetplan("undo", launch.name, "--dry-run", folder=launch.parent).stdout
    assert re.search(r"\(recalc by .+, \d{4}-\d\d-\d\d \d\d:\d\d\)$", said.strip())


def test_an_undone_restore_is_told_as_the_whole_file_being_back(recalculated):
    launch, _ = recalculated
    sheetplan("restore", launch.name, "1", folder=launch.parent)
    done = sheetplan("undo", launch.name, folder=launch.parent, language="zh")
    assert "整个文件已恢复原样" in done.stdout


def test_there_is_no_log_of_a_file_that_never_was(tmp_path):
    done = sheetplan("log", "no.xlsx", folder=tmp_path)
    assert (done.returncode, "there is no such file" in done.stderr) == (2, True)


def test_what_is_not_there_is_not_watched(tmp_path):
    done = sheetplan("watch", "no.xlsx", folder=tmp_path)
    assert (done.returncode, "there is no such file" in done.stderr) == (2, True)
