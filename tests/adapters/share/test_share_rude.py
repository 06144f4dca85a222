"""People whose programs know nothing of our locks: whenever they save, their work is not lost."""

from __future__ import annotations

import threading
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from sheetplan.adapters.share import FileStore
from sheetplan.adapters.share.fs import FS
from sheetplan.adapters.share.writing import retrying
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Rewrite
from support.memory_fs import Drive, MemoryFS, Trouble

BOOK = Path("/plans/活动.xlsx")
OURS = b" and ours"


def in_place(drive):
    """Save as careless programs do: into the file that has the name."""
    found = drive.files.get(str(BOOK))
    if found:
        found.data = b"theirs"
    else:
        drive.put(BOOK, b"theirs")


def by_replacing(drive):
    """Save as LibreOffice does: a new file takes the name."""
    drive.put(BOOK, b"theirs")


STYLES = (in_place, by_replacing)


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("style", STYLES)
def test_whoever_saves_between_any_two_of_our_operations_is_built_upon(style, links):
    for at in count():
        drive = Drive()
        drive.put(BOOK, b"old")
        trouble = Trouble(at, act=lambda drive=drive: style(drive))
        fs = MemoryFS(drive, trouble, links=links)
        FileStore(lambda _, fs=fs: fs).rewrite(BOOK, add_ours)
        if trouble.count <= at:
            return
        stands, versions = drive.data(BOOK), FileStore(lambda _, fs=fs: fs).versions(BOOK)
        kept = [drive.data(version.path) for version in versions]
        assert stands.startswith(b"theirs") or b"theirs" in kept, at
        assert stands.count(OURS) <= 1, at


def opening(drive, trouble, after):
    """Save as careless programs do, and keep the workbook open once some more operations are over."""

    def hold():
        if found := drive.files.get(str(BOOK)):
            drive.deny_write.add(found)
        else:
            trouble.at += 1  # it has no name just now: she tries again

    def save():
        in_place(drive)
        trouble.at, trouble.act = trouble.count - 1 + after, hold
        if after == 0:
            hold()

    return save


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("after", range(12))
def test_whoever_saves_and_opens_it_meanwhile_is_told_of_and_nothing_is_left(after, links):
    for at in count():
        drive = Drive()
        drive.put(BOOK, b"old")
        trouble = Trouble(at)
        trouble.act = opening(drive, trouble, after)
        fs = MemoryFS(drive, trouble, links=links)
        said = ""
        try:
            FileStore(lambda _, fs=fs: fs).rewrite(BOOK, add_ours)
        except Refusal as refusal:
            said = refusal.code
        if trouble.count <= at:
            return
        assert said in {"", "open-elsewhere-unknown"}, at
        drive.deny_write.clear()
        calm = FileStore(lambda _, drive=drive: MemoryFS(drive))
        calm.recover(BOOK)
        assert [name for name in drive.files if "/taken-" in name or name.endswith(".tmp")] == [], at
        assert b"theirs" in drive.data(BOOK) or said == "", at
        names = [name for name, file in drive.files.items() if file is drive.files[str(BOOK)]]
        assert names == [str(BOOK)], at


def add_ours(data):
    """What a recalculation does: it is done already, or it is done to what stands there."""
    return (None, None if data.endswith(OURS) else Rewrite(data + OURS, Entry("recalc")))


def save_rudely(path, data, *, like_excel):
    """Save a real file as other programs do, knowing no locks."""
    new = path.with_name("~saving.tmp")
    new.write_bytes(data)
    if like_excel:
        path.unlink(missing_ok=True)
    new.replace(path)


class Recalculating(threading.Thread):
    """A run after the other, each of which puts its number behind what people wrote."""

    def __init__(self, book):
        super().__init__()
        self.book, self.number, self.over = book, 0, threading.Event()
        self.start()

    def run(self):
        while not self.over.is_set():
            self.number += 1
            with suppress(Refusal):  # somebody saves, and for a moment there is no file
                FileStore().rewrite(self.book, self.add_number)

    def add_number(self, data):
        return None, Rewrite(peoples(data) + b"+%d" % self.number, Entry("recalc"))


def peoples(data):
    """What people wrote, ours left aside."""
    return data.split(b"+")[0]


def lost_to_us(folder, saves):
    """What a person saved while we saved as fast as we could, and does not stand there any more."""
    book = folder / "a.xlsx"
    book.write_bytes(b"0")
    missing, us = [], Recalculating(book)
    for number in range(1, saves + 1):
        save_rudely(book, b"%d" % number, like_excel=number % 2)
        us.over.wait(number % 7 * 0.0003)
        if peoples(retried_read(book)) != b"%d" % number:
            missing.append(number)
    us.over.set()
    us.join()
    return missing, us.number


def retried_read(book):
    """What stands there; it may be without its name for a moment, while we save."""
    return retrying(FS(), lambda: FS().read(book), awaited=True)


def test_a_rude_saver_never_loses_a_save(tmp_path):
    missing, ours = lost_to_us(tmp_path, 300)
    assert missing == []
    assert ours > 5


@pytest.mark.slow
def test_a_rude_saver_never_loses_one_of_ten_thousand_saves(tmp_path):
    assert lost_to_us(tmp_path, 10_000)[0] == []
