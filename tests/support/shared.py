"""Material that is not part of the repository: real workbooks and the ECMA schemas."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHEETPLAN_SHARED", REPOSITORY.parent / "shared"))


def shared(*parts: str) -> Path:
    """A shared file or folder; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {'/'.join(parts)}, which is not part of the repository")
    return path


def real_workbooks() -> list[Path]:
    """The workbooks that nobody here wrote, none where they are absent."""
    return sorted((SHARED / "real").glob("*.xlsx"))
