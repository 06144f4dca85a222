"""Where the material lies that is shared between checkouts and not committed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("SHEETPLAN_SHARED", _ROOT.parent / "shared"))
REPOSITORY = _ROOT


def shared(*parts: str) -> Path:
    """A shared file; the test is skipped where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs {path.name} in the shared folder")
    return path
