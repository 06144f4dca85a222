"""Material that is not part of the repository: real workbooks and the ECMA schemas."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SHEETPLAN_SHARED", ROOT.parent / "shared"))


def shared(folder: str) -> Path:
    """The folder, or a skipped test where it is absent."""
    path = SHARED / folder
    if not path.is_dir():
        pytest.skip(f"no {folder} folder in {SHARED}")
    return path


def real_workbooks() -> list[Path]:
    """The workbooks that nobody here wrote, none where they are absent."""
    return sorted((SHARED / "real").glob("*.xlsx"))
