"""Findings for other programs: each module turns what was checked into one text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from sheetplan.app.checked import Checked
from sheetplan.language import Wording

FORMATS = ("json", "sarif", "junit", "github")
"""Every format, by the name of its module."""

Format = Callable[[Sequence[Checked], Wording], str]


def written(form: str, results: Sequence[Checked], words: Wording) -> str:
    """Return what was checked in one of the formats."""
    write: Format = import_module(f"{__name__}.as_{form}").write
    return write(results, words)
