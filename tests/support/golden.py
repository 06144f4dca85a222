"""Expected texts kept as files. ``GOLDEN_UPDATE=1`` writes them anew; read the difference first."""

from __future__ import annotations

import os
from pathlib import Path

GOLDENS = Path(__file__).parents[1] / "goldens"


def assert_golden(name: str, text: str) -> None:
    """Fail where a text is not what its file says."""
    path = GOLDENS / name
    if os.environ.get("GOLDEN_UPDATE"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
