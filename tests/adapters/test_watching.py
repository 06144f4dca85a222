"""Saves seen as they happen, by a real file system."""

import shutil
from threading import Event, Thread
from time import sleep

import pytest

from sheetplan.adapters.watching import saves

LONGEST = 10


def seen(paths, save, *, polling=False):
    """Return the names of the workbooks that were seen while a function saved something."""
    stop, names = Event(), []

    def look():
        names.extend(path.name for path in saves(paths, polling=polling, stop=stop))

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    sleep(0.8)
    save()
    sleep(2.2)
    stop.set()
    watcher.join(LONGEST)
    assert not watcher.is_alive()
    return names


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"first")
    return path


@pytest.mark.parametrize("polling", [False, True])
def test_a_save_by_temporary_file_and_rename_is_one_save(plan, polling):
    def as_excel_does():
        temporary = plan.with_name("4711ABCD.tmp")
        temporary.write_bytes(b"second")
        plan.with_name("~$plan.xlsx").write_bytes(b"anna")
        shutil.move(temporary, plan)

    assert seen([plan], as_excel_does, polling=polling) == ["plan.xlsx"]


def test_of_a_folder_workbooks_are_seen_and_nothing_else(plan):
    def save():
        (plan.parent / "other.xlsx").write_bytes(b"x")
        (plan.parent / "notes.txt").write_text("x")
        (plan.parent / ".~lock.plan.xlsx#").write_text("x")

    assert seen([plan.parent], save) == ["other.xlsx"]


def test_a_neighbour_is_not_our_business(plan):
    assert seen([plan], lambda: (plan.parent / "other.xlsx").write_bytes(b"x")) == []
