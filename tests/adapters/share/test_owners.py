"""Who has a workbook open, by the files that programs lay beside it."""

import pytest

from sheetplan.adapters.share.owners import excel_owner, office_owner
from support.share import owner_file


@pytest.mark.parametrize(("data", "name"), [(owner_file("Ann"), "Ann"), (b"", ""), (b"\x05" * 200, "")])
def test_an_owner_file_names_who_has_the_workbook(data, name):
    assert excel_owner(data) == name


@pytest.mark.parametrize(
    ("text", "name"), [("王芳,wang,pc,22.11.2026,file:///x;", "王芳"), (",wang,pc,,;", "wang"), ("", "")]
)
def test_a_lock_file_names_who_has_the_workbook(text, name):
    assert office_owner(text.encode()) == name
