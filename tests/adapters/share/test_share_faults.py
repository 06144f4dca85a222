"""Whatever goes wrong at whichever operation: the workbook is old or new, whole, and nobody lies."""

from __future__ import annotations

import errno
import hashlib
from copy import deepcopy
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from sheetplan.adapters.share import FileStore
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Rewrite
from support.memory_fs import Drive, Killed, MemoryFS, Trouble

BOOK = Path("/plans/活动.xlsx")
OLD, NEW, LATER, LAST = b"old" * 50, b"new" * 70, b"later" * 40, b"last" * 60
MOST_OPERATIONS = 45
"""Operations of a run on a local disk, at most."""
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.ESTALE, errno.EBUSY)
ONCE = ("kill", "killed", "torn", "late", *ERRORS)
STARTS = ("fresh", "used", "crashed")


@cache
def started(start):
    """A drive with the workbook on it: new, with a past, or as a killed run left it without its name."""
    drive = Drive()
    drive.put(BOOK, OLD)
    if start != "fresh":
        drive.put(BOOK, b"before")
        attempt(drive, OLD)
    if start == "crashed":
        tries = ((attempt(tried, NEW, Trouble(at)), tried) for at in count() for tried in [deepcopy(drive)])
        drive = next(tried for _, tried in tries if tried.data(BOOK) is None)
    return drive


def store(drive, trouble=None, **options):
    fs = MemoryFS(drive, trouble, **options)
    return FileStore(lambda _: fs)


def attempt(drive, data, trouble=None, **options):
    """What a run that replaces the workbook says of itself."""
    drive.clock += 1
    try:
        saved = store(drive, trouble, **options).rewrite(
            BOOK, lambda _: (None, Rewrite(data, Entry("recalc")))
        )[1]
    except Killed:
        drive.locked.clear()  # as the system does
        return "killed"
    except Refusal as refusal:
        return refusal.code
    return "saved" if saved else "nothing to do"


def litter(drive):
    """What only a killed run leaves lying about."""
    return [
        name
        for name in drive.files
        if name.endswith((".tmp", ".lock")) or "/taken-" in name or ".lock." in name
    ]


def runs(start, kind, lasting, **options):
    """Every run from a start in which something goes wrong, until one is through before it can."""
    for at in count():
        drive, trouble = deepcopy(started(start)), Trouble(at, kind, lasting)
        said = attempt(drive, NEW, trouble, **options)
        if trouble.count <= at:
            return
        yield at, drive, said


CASES = [
    *((start, kind, False, True, True) for start in STARTS for kind in ONCE),
    *((start, kind, True, True, True) for start in STARTS for kind in ERRORS),
    *(("used", kind, False, False, True) for kind in ONCE if kind != "late"),
    *(("used", kind, False, True, False) for kind in ONCE),
]


@pytest.mark.parametrize(("start", "kind", "lasting", "remote", "links"), CASES)
def test_the_workbook_is_old_or_new_and_the_run_says_which(start, kind, lasting, remote, links):
    for at, drive, said in runs(start, kind, lasting, remote=remote, links=links):
        assert drive.data(BOOK) in {OLD, NEW, None}, at
        stands = store(drive).read(BOOK)
        assert stands in {OLD, NEW}, (at, said)
        if said == "saved":
            assert stands == NEW, at
        elif said not in {"killed", "unknown-outcome"}:
            assert stands == OLD, (at, said)


@pytest.mark.parametrize(("start", "kind", "lasting", "remote", "links"), CASES)
def test_the_next_run_saves_tidies_up_and_knows_what_happened(start, kind, lasting, remote, links):
    for at, drive, _ in runs(start, kind, lasting, remote=remote, links=links):
        before = store(drive).read(BOOK)
        assert attempt(drive, LATER, remote=remote) == "saved", at
        assert drive.data(BOOK) == LATER, at
        assert litter(drive) == [], at
        kept = [drive.data(version.path) for version in store(drive).versions(BOOK)]
        assert kept[0] == before, at
        told = [note.after for note in store(drive).notes(BOOK)]
        assert len(told) == len(set(told)), at
        assert (before == NEW) == (hashlib.sha256(NEW).hexdigest() in told), at


def failing_twice(kinds, step):
    """Runs killed on the way, each followed by one that fails while it recovers or saves."""
    places = ((first, second) for first in count() for second in range(MOST_OPERATIONS))
    for number, (first, second) in enumerate(places):
        if first > MOST_OPERATIONS:
            return
        if number % step == 0:
            yield first, second, kinds[number // step % len(kinds)]


def hold_after_two_failures(kinds, step):
    """Hold that after two failures in a row the workbook is whole, and a third run saves and tidies up."""
    tried = 0
    for first, second, kind in failing_twice(kinds, step):
        drive = deepcopy(started("used"))
        attempt(drive, NEW, Trouble(first, "kill"), remote=False)
        said = attempt(drive, LATER, Trouble(second, kind), remote=False)
        stands = store(drive).read(BOOK)
        assert stands in {OLD, NEW, LATER}, (first, second, kind)
        assert stands == LATER or said != "saved", (first, second, kind)
        assert attempt(drive, LAST, remote=False) == "saved", (first, second, kind)
        assert (drive.data(BOOK), litter(drive)) == (LAST, []), (first, second, kind)
        tried += 1
    return tried


def test_recovery_itself_may_fail_at_any_operation():
    assert hold_after_two_failures(("kill", "torn", errno.EIO, errno.EACCES), 7) > 200


@pytest.mark.slow
def test_recovery_itself_may_fail_at_every_operation_after_every_crash():
    tried = sum(hold_after_two_failures((kind,), 1) for kind in ("kill", "killed", "torn", *ERRORS))
    assert tried >= 10_000
