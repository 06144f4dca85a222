"""The small steps of which safe writing is made."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from .fs import FS
from .owners import is_held

PATIENCE = 5.0
"""Seconds for which an operation is tried again that a virus scanner or a reader may stand in the way of."""

_NO_LINKS = frozenset(
    {errno.EPERM, errno.EMLINK, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
)
"""How file systems say that they do not give a file a second name."""

T = TypeVar("T")


def write_new(fs: FS, path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write a file that did not exist, down to the disk; one that fails is removed again."""
    handle = fs.open_new(path, mode)
    try:
        try:
            fs.write(handle, data)
            fs.sync(handle)
        finally:
            fs.close(handle)
    except BaseException:
        with contextlib.suppress(OSError):
            fs.remove(path)
        raise


def give_name(fs: FS, file: Path, name: Path) -> None:
    """Give a file a name that must be free, also where the file system knows no second names.

    Raises:
        FileExistsError: the name is taken.
    """
    try:
        fs.link(file, name)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if fs.exists(name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name)) from None
        fs.rename(file, name)


def retrying(fs: FS, call: Callable[[], T], *, awaited: bool = False) -> T:
    """Return what a call answers, tried again for a while where something stands in its way only briefly.

    Args:
        fs: where.
        call: what to try.
        awaited: a missing file is expected back: programs save by taking the old one away first.
    """
    began, pause = fs.monotonic(), 0.02
    while True:
        try:
            return call()
        except FileExistsError:
            raise
        except OSError as error:
            denied = isinstance(error, PermissionError) and fs.denies_briefly
            passing = is_held(error) or denied or (awaited and isinstance(error, FileNotFoundError))
            if not passing or fs.monotonic() - began > PATIENCE:
                raise
        fs.sleep(pause * (0.5 + fs.random()[0] / 255))
        pause = min(pause * 2, 0.5)
