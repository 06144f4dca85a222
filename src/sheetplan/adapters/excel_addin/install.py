"""Files put into a user's folders, and taken away again: only ours, and only where they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path


class FileState(Enum):
    """How a file of ours stands."""

    MISSING = "missing"
    CURRENT = "current"
    DIFFERENT = "different"


def states(wanted: Mapping[Path, bytes]) -> dict[Path, FileState]:
    """Return how each file stands."""
    return {path: _state(path, content) for path, content in wanted.items()}


def install(wanted: Mapping[Path, bytes], *, dry_run: bool = False) -> Iterator[Path]:
    """Yield each file that is written, or would be; what stands there rightly is left alone.

    A file is written beside its place and moved there, so that Excel never opens half an add-in.
    """
    for path, state in states(wanted).items():
        if state is FileState.CURRENT:
            continue
        if not dry_run:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"{path.name}.new")
            fresh.write_bytes(wanted[path])
            fresh.replace(path)
        yield path


def uninstall(wanted: Mapping[Path, bytes], *, dry_run: bool = False) -> Iterator[Path]:
    """Yield each file that is removed, or would be. Folders stay: Excel and others own them."""
    for path, state in states(wanted).items():
        if state is FileState.MISSING:
            continue
        if not dry_run:
            path.unlink()
        yield path


def _state(path: Path, content: bytes) -> FileState:
    try:
        stands = path.read_bytes()
    except FileNotFoundError:
        return FileState.MISSING
    return FileState.CURRENT if stands == content else FileState.DIFFERENT
