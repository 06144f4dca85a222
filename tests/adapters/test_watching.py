"""Saves seen as they happen, by a real file system."""

import shutil
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from sheetplan.adapters.watching import saves

LONGEST, QUIET = 20, 1.5
"""Seconds until something must have been seen, and after which no more is to come."""


def seen(paths, save, *, polling=False):
    """Return the names of the workbooks that were seen while a function saved something."""
    stop, names = Event(), []

    def look():
        for path in saves(paths, polling=polling, stop=stop):
            names.append(path.name)  # noqa: PERF401 - others look at the list meanwhile

    watcher = Thread(target=look, daemon=True)
    watcher.start()
    wake(paths[0], names)
    save()
    wait(lambda: names, QUIET)
    sleep(QUIET)
    stop.set()
    watcher.join(LONGEST)
    assert not watcher.is_alive()
    return names


def wake(watched, names):
    """Save a workbook until the watcher sees it: a busy machine takes its time to begin."""
    workbook = watched / "plan.xlsx" if watched.is_dir() else watched
    for number in range(LONGEST):
        workbook.write_bytes(b"%d" % number)
        if wait(lambda: names, 1):
            break
    sleep(QUIET)
    names.clear()


def wait(happened, seconds):
    """Return whether something happened within some time."""
    until = monotonic() + seconds
    while not happened() and monotonic() < until:
        sleep(0.05)
    return bool(happened())


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
