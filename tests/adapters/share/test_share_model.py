"""Any course of events on a shared drive: open, edit, save, crash, recover, clocks that differ."""

from __future__ import annotations

import errno
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from sheetplan.adapters.share import FileStore
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Rewrite
from support.memory_fs import Drive, Killed, MemoryFS, Trouble
from support.share import owner_file

BOOK = Path("/plans/活动.xlsx")
OWNER = BOOK.with_name(f"~${BOOK.name}")
KINDS = ("kill", "killed", "torn", "late", errno.EIO, errno.ENOSPC, errno.ESTALE)
MACHINES = st.sampled_from([timedelta(), timedelta(hours=1), timedelta(hours=-1), timedelta(days=400)])


class SharedDrive(RuleBasedStateMachine):
    """People write lines; sheetplan appends marks. A line once saved is a person's, and stays."""

    def __init__(self):
        super().__init__()
        self.drive = Drive()
        self.drive.put(BOOK, b"start")
        self.lines = [b"start"]
        self.marks = 0

    @rule()
    def a_person_saves(self):
        stands = self.seen()
        self.lines.append(b"line%d" % len(self.lines))
        self.drive.put(BOOK, stands + b"|" + self.lines[-1])

    @rule()
    def a_person_opens(self):
        self.seen()
        self.drive.put(OWNER, owner_file("Ann"))
        self.drive.deny_write = {self.drive.files[str(BOOK)]}

    @rule()
    def a_person_closes(self):
        self.drive.files.pop(str(OWNER), None)
        self.drive.deny_write = set()

    @rule(skew=MACHINES)
    def a_clock_is_set(self, skew):
        self.drive.skew = skew

    @rule(skew=MACHINES)
    def sheetplan_runs(self, skew):
        self.drive.skew = skew
        open_elsewhere = bool(self.drive.deny_write)
        assert self.run(Trouble()) == ("open-elsewhere" if open_elsewhere else "saved")

    @rule(at=st.integers(0, 60), kind=st.sampled_from(KINDS), lasting=st.booleans())
    def sheetplan_fails(self, at, kind, lasting):
        self.run(Trouble(at, kind, lasting and isinstance(kind, int)))

    @rule(at=st.integers(0, 60))
    def a_person_saves_while_sheetplan_runs(self, at):
        if not self.drive.deny_write:
            self.run(Trouble(at, act=self.save_blindly))

    def save_blindly(self):
        """Save what one read before, as a program that knows no locks; only what stands there can be read."""
        stands = self.drive.data(BOOK)
        if stands is not None:
            self.lines.append(b"line%d" % len(self.lines))
            self.drive.put(BOOK, stands + b"|" + self.lines[-1])

    def run(self, trouble):
        """Let sheetplan append its mark; return what it says."""
        self.marks += 1
        mark = b"+%d" % self.marks
        fs = MemoryFS(self.drive, trouble)

        def work(data):
            return None, Rewrite(data + mark, Entry("recalc"))

        try:
            FileStore(lambda _: fs).rewrite(BOOK, work)
        except Killed:
            return "killed"
        except Refusal as refusal:
            said = refusal.code
        else:
            said = "saved"
        assert said == "unknown-outcome" or (mark in self.seen()) == (said == "saved")
        return said

    def seen(self):
        """What the next command finds."""
        self.drive.clock += 1
        fs = MemoryFS(self.drive)
        return FileStore(lambda _: fs).read(BOOK)

    @invariant()
    def no_line_of_a_person_is_ever_lost(self):
        stands = self.seen()
        written = [line.split(b"+")[0] for line in stands.split(b"|")]
        assert written == self.lines


class TestSharedDrive(SharedDrive.TestCase):
    """A short course of them in every run of the tests."""

    settings = settings(max_examples=60, stateful_step_count=12, deadline=None)


@pytest.mark.slow
def test_ten_thousand_courses_of_events_lose_nothing():
    run_state_machine_as_test(
        SharedDrive, settings=settings(max_examples=10_000, stateful_step_count=15, deadline=None)
    )
