"""A shared drive in memory, on which any operation goes wrong when a test says so."""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path

from sheetplan.adapters.share.fs import FS, Stat


class Killed(BaseException):
    """The process is gone: nothing after this operation happens any more."""


@dataclass(eq=False)
class File:
    """What a name leads to; two names may lead to the same, and files that hold the same are two."""

    data: bytes
    modified: datetime
    mode: int = 0o644


@dataclass
class Drive:
    """What lies on the server, whoever looks at it."""

    files: dict[str, File] = field(default_factory=dict)
    folders: set[str] = field(default_factory=lambda: {"/"})
    deny_write: set[File] = field(default_factory=set)
    """Ids of files that somebody holds open as Excel does: no writing, no renaming."""
    locked: set[str] = field(default_factory=set)
    clock: float = 0.0
    skew: timedelta = timedelta()
    """How far the wall clock of the machine that writes is off."""
    numbers: int = 0

    def put(self, path: Path, data: bytes) -> None:
        """Somebody saves as Excel does: a new file takes the name."""
        self.files[str(path)] = File(data, self.now())
        self.folders.update(map(str, path.parents))

    def data(self, path: Path) -> bytes | None:
        """What stands under a name."""
        found = self.files.get(str(path))
        return found.data if found else None

    def now(self) -> datetime:
        """What the clock on the wall says."""
        return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=self.clock) + self.skew


@dataclass
class Trouble:
    """What goes wrong at the nth operation.

    Attributes:
        at: counted from 0; -1 for never.
        kind: ``kill`` before or ``killed`` after the operation, ``torn`` in the middle of a write, ``late``
            for a call that times out and happens all the same, or the number of an error.
        lasting: every later operation fails too.
        act: done before the nth operation instead, as somebody else would do it.
    """

    at: int = -1
    kind: str | int = "kill"
    lasting: bool = False
    act: object = None
    count: int = 0
    dead: bool = False

    def before(self, name: str) -> None:
        """Fail before an operation, where it is time to."""
        if self.dead:
            raise Killed
        now, self.count = self.count, self.count + 1
        if now == self.at and self.act:
            self.act()
        elif now == self.at or (self.lasting and 0 <= self.at < now):
            if self.kind == "kill" or (self.kind == "torn" and name != "write"):
                self.dead = True
                raise Killed
            if isinstance(self.kind, int):
                raise OSError(self.kind, os.strerror(self.kind))

    def after(self) -> None:
        """Fail after an operation, where it was time to."""
        if self.count - 1 == self.at and not self.act:
            if self.kind == "killed":
                self.dead = True
                raise Killed
            if self.kind == "late":
                raise TimeoutError(errno.ETIMEDOUT, "late")


def operation(method):
    """An operation of the file system, which may fail."""

    @wraps(method)
    def operate(self, *arguments, **named):
        self.trouble.before(method.__name__)
        answer = method(self, *arguments, **named)
        self.trouble.after()
        return answer

    return operate


class MemoryFS(FS):
    """The drive as one process sees it."""

    denies_briefly = False

    def __init__(self, drive, trouble=None, *, remote=True, links=True, user="anna"):
        self.drive, self.trouble = drive, trouble or Trouble()
        self.remote, self.links, self._user = remote, links, user
        self._open: dict[int, File] = {}
        self._locks: list[str] = []

    @operation
    def read(self, path):
        return self._file(path).data

    @operation
    def open_new(self, path, mode=0o666):
        if str(path) in self.drive.files:
            raise FileExistsError(errno.EEXIST, "exists", str(path))
        self._folder(path.parent)
        self.drive.files[str(path)] = File(b"", self.drive.now(), mode)
        return self._handle(path)

    @operation
    def open_end(self, path):
        self._folder(path.parent)
        self.drive.files.setdefault(str(path), File(b"", self.drive.now()))
        return self._handle(path)

    @operation
    def open_over(self, path):
        self._file(path).data = b""
        return self._handle(path)

    @operation
    def write(self, handle, data):
        torn = self.trouble.kind == "torn" and self.trouble.count - 1 == self.trouble.at
        self._open[handle].data += bytes(data[: len(data) // 2] if torn else data)
        if torn:
            self.trouble.dead = True
            raise Killed

    @operation
    def sync(self, handle):
        assert handle in self._open

    @operation
    def close(self, handle):
        del self._open[handle]

    @operation
    def probe(self, path):
        self._refuse_held(self._file(path))

    @operation
    def rename(self, old, new):
        self._refuse_held(self._file(old))
        self._folder(new.parent)
        if not self.links and str(new) in self.drive.files:  # Windows has neither
            raise FileExistsError(errno.EEXIST, "exists", str(new))
        self.drive.files[str(new)] = self.drive.files.pop(str(old))

    @operation
    def link(self, old, new):
        if not self.links:
            raise OSError(errno.EOPNOTSUPP, "no links", str(new))
        if str(new) in self.drive.files:
            raise FileExistsError(errno.EEXIST, "exists", str(new))
        self.drive.files[str(new)] = self._file(old)

    @operation
    def remove(self, path):
        self._refuse_held(self._file(path))
        del self.drive.files[str(path)]

    @operation
    def exists(self, path):
        return str(path) in self.drive.files or str(path) in self.drive.folders

    def is_folder(self, path):
        return str(path) in self.drive.folders

    @operation
    def stat(self, path):
        found = self._file(path)
        return Stat(len(found.data), found.modified)

    @operation
    def names(self, folder):
        return sorted(Path(name).name for name in self.drive.files if Path(name).parent == folder)

    @operation
    def make_folder(self, folder):
        self.drive.folders.update(map(str, [folder, *folder.parents]))

    def sync_folder(self, folder):
        with contextlib.suppress(OSError):
            self._sync_folder(folder)

    @operation
    def _sync_folder(self, folder):
        self._folder(folder)

    @operation
    def take_after(self, path, model):
        self._file(path).mode = self._file(model).mode

    def resolve(self, path):
        return path

    @operation
    def lock(self, path):
        if str(path) in self.drive.locked:
            return None
        self.drive.locked.add(str(path))
        return lambda: self.drive.locked.discard(str(path))

    def now(self):
        return self.drive.now()

    def monotonic(self):
        return self.drive.clock

    def sleep(self, seconds):
        if self.trouble.dead:
            raise Killed
        self.drive.clock += seconds

    def random(self):
        self.drive.numbers += 1
        return self.drive.numbers.to_bytes(8, "little")

    def user(self):
        return self._user

    def host(self):
        return "pc"

    def _file(self, path):
        try:
            return self.drive.files[str(path)]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, "missing", str(path)) from None

    def _folder(self, path):
        if str(path) not in self.drive.folders:
            raise FileNotFoundError(errno.ENOENT, "missing", str(path))

    def _refuse_held(self, file):
        if file in self.drive.deny_write:
            raise OSError(errno.EBUSY, "held")

    def _handle(self, path):
        handle = len(self._open) + 3
        while handle in self._open:
            handle += 1
        self._open[handle] = self.drive.files[str(path)]
        return handle
