"""One rule for all commands that take many files: 0 all well, 1 something needs a look, 2 nothing done."""

from __future__ import annotations

import pytest

from support.house import recalculated_demo
from support.processes import sheetplan

DAY = ("--status-date", "2024-03-20")
COMMANDS = {
    "batch": DAY,
    "check": ("--select", "RSK", *DAY),
    "doctor": (),
    "fix": ("--dry-run", *DAY),
    "recalc": ("--dry-run", *DAY),
    "remind": DAY,
    "report": ("--doc", "weekly", "--out", "out", *DAY),
    "portfolio": ("-o", "all.html", *DAY),
    "translate": ("--lang", "en", "--dry-run"),
}
NEEDS_STORE = {"batch", "portfolio", "report", "recalc"}


@pytest.fixture
def office(tmp_path):
    """A good workbook and a bad one, each also in a folder of its own."""
    for place, data in (("good", recalculated_demo("zh")), ("bad", b"x")):
        for folder in (place, "both"):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{place}.xlsx").write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
def test_the_exit_code_tells_all_from_some_from_none(office, command):
    options = (*COMMANDS[command], *(("--store", "done.sqlite") if command in NEEDS_STORE else ()))
    codes = [
        sheetplan(command, place, *options, folder=office).returncode for place in ("good", "both", "bad")
    ]
    assert codes == [0, 1, 2]
