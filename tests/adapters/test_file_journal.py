"""The journal beside a workbook."""

from __future__ import annotations

import os
from datetime import date, datetime

import pytest

from sheetplan.adapters.journal import FileJournal
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.changes.change import Mend, RowKey


def entry(before="1,200元", after=1200):
    return Entry("fix", "a", "b", (Mend("budget", RowKey("B1", 2), "unit_price", before, after, "CEL002"),))


def test_a_workbook_without_journal_has_no_notes(tmp_path):
    assert FileJournal().notes(tmp_path / "a.xlsx") == ()


@pytest.mark.parametrize(
    "raw", ["文字", 12, 1.5, None, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), "2026-03-01"]
)
def test_what_is_noted_is_read_back(tmp_path, raw):
    noted = FileJournal().add(tmp_path / "a.xlsx", entry(before=raw))
    assert FileJournal().notes(tmp_path / "a.xlsx") == (noted,)


def test_notes_stand_in_order(tmp_path):
    for number in range(3):
        FileJournal().add(tmp_path / "a.xlsx", entry(after=number))
    found = FileJournal().notes(tmp_path / "a.xlsx")
    assert [note.entry.cells[0].after for note in found] == [0, 1, 2]


def test_each_workbook_has_a_journal_of_its_own(tmp_path):
    FileJournal().add(tmp_path / "a.xlsx", entry())
    assert FileJournal().notes(tmp_path / "b.xlsx") == ()


def test_a_line_cut_short_by_a_crash_is_passed_over(tmp_path):
    noted = FileJournal().add(tmp_path / "a.xlsx", entry())
    with (tmp_path / ".sheetplan" / "journal" / "a.xlsx.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"number":"7","at":')
    assert FileJournal().notes(tmp_path / "a.xlsx") == (noted,)


def test_a_folder_that_takes_no_journal_is_a_refusal(tmp_path):
    (tmp_path / ".sheetplan").write_bytes(b"")
    with pytest.raises(Refusal, match="journal"):
        FileJournal().add(tmp_path / "a.xlsx", entry())


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
def test_a_link_shares_the_journal_of_its_workbook(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"")
    (tmp_path / "link.xlsx").symlink_to("a.xlsx")
    noted = FileJournal().add(tmp_path / "link.xlsx", entry())
    assert FileJournal().notes(tmp_path / "a.xlsx") == (noted,)
