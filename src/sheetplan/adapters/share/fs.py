"""The file system, the clock and the name of the user: every side effect of this package goes through here.

Tests put a small file system of their own in its place and let each operation fail in turn.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

CHUNK = 1 << 20
"""Bytes moved by one call, so that a slow drive is not taken for a dead one."""


class Stat(NamedTuple):
    """What is known of a file from outside."""

    size: int
    modified: datetime


class FS:
    """The real file system of this machine. Every method raises `OSError` where the system refuses."""

    remote = False
    """Whether other machines write here too, through a server."""
    denies_briefly = os.name == "nt"
    """Whether access is also denied for a moment, while somebody reads or a virus scanner looks."""

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file; it is closed again at once."""
        handle = self._do(os.open, path, os.O_RDONLY | _BINARY)
        try:
            return b"".join(iter(lambda: self.read_chunk(handle), b""))
        finally:
            self.close(handle)

    def read_chunk(self, handle: int) -> bytes:
        """Return the next bytes of an open file; none at its end."""
        return self._do(os.read, handle, CHUNK)

    def open_new(self, path: Path, mode: int = 0o666) -> int:
        """Return the handle of a file that did not exist before."""
        return self._do(os.open, path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)

    def open_end(self, path: Path) -> int:
        """Return the handle of a file, made where it is missing, that is written at its end."""
        return self._do(os.open, path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _BINARY, 0o666)

    def open_over(self, path: Path) -> int:
        """Return the handle of a file that is there, emptied."""
        return self._do(os.open, path, os.O_WRONLY | os.O_TRUNC | _BINARY)

    def write(self, handle: int, data: bytes) -> None:
        """Write all of some bytes."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._do(os.write, handle, rest[:CHUNK]) :]

    def sync(self, handle: int) -> None:
        """Make what was written last through a power cut."""
        self._do(os.fsync, handle)

    def close(self, handle: int) -> None:
        """Close a file."""
        self._do(os.close, handle)

    def probe(self, path: Path) -> None:
        """Open a file for writing and close it, unwritten: who holds it against writers makes this fail."""
        self._do(os.close, self._do(os.open, path, os.O_RDWR | _BINARY))

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, which must be free (Windows refuses one that is taken, others do not)."""
        self._do(os.rename, old, new)

    def replace(self, old: Path, new: Path) -> None:
        """Give a file the name of another, which is gone then."""
        self._do(os.replace, old, new)

    def link(self, old: Path, new: Path) -> None:
        """Give a file a second name; never one that is taken."""
        self._do(os.link, old, new)

    def remove(self, path: Path) -> None:
        """Take a name away."""
        self._do(os.unlink, path)

    def exists(self, path: Path) -> bool:
        """Return whether a name is taken."""
        try:
            self._do(os.lstat, path)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
                return False
            raise
        return True

    def is_folder(self, path: Path) -> bool:
        """Return whether a path is a folder."""
        return bool(self._do(os.path.isdir, path))

    def stat(self, path: Path) -> Stat:
        """Return size and time of a file."""
        found = self._do(os.stat, path)
        return Stat(found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder; none where it is missing."""
        try:
            return sorted(self._do(os.listdir, folder))
        except (FileNotFoundError, NotADirectoryError):
            return []

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, where they are missing."""
        self._do(os.makedirs, folder, exist_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Make names last through a power cut, where the system lets folders be synced."""
        with contextlib.suppress(OSError):
            handle = self._do(os.open, folder, os.O_RDONLY)
            try:
                self._do(os.fsync, handle)
            finally:
                self.close(handle)

    def take_after(self, path: Path, model: Path) -> None:
        """Give a file the permissions of another."""
        self._do(_take_after, path, model)

    def resolve(self, path: Path) -> Path:
        """Return the file itself where a path is a link to it."""
        return Path(self._do(os.path.realpath, path))

    def lock(self, path: Path) -> Callable[[], None] | None:
        """Return what unlocks again, or None where another process holds the lock.

        The system drops it when its holder dies. Only for local disks: servers keep such locks unreliably.
        """
        handle = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
                return None
            raise
        return lambda: os.close(handle)

    def now(self) -> datetime:
        """Return the time of the day, by this machine's clock."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Return a while later."""
        time.sleep(seconds)

    def random(self) -> bytes:
        """Return bytes that nobody else has."""
        return os.urandom(8)

    def user(self) -> str:
        """Return the name under which the user is logged in."""
        import getpass  # noqa: PLC0415 - only who writes is asked for a name

        try:
            return getpass.getuser()
        except (KeyError, OSError):  # a user id without a name, as in containers
            return ""

    def host(self) -> str:
        """Return the name of this machine."""
        return os.environ.get("COMPUTERNAME", "") if os.name == "nt" else os.uname().nodename

    def _do(self, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Return what the system answers to one call."""
        return call(*arguments, **named)


def _take_after(path: Path, model: Path) -> None:
    """Copy mode, and as far as the system lets us owner and access lists."""
    found, mine = os.stat(model), os.stat(path)  # noqa: PTH116
    os.chmod(path, found.st_mode & 0o7777)  # noqa: PTH101
    if not hasattr(os, "listxattr"):
        return  # Windows: what the folder permits applies to the new file
    with contextlib.suppress(OSError):
        if (mine.st_uid, mine.st_gid) != (found.st_uid, found.st_gid):
            os.chown(path, found.st_uid, found.st_gid)
    with contextlib.suppress(OSError):
        for name in os.listxattr(model):
            with contextlib.suppress(OSError):
                os.setxattr(path, name, os.getxattr(model, name))


def _lock(handle: int) -> None:
    if os.name == "nt":  # pragma: no cover - not to be tried here
        import msvcrt  # noqa: PLC0415

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl  # noqa: PLC0415

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BINARY = getattr(os, "O_BINARY", 0)
