"""Files whole or not at all, and never somebody else's."""

import os
import struct

import pytest

from sheetplan.adapters.file_store import FileStore, excel_owner, office_owner
from sheetplan.app.refusal import Refusal

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


def owner_file(name):
    return (
        bytes([len(name)])
        + name.encode()
        + b" " * (54 - len(name))
        + struct.pack("<H", len(name))
        + name.encode("utf-16-le")
    )


def test_new_bytes_replace_the_ones_that_were_read(book):
    STORE.replace(book, b"new", expecting=b"old")
    assert book.read_bytes() == b"new"


def test_a_file_changed_meanwhile_is_left_alone(book):
    book.write_bytes(b"theirs")
    assert refused(STORE.replace, book, b"new", expecting=b"old").code == "changed-meanwhile"
    assert book.read_bytes() == b"theirs"


def test_equal_bytes_touch_nothing(book):
    before = book.stat()
    STORE.replace(book, b"old", expecting=b"old")
    assert book.stat().st_mtime_ns == before.st_mtime_ns


def test_the_mode_of_a_file_is_kept(book):
    book.chmod(0o640)
    STORE.replace(book, b"new", expecting=b"old")
    assert book.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(book, tmp_path):
    link = tmp_path / "link.xlsx"
    link.symlink_to(book)
    STORE.replace(link, b"new", expecting=b"old")
    assert link.is_symlink()
    assert book.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["chmod", "fsync", "replace"])
def test_a_failed_write_leaves_the_old_file_and_no_litter(book, monkeypatch, step):
    def fail(*_):
        raise OSError(28, "No space left on device")

    target = os if step == "fsync" else type(book)
    monkeypatch.setattr(target, step, fail)
    assert refused(STORE.replace, book, b"new", expecting=b"old").code == "cannot-write"
    assert (book.read_bytes(), [path.name for path in book.parent.iterdir()]) == (b"old", [book.name])


def test_a_workbook_open_in_excel_is_left_alone_and_its_reader_named(book):
    book.with_name(f"~${book.name}").write_bytes(owner_file("Wang Fang"))
    refusal = refused(STORE.replace, book, b"new", expecting=b"old")
    assert (refusal.code, refusal.facts["who"]) == ("open-elsewhere", "Wang Fang")


def test_a_workbook_open_in_libreoffice_is_left_alone(book):
    book.with_name(f".~lock.{book.name}#").write_text(
        ",wang,pc,22.11.2026 09:00,file:///x;", encoding="utf-8"
    )
    assert refused(STORE.replace, book, b"new", expecting=b"old").code == "open-elsewhere-unknown"


@pytest.mark.parametrize(("data", "name"), [(owner_file("Ann"), "Ann"), (b"", ""), (b"\x05" * 200, "")])
def test_an_owner_file_names_who_has_the_workbook(data, name):
    assert excel_owner(data) == name


def test_a_lock_file_names_who_has_the_workbook():
    assert office_owner("王芳,wang,pc,22.11.2026,file:///x;".encode()) == "王芳"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said_to_be_one(book):
    book.parent.chmod(0o555)
    try:
        assert refused(STORE.replace, book, b"new", expecting=b"old").code == "read-only-folder"
    finally:
        book.parent.chmod(0o755)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    assert refused(STORE.read, tmp_path / "x.xlsx").code == "no-such-file"


def test_a_folder_is_no_file(tmp_path):
    assert refused(STORE.read, tmp_path).code == "is-a-folder"


def test_a_new_file_never_takes_the_place_of_another(book):
    made = STORE.create(book, b"new")
    assert (made.name, made.read_bytes(), book.read_bytes()) == ("活动_v2.xlsx", b"new", b"old")


def test_the_same_document_is_not_written_twice(book):
    assert STORE.create(book, b"old") == book


def test_folders_are_made_as_needed(tmp_path):
    assert STORE.create(tmp_path / "a/b/c.docx", b"x").read_bytes() == b"x"
