"""The night shift as an office runs it: whole folders, some files of which are bad."""

from __future__ import annotations

import json
import signal

import pytest

from support.house import demo
from support.processes import sheetplan, started
from support.share import owner_file

DAY = ("--status-date", "2024-03-20")
BAD = {"broken.xlsx": b"PK\3\4 torn", "foreign.xlsx": b"%PDF-1.7", "empty.xlsx": b""}


@pytest.fixture
def office(tmp_path):
    """Two good workbooks, one of them in a folder of its own."""
    (tmp_path / "plans" / "spring").mkdir(parents=True)
    for name in ("plans/a.xlsx", "plans/spring/b.xlsx"):
        (tmp_path / name).write_bytes(demo("zh"))
    return tmp_path


def batch(office, *options, folder="plans"):
    """A run of the night shift that keeps its memory in the office."""
    return sheetplan("batch", folder, *DAY, "--store", "done.sqlite", *options, folder=office)


def summary(office):
    return json.loads((office / "run.json").read_text(encoding="utf-8"))


def outcomes(office):
    return {line["file"]: line["outcome"] for line in summary(office)["files"]}


def test_documents_are_written_as_the_workbooks_lie(office):
    done = batch(office, "--doc", "weekly", "--out", "out")
    assert done.returncode == 0
    made = sorted(path.relative_to(office / "out").as_posix() for path in (office / "out").rglob("*.docx"))
    assert made == ["a_项目周报.docx", "spring/b_项目周报.docx"]


def test_bad_files_cost_a_line_each_and_the_others_are_done(office):
    for name, data in BAD.items():
        (office / "plans" / name).write_bytes(data)
    (office / "plans" / "locked.xlsx").write_bytes(demo("zh"))
    (office / "plans" / "~$locked.xlsx").write_bytes(owner_file("Anna"))
    done = batch(office, "--summary", "run.json")
    lines = done.stderr.splitlines()
    assert (done.returncode, len(lines), summary(office)["counts"]) == (
        1,
        4,
        {"files": 6, "done": 2, "unchanged": 0, "failed": 4},
    )
    assert all(any(name in line for line in lines) for name in (*BAD, "locked.xlsx"))


def test_what_is_found_unchanged_is_skipped_and_the_sum_says_so(office):
    batch(office, "--doc", "weekly")
    (office / "plans" / "a.xlsx").write_bytes(demo("en"))
    done = batch(office, "--doc", "weekly", "--summary", "run.json")
    assert outcomes(office) == {"plans/spring/b.xlsx": "unchanged", "plans/a.xlsx": "done"}
    assert "1 done, 1 unchanged, 0 failed" in done.stdout


def test_force_does_all_again(office):
    batch(office)
    batch(office, "--force", "--summary", "run.json")
    assert set(outcomes(office).values()) == {"done"}


def test_a_file_that_is_named_is_never_skipped(office):
    batch(office)
    batch(office, "--summary", "run.json", folder="plans/a.xlsx")
    assert outcomes(office) == {"plans/a.xlsx": "done"}


def test_fail_fast_stops_at_the_first_failure(office):
    (office / "plans" / "0.xlsx").write_bytes(b"x")
    batch(office, "--fail-fast", "--jobs", "1", "--summary", "run.json")
    assert list(outcomes(office).values()) == ["failed"]


def test_a_folder_without_workbooks_is_no_success(office):
    (office / "empty").mkdir()
    done = batch(office, folder="empty")
    assert (done.returncode, "no workbooks in this folder" in done.stderr) == (2, True)


def test_after_an_interruption_the_next_run_goes_on(office):
    for number in range(12):
        (office / "plans" / f"{number:02}.xlsx").write_bytes(demo("zh"))
    arguments = ("batch", "plans", *DAY, "--store", "done.sqlite", "--jobs", "1", "--summary", "run.json")
    run = started(*arguments, folder=office)
    run.stdout.readline()
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    first = summary(office)
    assert (run.returncode, first["whole"], "Stopping after the files in work" in said) == (130, False, True)
    batch(office, "--summary", "run.json")
    counts = summary(office)["counts"]
    assert 0 < counts["unchanged"] == first["counts"]["done"] < 14
    assert counts["unchanged"] + counts["done"] == counts["files"] == 14


@pytest.mark.parametrize("command", ["recalc", "check", "doctor"])
def test_other_commands_take_folders_and_jobs_too(office, command):
    done = sheetplan(
        command, "plans", "--jobs", "2", "--summary", "run.json", *(DAY if command != "doctor" else ()),
        folder=office,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert outcomes(office) == {"plans/a.xlsx": "done", "plans/spring/b.xlsx": "done"}
