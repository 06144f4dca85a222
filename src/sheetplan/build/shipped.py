"""Where the data files are that ship with sheetplan."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parents[1]


def shipped(folder: str) -> Path:
    """Return a folder of data files: beside the package when installed, at the top of a checkout else."""
    installed = PACKAGE / "_data" / folder
    return installed if installed.is_dir() else PACKAGE.parents[1] / folder
