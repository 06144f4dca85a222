"""Which change is undone next."""

from __future__ import annotations

from sheetplan.app.journal import Entry, Note, undoable
from sheetplan.changes.change import Mend, RowKey

CELL = Mend("budget", RowKey("B1", 2), "unit_price", "1,200元", 1200, "CEL002")


def note(number, command="fix", *, cancels=""):
    return Note(number, "2026-03-02T09:00:00+08:00", "anna", "pc", "a", "b", Entry(command, (CELL,), cancels))


def test_nothing_noted_is_nothing_to_undo():
    assert undoable(()) is None


def test_the_last_command_is_undone_first():
    assert undoable([note("1"), note("2")]).number == "2"


def test_what_is_undone_is_not_undone_again():
    assert undoable([note("1"), note("2"), note("3", "undo", cancels="2")]).number == "1"


def test_what_cannot_be_undone_is_passed_over():
    assert undoable([note("1"), note("2")], lambda note: note.number != "2").number == "1"
