"""Workbooks on real servers, reached by address: what may be written loses nothing, the rest is read."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sheetplan.adapters.share import FileStore, network, remote, server_of
from sheetplan.adapters.share.lease import LeaseTaken, lease
from sheetplan.adapters.share.traces import Traces
from sheetplan.app.address import Address, address
from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Rewrite
from support import s3, samba, sftp

TESTS = Path(__file__).parents[2]

for package in ("fsspec", "smbclient", "sshfs"):
    pytest.importorskip(package, reason=f"needs {package}, of the extra remote")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def setting():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Address, "servers", staticmethod(server_of), raising=False)
        yield patch


@pytest.fixture(scope="module")
def smb_port(tmp_path_factory, setting):
    if samba.missing():
        pytest.skip(samba.missing())
    logging.getLogger("smbprotocol").setLevel(logging.CRITICAL)
    setting.setenv("SHEETPLAN_SMB_PASSWORD", samba.PASSWORD)
    import smbclient

    with samba.server(tmp_path_factory.mktemp("samba")) as port:
        yield port
        smbclient.reset_connection_cache(fail_on_error=False)


@pytest.fixture(scope="module")
def ssh_share(tmp_path_factory, setting):
    if sftp.missing():
        pytest.skip(sftp.missing())
    with sftp.server(tmp_path_factory.mktemp("sftp")) as (home, share):
        setting.setenv("HOME", str(home))
        yield share


@pytest.fixture(params=["smb", "sftp"])
def folder(request):
    """A folder of the test's own on a server that may be written to."""
    name = "".join(filter(str.isalnum, request.node.name))
    if request.param == "smb":
        port = request.getfixturevalue("smb_port")
        return address(f"smb://{samba.PEOPLE[0]}@127.0.0.1:{port}/{samba.SHARE}/{name}")
    return address(f"sftp://plans{request.getfixturevalue('ssh_share')}/{name}")


@pytest.fixture
def book(folder):
    """A workbook whose name has whatever names have."""
    path = folder / "计划 #1 100%.xlsx"
    put(path, b"old")
    return path


def put(path, data):
    fs = server_of(path)
    fs.make_folder(path.parent)
    handle = fs.open_new(path)
    fs.write(handle, data)
    fs.sync(handle)
    fs.close(handle)


def exclaim(data):
    return None, Rewrite(data + b"!", Entry("recalc"))


def test_a_workbook_is_saved_and_nothing_is_left_lying_about(book):
    assert FileStore().rewrite(book, exclaim)[1].cleaned_up
    fs = server_of(book)
    assert (fs.read(book), fs.names(book.parent)) == (b"old!", [".sheetplan", book.name])
    assert fs.names(Traces(book).lock.parent) == []
    (version,) = FileStore().versions(book)
    assert fs.read(version.path) == b"old"


@pytest.mark.parametrize("deed", ["open_new", "rename", "link"])
def test_a_name_that_is_taken_is_given_to_nobody(book, deed):
    fs, other = server_of(book), book.with_name("other.xlsx")
    put(other, b"theirs")
    with pytest.raises(FileExistsError):
        getattr(fs, deed)(*([other] if deed == "open_new" else [book, other]))
    assert (fs.read(book), fs.read(other)) == (b"old", b"theirs")


def test_what_somebody_saves_meanwhile_is_changed_not_lost(book):
    fs, theirs = server_of(book), [b"theirs"]

    def meanwhile(data):
        if theirs:
            handle = fs.open_over(book)
            fs.write(handle, theirs.pop())
            fs.close(handle)
        return exclaim(data)

    FileStore().rewrite(book, meanwhile)
    assert fs.read(book) == b"theirs!"


def test_only_one_sheetplan_at_a_time_has_a_workbook(book):
    fs, lock = server_of(book), book.with_name("lock")
    with lease(fs, lock, wait=0), pytest.raises(LeaseTaken), lease(fs, lock, wait=0.2):
        raise AssertionError("two have it")
    assert not fs.exists(lock)


def test_many_sheetplans_on_one_workbook_lose_nothing(book):
    command = [sys.executable, "-m", "support.appending", str(book)]
    running = [subprocess.Popen([*command, str(number)], cwd=TESTS) for number in range(3)]
    assert [process.wait(100) for process in running] == [0, 0, 0]
    lines = server_of(book).read(book).decode().split("\n")
    assert sorted(lines) == sorted(["old", *(f"{who}.{turn}" for who in range(3) for turn in range(4))])


@pytest.mark.slow
def test_a_sheetplan_that_is_killed_leaves_nothing_that_the_next_cannot_mend(book):
    fs = server_of(book)
    for moment in (0.0, 0.03, 0.07):
        before = fs.read(book)
        writer = subprocess.Popen([sys.executable, "-m", "support.appending", str(book), "0"], cwd=TESTS)
        while FileStore().read(book) == before:
            time.sleep(0.01)
        time.sleep(moment)
        writer.kill()
        writer.wait()
        FileStore().rewrite(book, exclaim)
        stands = fs.read(book)
        assert stands.startswith(before + b"\n0.0")
        assert stands.endswith(b"!")
        assert (fs.names(book.parent), fs.names(Traces(book).lock.parent)) == ([".sheetplan", book.name], [])


def test_a_workbook_that_a_killed_run_took_away_is_found_again(book):
    traces, fs = Traces(book), server_of(book)
    fs.make_folder(traces.versions)
    fs.rename(book, traces.taken(b"12345678"))
    assert FileStore().read(book) == b"old"
    assert fs.names(book.parent) == [".sheetplan", book.name]


def test_a_server_that_gives_names_away_twice_is_not_written_to(book, monkeypatch):
    fs = server_of(book)
    monkeypatch.setattr(fs, "_proved", False)
    monkeypatch.setattr(fs, "rename", fs.replace)
    with pytest.raises(Refusal, match="store-not-safe"):
        FileStore().rewrite(book, exclaim)
    assert (fs.read(book), fs.names(book.parent / ".sheetplan")) == (b"old", ["versions"])


def test_a_workbook_that_excel_holds_is_left_alone(smb_port):
    book = address(f"smb://{samba.PEOPLE[0]}@127.0.0.1:{smb_port}/{samba.SHARE}/held/a.xlsx")
    put(book, b"old")
    with (
        samba.SmbFS(smb_port, "bin").hold(Path("/held/a.xlsx")),
        pytest.raises(Refusal, match="open-elsewhere"),
    ):
        FileStore().rewrite(book, exclaim)
    assert FileStore().rewrite(book, exclaim)[1]


def test_a_file_behind_ssh_keeps_its_permissions(ssh_share):
    book = address(f"sftp://plans{ssh_share}/private.xlsx")
    put(book, b"old")
    (ssh_share / "private.xlsx").chmod(0o640)
    FileStore().rewrite(book, exclaim)
    assert (ssh_share / "private.xlsx").stat().st_mode & 0o777 == 0o640


def test_a_server_that_ssh_does_not_know_is_not_spoken_to(ssh_share, tmp_path, monkeypatch):
    (tmp_path / ".ssh").mkdir()
    for name in ("config", "known_hosts"):
        text = (ssh_share.parent / "home" / ".ssh" / name).read_text().replace("Host plans", "Host strangers")
        (tmp_path / ".ssh" / name).write_text("" if name == "known_hosts" else text)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(Refusal, match="no-server"):
        FileStore().read(address(f"sftp://strangers{ssh_share}/a.xlsx"))


def test_a_server_that_stopped_answering_is_asked_anew_by_the_next(book, monkeypatch):
    fs = server_of(book)
    monkeypatch.setattr(network, "DEADLINE", 0.1)
    with pytest.raises(TimeoutError):
        fs._do(fs.sleep, 1)
    monkeypatch.undo()
    assert FileStore().read(book) == b"old"


@pytest.fixture(scope="module")
def bucket(setting):
    with s3.server() as (there, client):
        for name, value in there.items():
            setting.setenv(name, value)
        client.put_object(Bucket=s3.BUCKET, Key="spring/计划.xlsx", Body=b"old")
        yield address(f"s3://{s3.BUCKET}")


def test_a_bucket_is_read_as_folders_are(bucket):
    fs, book = server_of(bucket), bucket / "spring" / "计划.xlsx"
    assert (fs.names(bucket), fs.names(bucket / "spring"), fs.names(bucket / "none")) == (
        ["spring"],
        ["计划.xlsx"],
        [],
    )
    assert (fs.is_folder(bucket / "spring"), fs.exists(book), fs.exists(bucket / "none.xlsx")) == (
        True,
        True,
        False,
    )
    assert (FileStore().read(book), book.stat().st_size) == (b"old", 3)


def test_a_bucket_is_never_written_to(bucket):
    book = bucket / "spring" / "计划.xlsx"
    with pytest.raises(Refusal, match="store-only-read"):
        FileStore().rewrite(book, exclaim)
    with pytest.raises(Refusal, match="store-only-read"):
        FileStore().create(bucket / "new.docx", b"new")
    assert server_of(bucket).names(bucket / "spring") == ["计划.xlsx"]


@pytest.mark.parametrize(
    ("place", "package"), [("smb://a/b", "smbclient"), ("sftp://a/b", "sshfs"), ("s3://a/b", "s3fs")]
)
def test_where_the_extra_is_missing_it_is_told_how_to_get_it(place, package, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("fsspec.implementations.smb")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    remote._server.cache_clear()
    with pytest.raises(Refusal) as told:
        FileStore().read(address(place) / "a.xlsx")
    assert (told.value.code, told.value.facts) == ("needs-extra", {"extra": "remote", "package": package})
