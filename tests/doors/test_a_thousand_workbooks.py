"""A department's thousand workbooks, one in twenty of which cannot be done."""

from __future__ import annotations

import json
from collections import Counter
from itertools import cycle

import pytest

from support.house import demo
from support.processes import started
from support.share import owner_file

pytestmark = pytest.mark.slow

COUNT, EACH = 1000, 20
REASONS = {
    "cut": "damaged",
    "foreign": "not-a-workbook",
    "empty": "empty-file",
    "encrypted": "encrypted",
    "locked": "open-elsewhere",
}
"""Kinds of files that cannot be done, and the code of the reason."""


def bad(kind, good):
    contents = {
        "cut": good[: len(good) // 2],
        "foreign": b"%PDF-1.7 minutes",
        "empty": b"",
        "encrypted": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + "EncryptedPackage".encode("utf-16-le"),
    }
    return contents.get(kind, good)


@pytest.fixture(scope="module")
def night(tmp_path_factory):
    """A folder after its run: what was bad and how, what the run said and returned, and its summary."""
    office, good, kinds = tmp_path_factory.mktemp("office"), demo("zh"), cycle(REASONS)
    (office / "plans").mkdir()
    made = {}
    for number in range(COUNT):
        path = office / "plans" / f"{number:04}.xlsx"
        kind = next(kinds) if number % EACH == 0 else ""
        path.write_bytes(bad(kind, good))
        if kind:
            made[path.name] = kind
        if kind == "locked":
            path.with_name(f"~${path.name}").write_bytes(owner_file("Anna"))
    run = started(
        "batch", "plans", "--status-date", "2024-03-20", "--store", "done.sqlite", "--summary", "run.json",
        folder=office,
    )  # fmt: skip
    _, told = run.communicate(timeout=1200)
    return office, made, told.splitlines(), run.returncode, json.loads((office / "run.json").read_text())


def test_each_bad_file_costs_one_line_that_names_it_and_its_reason(night):
    _, made, told, _, summary = night
    assert len(told) == len(made) == COUNT // EACH
    assert all(sum(name in line for line in told) == 1 for name in made)
    codes = Counter(line["code"] for line in summary["files"] if line["outcome"] == "failed")
    assert codes == Counter(REASONS[kind] for kind in made.values())


def test_the_others_are_done_as_if_nothing_were_wrong(night):
    office, made, *_ = night
    written = {path.read_bytes() for path in (office / "plans").glob("[0-9]*.xlsx") if path.name not in made}
    assert (len(written), demo("zh") in written) == (1, False)


def test_bad_files_stay_as_they_are(night):
    office, made, *_ = night
    assert all((office / "plans" / name).read_bytes() == bad(kind, demo("zh")) for name, kind in made.items())


def test_the_sum_is_right_and_the_exit_code_says_that_some_failed(night):
    *_, code, summary = night
    failed = COUNT // EACH
    assert summary["counts"] == {"files": COUNT, "done": COUNT - failed, "unchanged": 0, "failed": failed}
    assert (code, summary["whole"]) == (1, True)
