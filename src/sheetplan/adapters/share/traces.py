"""Where sheetplan keeps what belongs to a workbook: versions, journal and locks in ``.sheetplan`` beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

FOLDER = ".sheetplan"
TEMPORARY = ".~sheetplan-"
"""New bytes are written beside the workbook, so that they inherit the permissions of its folder."""

_TAKEN = "taken-"


class Traces(NamedTuple):
    """The names of all that belongs to one workbook."""

    workbook: Path

    @property
    def versions(self) -> Path:
        """Return the folder of earlier states."""
        return self.workbook.parent / FOLDER / "versions" / self.workbook.name

    @property
    def journal(self) -> Path:
        """Return the file that says who did what."""
        return self.workbook.parent / FOLDER / "journal" / f"{self.workbook.name}.jsonl"

    @property
    def lock(self) -> Path:
        """Return the file that is locked, or is the lock, while a command works on the workbook."""
        return self.workbook.parent / FOLDER / "locks" / f"{self.workbook.name}.lock"

    @property
    def keep(self) -> Path:
        """Return the file in which an office says how many versions of its workbooks are kept."""
        return self.workbook.parent / FOLDER / "keep.toml"

    def temporary(self, random: bytes) -> Path:
        """Return a new name for bytes on their way into the workbook."""
        return self.workbook.with_name(f"{self._prefix}{random.hex()}.tmp")

    def is_temporary(self, name: str) -> bool:
        """Return whether a file of the folder was on its way into this workbook."""
        return name.startswith(self._prefix) and name.endswith(".tmp")

    def taken(self, random: bytes) -> Path:
        """Return a new name for the workbook while another takes its place: milliseconds, or until recovery."""
        return self.versions / f"{_TAKEN}{random.hex()}{self.workbook.suffix}"

    def is_taken(self, name: str) -> bool:
        """Return whether a file among the versions is the workbook itself, taken by a run that was killed."""
        return name.startswith(_TAKEN)

    @property
    def _prefix(self) -> str:
        """Return a name of fixed length: those of workbooks may be as long as the system allows."""
        return f"{TEMPORARY}{hashlib.sha256(self.workbook.name.encode()).hexdigest()[:8]}-"
