"""A real SMB server, people with Excel and several sheetplans at work on one workbook: nothing is lost."""

from __future__ import annotations

import logging
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from sheetplan.adapters.share import FileStore
from sheetplan.adapters.share.owners import is_held
from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Rewrite
from support import samba
from support.actors import BOOK, note_of, write
from support.house import demo

TESTS = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(bool(samba.missing()), reason=samba.missing() or "-"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    logging.getLogger("smbprotocol").setLevel(logging.CRITICAL)
    with samba.server(tmp_path_factory.mktemp("samba")) as found:
        yield found


def on(fs):
    return FileStore(lambda _: fs)


def exclaim(data):
    return None, Rewrite(data + b"!", Entry("recalc"))


def test_a_workbook_on_a_server_is_saved_and_nothing_is_left_lying_about(port):
    fs, book = samba.SmbFS(port), Path("/one/a.xlsx")
    fs.make_folder(book.parent)
    write(fs, book, b"old")
    assert on(fs).rewrite(book, exclaim)[1].cleaned_up
    assert (fs.read(book), fs.names(book.parent)) == (b"old!", [".sheetplan", "a.xlsx"])
    assert fs.names(book.parent / ".sheetplan/locks") == []


def test_a_workbook_that_excel_holds_is_left_alone(port):
    fs, book = samba.SmbFS(port), Path("/two/a.xlsx")
    fs.make_folder(book.parent)
    write(fs, book, b"old")
    with samba.SmbFS(port, "bin").hold(book), pytest.raises(Refusal, match="open-elsewhere"):
        on(fs).rewrite(book, exclaim)
    assert on(fs).rewrite(book, exclaim)[1]


def test_the_server_refuses_to_rename_what_excel_opens_in_the_last_moment(port):
    """A plain replace succeeds here, and takes the workbook from under Excel."""
    fs, book = samba.SmbFS(port), Path("/three/a.xlsx")
    fs.make_folder(book.parent)
    write(fs, book, b"old")
    with samba.SmbFS(port, "bin").hold(book):
        try:
            fs.rename(book, book.with_name("taken.xlsx"))
        except OSError as error:
            refused = error
    assert is_held(refused)
    assert fs.read(book) == b"old"


def actor(role, *numbers):
    """One who works on the workbook, in a process of its own."""
    command = [sys.executable, "-m", "support.actors", role, *map(str, numbers)]
    return subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True)


def crowd(port, seconds, people, sheetplans):
    """Let many work on one workbook; return the numbers that people saved last, and how often we saved."""
    fs = samba.SmbFS(port)
    write(fs, BOOK, demo("zh"))
    rows = range(people)
    roles = [*(("person", row) for row in rows), *(("sheetplan", seed) for seed in range(sheetplans))]
    with ExitStack() as ends:
        running = [ends.enter_context(actor(role, port, number, seconds)) for role, number in roles]
        for process in running:
            ends.callback(process.kill)
        said = [int(process.communicate(timeout=seconds + 120)[0]) for process in running]
    return dict(zip(rows, said, strict=False)), sum(said[people:])


def hold_that_nothing_is_lost(port, *, seconds, people, sheetplans):
    """Hold that every number stands there, the workbook is whole, and nothing is left lying about.

    A person who opens the workbook in the very moment in which the last sheetplan tidies up keeps it from
    that; the next one has nothing left to lose and nobody in its way.
    """
    numbers, ours = crowd(port, seconds, people, sheetplans)
    fs = samba.SmbFS(port)
    on(fs).recover(BOOK)
    data = on(fs).read(BOOK)
    cells = {grid.name: grid.cell for grid in read_workbook(data).grids}
    places = {row: note_of(data, row) for row in numbers}
    assert {row: cells[sheet](*cell) or 0 for row, (sheet, *cell) in places.items()} == numbers
    assert lint(data) == []
    assert [name for name in fs.names(Path("/")) if name.endswith(".tmp")] == []
    assert fs.names(Path("/.sheetplan/locks")) == []
    kept = fs.names(Path("/.sheetplan/versions") / BOOK.name)
    assert [name for name in kept if name.startswith("taken")] == []
    return sum(numbers.values()), ours


def test_people_and_sheetplans_on_one_workbook_lose_nothing(port):
    theirs, ours = hold_that_nothing_is_lost(port, seconds=10, people=2, sheetplans=2)
    assert theirs > 0
    assert ours > 0


@pytest.mark.slow
def test_ten_minutes_of_people_and_sheetplans_lose_nothing(port):
    theirs, ours = hold_that_nothing_is_lost(port, seconds=600, people=3, sheetplans=4)
    assert theirs > 100
    assert ours > 25
