"""Nothing foreign is lost: over workbooks of many makers, and over any folder that is named.

``SHEETPLAN_CORPUS`` names further folders, parted as in PATH: every workbook under them becomes a test.
"""

import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from corpus.__main__ import workbooks
from corpus.made import made
from corpus.office import unopened
from corpus.proof import put_to_the_proof
from support.shared import real_workbooks

FOLDERS = [Path(folder) for folder in os.environ.get("SHEETPLAN_CORPUS", "").split(os.pathsep) if folder]
MADE = {name: cache(make) for name, make in made().items()}
LARGE = 300_000
GIVEN = [
    pytest.param(path.read_bytes, id=path.name, marks=pytest.mark.slow if path.stat().st_size > LARGE else ())
    for path in (*real_workbooks(), *workbooks(FOLDERS))
]
UNREAD = {"utf-16.xlsx": "damaged"}
"""What calamine cannot read; no program in use writes it."""


@pytest.mark.parametrize("read", [*(pytest.param(make, id=name) for name, make in MADE.items()), *GIVEN])
def test_one_cell_is_written_and_nothing_else_changes(read):
    verdict = put_to_the_proof(read())
    assert verdict.faults == []


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_here_is_read_and_takes_a_cell_on_every_worksheet(name):
    verdict = put_to_the_proof(MADE[name]())
    assert (verdict.refused, verdict.unread) == ("", UNREAD.get(name, ""))
    assert set(verdict.closed) <= {"not-a-worksheet"}
    assert verdict.sheets


@pytest.mark.office
@pytest.mark.slow
def test_libreoffice_shows_the_cell_that_was_written():
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    # To LibreOffice, unlike Excel, parts of another case are other parts.
    assert list(unopened(MADE)) == ["upper-case parts.xlsx"]
