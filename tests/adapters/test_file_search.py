"""Files as people mean them: names, folders, patterns, lists, and what is to be left out."""

from pathlib import Path

import pytest

from sheetplan.adapters.file_search import DOCUMENTS, Mirror, find_files


@pytest.fixture
def plans(tmp_path, monkeypatch):
    """A folder as offices have them, seen from the folder above."""
    for name in (
        "plans/a.xlsx", "plans/b.XLSX", "plans/notes.txt", "plans/~$a.xlsx", "plans/.hidden.xlsx",
        "plans/.sheetplan/versions/a.xlsx", "plans/2026/c.xlsm", "plans/2026/old/d.xlsx", "plans/report.docx",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "plans"


def found(*named, **options):
    """What is found, with forward slashes."""
    return [path.as_posix() for path in find_files(named, **options).paths]


@pytest.mark.usefixtures("plans")
def test_a_folder_means_the_workbooks_in_it_and_below():
    assert found("plans") == ["plans/a.xlsx", "plans/b.XLSX", "plans/2026/c.xlsm", "plans/2026/old/d.xlsx"]


@pytest.mark.usefixtures("plans")
def test_a_pattern_reaches_into_folders():
    assert found("plans/**/*.xlsx") == ["plans/2026/old/d.xlsx", "plans/a.xlsx"]


def test_a_list_is_seen_from_its_own_folder(plans):
    text = "\ufeff# tonight\na.xlsx\n\n2026\n"
    (plans / "list.txt").write_text(text, encoding="utf-8")
    assert found("@plans/list.txt") == ["plans/a.xlsx", "plans/2026/c.xlsm", "plans/2026/old/d.xlsx"]


@pytest.mark.usefixtures("plans")
def test_what_is_named_twice_is_found_once():
    assert found("plans/a.xlsx", "plans/*.xlsx", "./plans/a.xlsx") == ["plans/a.xlsx"]


@pytest.mark.usefixtures("plans")
def test_documents_are_found_by_their_own_ending():
    assert found("plans", endings=DOCUMENTS) == ["plans/report.docx"]


@pytest.mark.parametrize(
    ("where", "lines", "left"),
    [
        ("plans", "old/\n", ["a.xlsx", "b.XLSX", "c.xlsm"]),
        ("plans", "*.xlsx\n!a.xlsx\n", ["a.xlsx", "b.XLSX", "c.xlsm"]),
        ("plans", "/a.xlsx\n", ["b.XLSX", "c.xlsm", "d.xlsx"]),
        ("plans/2026", "*\n", ["a.xlsx", "b.XLSX"]),
    ],
)
def test_what_an_ignore_file_lists_is_left_out_as_git_does(plans, where, lines, left):
    (plans.parent / where / ".sheetplanignore").write_text(lines)
    assert [path.name for path in find_files(["plans"]).paths] == left


def test_a_file_that_is_named_is_meant_though_a_folder_ignores_it(plans):
    (plans / ".sheetplanignore").write_text("a.xlsx\n")
    assert found("plans/a.xlsx") == ["plans/a.xlsx"]


@pytest.mark.parametrize(
    ("named", "code"),
    [("plans/empty", "no-workbooks-in"), ("plans/x*.xlsx", "nothing-matches"), ("@no.txt", "no-such-file")],
)
def test_what_leads_to_nothing_is_refused_and_the_rest_is_found(plans, named, code):
    (plans / "empty").mkdir()
    files = find_files([named, "plans/a.xlsx"])
    assert ([refusal.code for _, refusal in files.refused], len(files.paths)) == ([code], 1)


@pytest.mark.usefixtures("plans")
def test_only_what_was_not_named_counts_as_found():
    files = find_files(["plans/a.xlsx", "plans/2026"])
    assert {path.name for path in files.found} == {"c.xlsm", "d.xlsx"}


@pytest.mark.usefixtures("plans")
@pytest.mark.parametrize(
    ("named", "path", "folder"),
    [
        ("plans", "plans/2026/old/d.xlsx", "out/2026/old"),
        ("plans/*/*/*.xlsx", "plans/2026/old/d.xlsx", "out/2026/old"),
        ("plans/a.xlsx", "plans/a.xlsx", "out"),
    ],
)
def test_documents_lie_as_their_workbooks_lie_below_the_folder_that_was_searched(named, path, folder):
    mirror = Mirror(Path("out"), find_files([named]).roots)
    assert mirror.folder(Path(path)).as_posix() == folder
