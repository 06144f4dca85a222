"""Commands on workbooks that lie on servers, named by address: what is done, and that no secret is told."""

from __future__ import annotations

import json
import shutil

import pytest

from support import s3, samba, sftp
from support.house import demo
from support.processes import sheetplan

for package in ("fsspec", "smbclient", "sshfs"):
    pytest.importorskip(package, reason=f"needs {package}, of the extra remote")

DAY = ("--status-date", "2024-03-20", "--store", "done.sqlite")
FILES = {
    "a.xlsx": demo("zh"),
    "spring/b.xlsx": demo("en"),
    "bad.xlsx": b"x",
    "~$a b.xlsx": b"x",
    ".hidden/c.xlsx": b"x",
    "old/d.xlsx": b"x",
    ".sheetplanignore": b"old/\n",
}


def fill(folder):
    for name, data in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def smb(tmp_path_factory):
    if samba.missing():
        pytest.skip(samba.missing())
    folder = tmp_path_factory.mktemp("samba")
    with pytest.MonkeyPatch.context() as patch, samba.server(folder) as port:
        patch.setenv("SHEETPLAN_SMB_PASSWORD", samba.PASSWORD)
        yield f"smb://{samba.PEOPLE[0]}@127.0.0.1:{port}/{samba.SHARE}", folder / "share"


@pytest.fixture(scope="module")
def ssh(tmp_path_factory):
    if sftp.missing():
        pytest.skip(sftp.missing())
    with (
        pytest.MonkeyPatch.context() as patch,
        sftp.server(tmp_path_factory.mktemp("sftp")) as (home, share),
    ):
        patch.setenv("HOME", str(home))
        yield f"sftp://plans{share}", share


@pytest.fixture(params=["smb", "ssh"])
def office(request, tmp_path):
    """The address of a server's folder, and the folder itself."""
    address, folder = request.getfixturevalue(request.param)
    for old in folder.iterdir():
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    fill(folder)
    (tmp_path / "here").mkdir()
    return address, folder, tmp_path / "here"


def test_the_night_shift_over_a_server_does_what_it_does_over_a_folder(office):
    address, folder, here = office
    options = ("--doc", "weekly", "--out", "out", "--summary", "run.json", *DAY)
    done = sheetplan("batch", address, *options, folder=here)
    run = json.loads((here / "run.json").read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr.count("\n"), run["counts"]["done"]) == (1, 1, 2)
    assert {line["file"].removeprefix(address) for line in run["files"]} == {
        "/a.xlsx",
        "/bad.xlsx",
        "/spring/b.xlsx",
    }
    made = sorted(path.relative_to(here / "out").as_posix() for path in (here / "out").rglob("*.docx"))
    assert made == ["a_项目周报.docx", "spring/b_Weekly report.docx"]
    assert (folder / "a.xlsx").read_bytes() != FILES["a.xlsx"]
    assert "2 unchanged" in sheetplan("batch", address, *options, folder=here).stdout


def test_what_no_server_was_told_to_do_it_does_not_do(office):
    address, folder, here = office
    sheetplan("check", address, "--status-date", "2024-03-20", folder=here)
    sheetplan("recalc", f"{address}/a.xlsx", "--dry-run", folder=here)
    assert {path.name for path in folder.iterdir()} == {name.partition("/")[0] for name in FILES}


def test_templates_of_the_office_are_found_beside_its_workbooks(office):
    address, folder, here = office
    (folder / "templates").mkdir()
    (folder / "templates" / "项目周报.docx").write_bytes(b"no Word document")
    done = sheetplan("report", f"{address}/a.xlsx", "--doc", "weekly", folder=here)
    assert (done.returncode, "项目周报.docx" in done.stderr) == (2, True)


@pytest.mark.parametrize(("pattern", "found"), [("*.xlsx", 2), ("**/*.xlsx", 4), ("spring/?.xlsx", 1)])
def test_patterns_match_on_servers_too(office, pattern, found):
    address, _, here = office
    sheetplan("check", f"{address}/{pattern}", "--summary", "run.json", folder=here)
    assert json.loads((here / "run.json").read_text())["counts"]["files"] == found


def test_a_document_is_held_against_the_workbook_that_its_reader_names(office):
    """The address in the document may lead to anybody's server, which would be shown who we are."""
    address, _, here = office
    sheetplan("report", f"{address}/a.xlsx", "--doc", "weekly", *DAY, folder=here)
    alone = sheetplan("verify", "a_项目周报.docx", folder=here)
    named = sheetplan("verify", "a_项目周报.docx", "--workbook", f"{address}/a.xlsx", *DAY[:2], folder=here)
    assert (alone.returncode, f"{address}/a.xlsx" in alone.stderr) == (2, True)
    assert (named.returncode, named.stderr) == (0, "")


def test_an_events_name_on_the_page_leads_to_its_address(office):
    address, _, here = office
    sheetplan("portfolio", address, "-o", "all.html", *DAY, folder=here)
    assert f'<a href="{address}/a.xlsx">' in (here / "all.html").read_text(encoding="utf-8")


def test_a_list_may_name_addresses(office):
    address, _, here = office
    (here / "tonight.txt").write_text(f"{address}/a.xlsx\n")
    done = sheetplan("recalc", "@tonight.txt", *DAY, folder=here)
    assert (done.returncode, f"{address}/a.xlsx: " in done.stdout) == (0, True)


def test_no_file_that_a_run_leaves_holds_the_password(smb, tmp_path):
    address, folder = smb
    fill(folder)
    done = sheetplan("batch", address, "--summary", "run.json", *DAY, folder=tmp_path)
    left = [
        path for place in (tmp_path, folder / ".sheetplan") for path in place.rglob("*") if path.is_file()
    ]
    assert len(left) > 3
    assert samba.PASSWORD not in done.stdout + done.stderr
    assert [path for path in left if samba.PASSWORD.encode() in path.read_bytes()] == []


@pytest.mark.parametrize(
    "command",
    [
        ("batch", "smb://anna:hush-4711@server/plans", "--summary", "run.json"),
        ("check", "sftp://anna:hush-4711/x@server/plans", "--format", "json"),
        ("recalc", "smb://anna@b:hush-4711@c/d"),
        ("report", "a.xlsx", "--out", "smb://anna:hush-4711@server/plans"),
        ("log", "smb://anna:hush-4711@server/plans/a.xlsx"),
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(command, tmp_path):
    done = sheetplan(*command, folder=tmp_path)
    told = done.stdout + done.stderr + "".join(path.read_text() for path in tmp_path.glob("*.json"))
    assert (done.returncode, "hush" in told, "anna" in told) == (2, False, True)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("smb://anna@127.0.0.1:1/plans", "refused the connection"),
        ("gs://bucket/plans", "addresses begin with smb://, sftp://, s3://"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(address, reason, tmp_path):
    done = sheetplan("check", address, folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n"), reason in done.stderr) == (2, 1, True)


def test_a_wrong_password_is_told_in_one_line(smb, tmp_path, monkeypatch):
    monkeypatch.setenv("SHEETPLAN_SMB_PASSWORD", "wrong-horse")
    done = sheetplan("check", smb[0], folder=tmp_path)
    assert (done.returncode, done.stderr.count("\n"), "wrong-horse" in done.stderr) == (2, 1, False)


def test_documents_are_not_written_to_an_address(tmp_path):
    done = sheetplan("report", "a.xlsx", "--out", "smb://server/plans", folder=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def test_workbooks_in_a_bucket_are_read_and_never_written(tmp_path, monkeypatch):
    with s3.server() as (there, client):
        for name, value in there.items():
            monkeypatch.setenv(name, value)
        for name, data in FILES.items():
            client.put_object(Bucket=s3.BUCKET, Key=name, Body=data)
        address = f"s3://{s3.BUCKET}"
        written = sheetplan("recalc", address, *DAY, folder=tmp_path)
        reported = sheetplan("report", address, "--doc", "weekly", *DAY, folder=tmp_path)
        shown = sheetplan("portfolio", address, "-o", "all.html", *DAY, folder=tmp_path)
        stands = client.get_object(Bucket=s3.BUCKET, Key="a.xlsx")["Body"].read()
    assert (written.stderr.count("this store is read-only"), stands) == (2, FILES["a.xlsx"])
    assert len(list(tmp_path.rglob("*.docx"))) == 2
    assert "2 events, 1 file failed" in shown.stdout
    assert there["AWS_SECRET_ACCESS_KEY"] not in written.stderr + reported.stderr + shown.stderr
