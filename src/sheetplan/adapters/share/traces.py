"""Where sheetplan keeps what belongs to a workbook: versions, journal, locks in ``.sheetplan`` beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

FOLDER = ".sheetplan"
TEMPORARY = ".~sheetplan-"
"""New bytes are written beside the workbook, so that they inherit the permissions of its folder."""

_TAKEN = "taken-"
_ROOM = 200
"""Bytes of a name that are kept whole; systems take 255."""


class Traces(NamedTuple):
    """The names of all that belongs to one workbook."""

    workbook: Path

    @property
    def versions(self) -> Path:
        """Return the folder of earlier states."""
        return self.workbook.parent / FOLDER / "versions" / self._name

    @property
    def journal(self) -> Path:
        """Return the file that says who did what."""
        return self.workbook.parent / FOLDER / "journal" / f"{self._name}.jsonl"

    @property
    def lock(self) -> Path:
        """Return the file that is locked, or is the lock, while a command works on the workbook."""
        return self.workbook.parent / FOLDER / "locks" / f"{self._name}.lock"

    @property
    def keep(self) -> Path:
        """Return the file in which an office says how many versions of its workbooks are kept."""
        return self.workbook.parent / FOLDER / "keep.toml"

    def temporary(self, random: bytes) -> Path:
        """Return a new name for bytes on their way into the workbook."""
        return self.workbook.with_name(f"{self._prefix}{random.hex()}.tmp")

    def is_temporary(self, name: str) -> bool:
        """Return whether a file of the folder was on its way into this workbook."""
        ours = name.startswith(TEMPORARY) and name.endswith(".tmp")  # few are, of the thousands in a folder
        return ours and name.startswith(self._prefix)

    def taken(self, random: bytes) -> Path:
        """Return a new name for the workbook while another takes its place, for milliseconds."""
        return self.versions / f"{_TAKEN}{random.hex()}{self.workbook.suffix}"

    def is_taken(self, name: str) -> bool:
        """Return whether a file among the versions is the workbook itself, taken by a run that was killed."""
        return name.startswith(_TAKEN)

    @property
    def _name(self) -> str:
        """Return the name of the workbook, cut where it leaves no room for an ending."""
        name = self.workbook.name
        return name if len(name.encode()) <= _ROOM else f"{name[:40]}~{self._digest}"

    @property
    def _digest(self) -> str:
        return hashlib.sha256(self.workbook.name.encode()).hexdigest()[:8]

    @property
    def _prefix(self) -> str:
        """Return a name of fixed length: those of workbooks may be as long as the system allows."""
        return f"{TEMPORARY}{self._digest}-"
