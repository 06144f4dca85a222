"""Files whole or not at all, and never somebody else's."""

import os
from datetime import UTC, datetime

import pytest

from sheetplan.adapters.share import FileStore
from sheetplan.adapters.share.fs import FS
from sheetplan.adapters.share.traces import Traces
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Patience, Rewrite
from support.share import owner_file, write

STORE = FileStore()


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "活动.xlsx"
    path.write_bytes(b"old")
    return path


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)
    return caught.value


def visible(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != ".sheetplan")


def test_new_bytes_replace_the_ones_that_were_read(book):
    assert write(book, b"new").cleaned_up
    assert (book.read_bytes(), visible(book.parent)) == (b"new", [book.name])


def test_a_file_changed_meanwhile_is_read_again_and_nothing_of_it_is_lost(book):
    seen = []

    def work(data):
        seen.append(data)
        if len(seen) == 1:
            book.write_bytes(b"theirs")
        return len(seen), Rewrite(data + b" and ours", Entry("recalc"))

    assert STORE.rewrite(book, work)[0] == 2
    assert (seen, book.read_bytes()) == ([b"old", b"theirs"], b"theirs and ours")


def test_a_file_saved_in_the_last_moment_is_read_again_too(book):
    class Rude(FS):
        def take_after(self, path, model):
            super().take_after(path, model)
            if model.read_bytes() == b"old":
                model.write_bytes(b"theirs")

    store = FileStore(lambda _: Rude())
    store.rewrite(book, lambda data: (None, Rewrite(data + b"!", Entry("recalc"))))
    assert book.read_bytes() == b"theirs!"


def test_nothing_to_do_touches_nothing(book):
    before = book.stat()
    assert STORE.rewrite(book, lambda _: ("done", None)) == ("done", None)
    assert write(book, b"old") is None
    assert (book.stat().st_mtime_ns, list(book.parent.iterdir())) == (before.st_mtime_ns, [book])


def test_the_mode_of_a_file_is_kept(book):
    book.chmod(0o640)
    write(book, b"new")
    assert book.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(book, tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    write(link, b"new")
    assert link.is_symlink()
    assert book.read_bytes() == b"new"


def test_the_replaced_file_itself_becomes_a_version_with_its_own_time(book):
    os.utime(book, (1e9, 1e9))
    write(book, b"new")
    (version,) = STORE.versions(book)
    assert (version.path.read_bytes(), version.path.stat().st_mtime) == (b"old", 1e9)


def test_the_newest_version_comes_first(book):
    for data in (b"1", b"2", b"3"):
        write(book, data)
    assert [version.path.read_bytes() for version in STORE.versions(book)] == [b"2", b"1", b"old"]


def test_a_workbook_open_in_excel_is_left_alone_and_its_reader_named(book):
    owner = book.with_name(f"~${book.name}")
    owner.write_bytes(owner_file("Wang Fang"))
    os.utime(owner, (1e9, 1e9))
    refusal = refused(write, book, b"new")
    since = datetime.fromtimestamp(1e9, UTC).astimezone().strftime("%Y-%m-%d %H:%M")
    assert (refusal.code, refusal.facts["who"], refusal.facts["since"]) == (
        "open-elsewhere",
        "Wang Fang",
        since,
    )
    assert book.read_bytes() == b"old"


def test_a_workbook_open_in_libreoffice_is_left_alone(book):
    lock = book.with_name(f".~lock.{book.name}#")
    lock.write_text(",wang,pc,22.11.2026 09:00,file:///x;", encoding="utf-8")
    assert refused(write, book, b"new").facts["who"] == "wang"


def test_an_owner_file_that_names_nobody_is_believed_all_the_same(book):
    book.with_name(f"~${book.name}").write_bytes(b"")
    assert refused(write, book, b"new").code == "open-elsewhere-nameless"


def test_who_has_patience_gets_the_workbook_when_it_is_closed(book):
    owner = book.with_name(f"~${book.name}")
    owner.write_bytes(owner_file("Ann"))

    class Patient(FS):
        def sleep(self, seconds):  # noqa: ARG002
            owner.unlink()

    told = []
    write(book, b"new", FileStore(lambda _: Patient()), Patience(300, told.append))
    assert ([refusal.facts["who"] for refusal in told], book.read_bytes()) == (["Ann"], b"new")


def test_patience_ends(book):
    book.with_name(f"~${book.name}").write_bytes(owner_file("Ann"))

    class Later(FS):
        clock = 0.0

        def monotonic(self):
            return self.clock

        def sleep(self, seconds):
            self.clock += seconds

    fs = Later()
    assert refused(write, book, b"new", FileStore(lambda _: fs), Patience(60)).code == "open-elsewhere"
    assert 60 <= fs.clock < 65


@pytest.mark.parametrize("code", [16, 26])
def test_a_workbook_that_a_server_keeps_from_writers_is_left_alone(book, code):
    class Denied(FS):
        def probe(self, path):
            raise OSError(code, os.strerror(code), str(path))

    assert refused(write, book, b"new", FileStore(lambda _: Denied())).code == "open-elsewhere-unknown"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_to_be_one(book):
    book.parent.chmod(0o555)
    try:
        assert refused(write, book, b"new").code == "read-only-folder"
    finally:
        book.parent.chmod(0o755)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_said_to_be_one(book):
    book.chmod(0o444)
    assert refused(write, book, b"new").code == "read-only-file"


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert refused(STORE.read, tmp_path / "x.xlsx").code == "no-such-file"


def test_a_folder_is_no_file(tmp_path):
    assert refused(STORE.read, tmp_path).code == "is-a-folder"


def test_reading_finds_the_workbook_again_that_a_killed_run_left_without_its_name(book):
    traces = Traces(book)
    traces.versions.mkdir(parents=True)
    book.rename(traces.taken(b"random"))
    assert STORE.read(book) == b"old"
    assert book.read_bytes() == b"old"


def test_reading_leaves_nothing_behind(book):
    STORE.read(book)
    assert list(book.parent.iterdir()) == [book]


def test_a_new_file_never_takes_the_place_of_another(book):
    made = STORE.create(book, b"new")
    assert (made.name, made.read_bytes(), book.read_bytes()) == ("活动_v2.xlsx", b"new", b"old")
    assert visible(book.parent) == ["活动.xlsx", "活动_v2.xlsx"]


def test_the_same_document_is_not_written_twice(book):
    assert STORE.create(book, b"old") == book


def test_folders_are_made_as_needed(tmp_path):
    assert STORE.create(tmp_path / "a/b/c.docx", b"x").read_bytes() == b"x"


def test_a_name_as_long_as_the_system_allows_is_no_obstacle(tmp_path):
    book = tmp_path / ("活" * 81 + "a.xlsx")
    book.write_bytes(b"old")
    write(book, b"new")
    assert (book.read_bytes(), len(STORE.versions(book)), len(STORE.notes(book))) == (b"new", 1, 1)
