"""LibreOffice as a second opinion, told to compute what it opens anew; by default it trusts the file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def recalculated(data: bytes, folder: Path) -> Path:
    """The workbook as LibreOffice computes it anew; the test is skipped where there is no LibreOffice."""
    all_recalculated({"given.xlsx": data}, folder)
    return folder / "computed" / "given.xlsx"


def all_recalculated(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Workbooks by name as LibreOffice computes them anew, all of them in one run of the program."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / "computed"
    given = [folder / name for name in files]
    command = [office, "--headless", profile, "--convert-to", "xlsx", "--outdir", target, *given]
    subprocess.run(command, check=True, capture_output=True, timeout=120 + 20 * len(files))
    return {name: (target / name).read_bytes() for name in files}
