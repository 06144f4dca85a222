"""The journal beside a workbook."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from sheetplan.adapters.share import FileStore, journal
from sheetplan.adapters.share.fs import FS
from sheetplan.adapters.share.traces import Traces
from sheetplan.app.journal import Entry
from sheetplan.changes.change import Mend, RowKey
from sheetplan.model.values import ErrorValue
from support.share import write


@pytest.fixture
def traces(tmp_path):
    found = Traces(tmp_path / "a.xlsx")
    found.journal.parent.mkdir(parents=True)
    return found


def entry(before="1,200元", after=1200):
    return Entry("fix", (Mend("budget", RowKey("B1", 2), "unit_price", before, after, "CEL002"),))


def noted(traces, said, *, saved=True):
    number = journal.begin(FS(), traces, said, "a" * 64, "b" * 64)
    journal.settle(FS(), traces, number, saved=saved)


def test_a_workbook_without_journal_has_no_notes(tmp_path):
    assert FileStore().notes(tmp_path / "a.xlsx") == ()


@pytest.mark.parametrize(
    "raw",
    [
        "文字",
        12,
        1.5,
        None,
        True,
        date(2026, 3, 1),
        datetime(2026, 3, 1, 9, 30),
        time(9, 30),
        timedelta(hours=26),
        "2026-03-01",
        ErrorValue("#REF!"),
    ],
)
def test_what_is_noted_is_read_back(traces, raw):
    noted(traces, entry(before=raw))
    (note,) = journal.notes(FS(), traces)
    assert note.entry == entry(before=raw)
    assert type(note.entry.cells[0].before) is type(raw)


def test_notes_stand_in_order_even_when_a_long_journal_was_put_aside(traces, monkeypatch):
    monkeypatch.setattr(journal, "ROTATE_AT", 300)
    for number in range(5):
        noted(traces, entry(after=number))
    assert [note.entry.cells[0].after for note in journal.notes(FS(), traces)] == [0, 1, 2, 3, 4]
    assert len(list(traces.journal.parent.iterdir())) > 1


def test_the_latest_note_is_found_without_reading_what_was_put_aside(traces, monkeypatch):
    monkeypatch.setattr(journal, "ROTATE_AT", 300)
    for number in range(5):
        noted(traces, entry(after=number))
    for aside in set(traces.journal.parent.iterdir()) - {traces.journal}:
        aside.unlink()
        aside.mkdir()  # nobody can read it now
    latest = journal.latest(FS(), traces)
    assert next(latest).entry == entry(after=4)
    with pytest.raises(OSError, match="directory"):
        list(latest)


def test_what_was_not_saved_is_no_news(traces):
    noted(traces, entry(), saved=False)
    assert journal.notes(FS(), traces) == ()


def test_a_line_cut_short_by_a_crash_is_passed_over(traces):
    noted(traces, entry(after=1))
    with traces.journal.open("a", encoding="utf-8") as lines:
        lines.write('{"number":"7","at":')
    noted(traces, entry(after=2))
    assert [note.entry.cells[0].after for note in journal.notes(FS(), traces)] == [1, 2]


@pytest.mark.parametrize("line", ["[]", "1", '{"number":"7"}', '{"of":"9"}', '{"cells":[[1]],"number":"8"}'])
def test_a_line_of_others_is_passed_over(traces, line):
    traces.journal.write_text(line + "\n" + '{"of":"7","saved":true}\n{"of":"8","saved":true}\n', "utf-8")
    assert journal.notes(FS(), traces) == ()


def test_every_save_is_noted_with_what_it_was_and_became(tmp_path):
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"1")
    write(book, b"2")
    write(book, b"3")
    first, second = FileStore().notes(book)
    assert first.after == second.before


def test_a_link_shares_the_journal_of_its_workbook(tmp_path):
    book, link = tmp_path / "a.xlsx", tmp_path / "link.xlsx"
    book.write_bytes(b"1")
    link.symlink_to(book)
    write(link, b"2")
    assert len(FileStore().notes(book)) == 1
