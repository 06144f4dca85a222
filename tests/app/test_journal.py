"""Which change is undone next."""

from __future__ import annotations

from sheetplan.app.journal import Entry, Note, undoable
from sheetplan.changes.change import Mend, RowKey

CELL = Mend("budget", RowKey("B1", 2), "unit_price", "1,200元", 1200, "CEL002")


def note(number, command="fix", *, cancels="", cells=(CELL,)):
    return Note(number, "2026-03-02T09:00:00+08:00", "anna", Entry(command, "a", "b", cells, cancels))


def test_nothing_noted_is_nothing_to_undo():
    assert undoable(()) is None


def test_the_last_repair_is_undone_first():
    assert undoable([note("1"), note("2")]).number == "2"


def test_what_is_undone_is_not_undone_again():
    assert undoable([note("1"), note("2"), note("3", "undo", cancels="2")]).number == "1"


def test_a_repair_that_was_never_written_is_passed_over():
    assert undoable([note("1"), note("2"), note("3", "withdrawn", cancels="2", cells=())]).number == "1"


def test_an_undo_that_was_never_written_leaves_the_repair_open():
    notes = [note("1"), note("2", "undo", cancels="1"), note("3", "withdrawn", cancels="2", cells=())]
    assert undoable(notes).number == "1"
