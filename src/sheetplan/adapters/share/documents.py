"""Files that are made anew: never over one that somebody has changed or has open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sheetplan.app.saving import Put

from .fs import FS
from .owners import holder
from .traces import TEMPORARY
from .writing import give_name, write_new


def put(fs: FS, path: Path, data: bytes, may_replace: Callable[[bytes], bool]) -> Put:
    """Write a file beside any that may not give way to it (``_v2`` …); return where it went, and why.

    Args:
        fs: the drive.
        path: where it should go.
        data: all its bytes. A file that already holds them is left as it is.
        may_replace: tells of the bytes of a file that stands there whether they may give way.
    """
    stood, why = path, ""
    for candidate in _numbered(path):
        if not fs.exists(candidate):
            if _create(fs, candidate, data):
                return Put(candidate, why or "new", stood)
            continue
        old = fs.read(candidate)
        if old == data:
            return Put(candidate, why or "unchanged", stood)
        if not may_replace(old):
            stood, why = candidate, "edited"
        elif holder(fs, candidate):
            stood, why = candidate, "open"
        elif _replace(fs, candidate, data, expecting=old):
            return Put(candidate, why or "replaced", stood)
    raise AssertionError("the numbers never end")  # pragma: no cover


def _create(fs: FS, path: Path, data: bytes) -> bool:
    """Return whether a new file was written; False where somebody else was quicker."""
    temporary = _temporary(fs, path, data)
    try:
        give_name(fs, temporary, path)
    except FileExistsError:
        return False
    finally:
        if fs.exists(temporary):
            fs.remove(temporary)
    return True


def _replace(fs: FS, path: Path, data: bytes, *, expecting: bytes) -> bool:
    """Return whether a file was replaced; False where somebody has changed it meanwhile."""
    temporary = _temporary(fs, path, data)
    try:
        if fs.read(path) != expecting:
            return False
        fs.replace(temporary, path)
    finally:
        if fs.exists(temporary):
            fs.remove(temporary)
    return True


def _temporary(fs: FS, path: Path, data: bytes) -> Path:
    temporary = path.with_name(f"{TEMPORARY}{fs.random().hex()}.tmp")
    write_new(fs, temporary, data)
    return temporary


def _numbered(path: Path) -> Iterator[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}_v{number}{path.suffix}")
        number += 1
