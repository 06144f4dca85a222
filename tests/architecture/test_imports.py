"""The import law, and what a cold start may cost."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "heavy", ["pandas", "openpyxl", "docx", "xlwings", "holidays", "lxml", "numpy", "rich"]
)
def test_the_command_line_does_not_import_what_it_may_not_need(heavy):
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, sheetplan.cli; print(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert heavy not in loaded


def test_imports_go_down_only():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
