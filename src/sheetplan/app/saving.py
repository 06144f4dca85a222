"""What use cases and the store say to each other about changing a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sheetplan.app.journal import Entry
from sheetplan.app.refusal import Refusal


class Rewrite(NamedTuple):
    """New bytes for a workbook, and what the journal will say of them."""

    data: bytes
    entry: Entry


class Saved(NamedTuple):
    """A workbook that now holds what was wanted."""

    cleaned_up: bool
    """False where something is left for the next run to tidy."""


class Put(NamedTuple):
    """Where a file went that is made anew: ``new``, ``unchanged``, ``replaced``, or beside another.

    Attributes:
        how: ``edited`` or ``open`` where another did not give way.
        stood: that other file.
    """

    path: Path
    how: str
    stood: Path


def _in_silence(_: Refusal) -> None:
    """Say nothing."""


class Patience(NamedTuple):
    """How long to wait for somebody who has a workbook open, and how to say that one waits."""

    seconds: float = 0
    tell: Callable[[Refusal], None] = _in_silence


NOW = Patience()
"""No waiting."""


class Version(NamedTuple):
    """An earlier state of a workbook."""

    path: Path
    fingerprint: str
    """The first characters of its SHA-256."""
    replaced: datetime
    """When another took its place."""
