"""Servers reached without a drive: read through fsspec, written to only where nothing can be lost by it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sheetplan.app.address import Address, Listing, Seen
from sheetplan.app.refusal import Refusal

from .fs import CHUNK, Stat
from .network import NetworkFS

P = ParamSpec("P")
T = TypeVar("T")

EXTRA = "remote"
CONNECTING = 15
"""Seconds that a server may take to let us in."""
LISTED_FOR = 10.0
"""Seconds for which it is remembered what lies in a folder, beside whose workbooks pictures may lie."""


class RemoteFS(NetworkFS):
    """A store that is read. What would write is refused, for want of what keeps others' work safe."""

    def __init__(self, connect: Callable[[], Any], server: str) -> None:
        """Connect when something is first asked.

        Args:
            connect: returns fsspec's file system.
            server: what the store is called in what people are told.
        """
        super().__init__()
        self._connect, self._server = connect, server
        self._there: Any = None
        self._files: dict[int, Any] = {}
        self._listings: dict[Path, tuple[float, Listing]] = {}

    def read(self, path: Path) -> bytes:
        """Return all bytes of a file; it is closed again at once."""
        handle = self._keep(self._do(self._opened, path, "rb"))
        try:
            return b"".join(iter(lambda: self.read_chunk(handle), b""))
        finally:
            self.close(handle)

    def read_chunk(self, handle: int) -> bytes:
        """Return the next bytes of an open file; none at its end."""
        return bytes(self._do(self._files[handle].read, CHUNK))

    def close(self, handle: int) -> None:
        """Close a file."""
        self._do(self._files.pop(handle).close)

    def exists(self, path: Path) -> bool:
        """Return whether a name is taken."""
        try:
            self._info(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def is_folder(self, path: Path) -> bool:
        """Return whether a path is a folder."""
        try:
            return bool(self._info(path)["type"] == "directory")
        except (FileNotFoundError, NotADirectoryError):
            return False

    def stat(self, path: Path) -> Stat:
        """Return size and time of a file."""
        found = self._info(path)
        when = found.get("mtime") or found.get("LastModified") or 0
        return Stat(found["size"], when if isinstance(when, datetime) else datetime.fromtimestamp(when, UTC))

    def seen(self, path: Path) -> Seen:
        """Return the same as the system tells it."""
        size, modified = self.stat(path)
        return Seen(size, int(modified.timestamp() * 1e9))

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder; none where it is missing."""
        return sorted(path.name for found in self._list(folder) for path in found)

    def listed(self, folder: Path) -> Listing:
        """Return what lies in a folder, as it was a moment ago; nothing where it is missing."""
        now = self.monotonic()
        if folder not in self._listings or now - self._listings[folder][0] > LISTED_FOR:
            self._listings[folder] = now, self._list(folder)
        return self._listings[folder][1]

    def matching(self, pattern: Address, root: Address) -> Iterator[Address]:
        """Yield the files below a folder that match a pattern, in order; nothing hidden."""
        from fsspec.utils import glob_translate  # noqa: PLC0415 - an optional extra

        fits = re.compile(glob_translate(str(pattern))).match
        for here, folders, names in root.walked():
            deeper = "**" in pattern.parts or len(here.parts) < len(pattern.parts) - 1
            folders[:] = sorted(name for name in folders if deeper and not name.startswith("."))
            yield from (here / name for name in sorted(names) if fits(str(here / name)))

    def resolve(self, path: Path) -> Path:
        """Return the path: who follows links is the server."""
        return path

    def make_folder(self, folder: Path) -> None:  # noqa: ARG002 - as all refuse
        """Refuse: every write begins with this."""
        raise Refusal("store-only-read")

    def _list(self, folder: Path) -> Listing:
        try:
            folders, files = self._do(self._entries, folder)
        except (FileNotFoundError, NotADirectoryError):
            return [], []
        return sorted(folders), sorted(files)

    def _entries(self, folder: Path) -> Listing:
        kinds: Listing = [], []
        for one in self._fsspec.ls(self._place(folder), detail=True):
            name = str(one["name"]).rstrip("/").rpartition("/")[2]
            if name and name != folder.name:  # a folder of S3 may be an object within itself
                kinds[one["type"] != "directory"].append(folder / name)  # type: ignore[arg-type]
        return kinds

    def _info(self, path: Path) -> Any:
        return self._do(self._fsspec_call, "info", path)

    def _opened(self, path: Path, mode: str) -> Any:
        return self._fsspec.open(self._place(path), mode, **self._opening)

    def _fsspec_call(self, name: str, path: Path, **options: object) -> Any:
        return getattr(self._fsspec, name)(self._place(path), **options)

    _opening: dict[str, object] = {"cache_type": "none"}  # noqa: RUF012 - never written to

    def _place(self, path: Path) -> str:
        """Return what a path is called on its server."""
        return "/" + "/".join(path.parts[2:])

    def _keep(self, file: Any) -> int:
        handle = max(self._files, default=2) + 1
        self._files[handle] = file
        return handle

    @property
    def _fsspec(self) -> Any:
        if self._there is None:
            try:
                self._there = self._connect()
            except ImportError as error:
                package = error.name or "fsspec"
                raise Refusal("needs-extra", extra=EXTRA, package=package.partition(".")[0]) from error
            except Exception as error:
                raise Refusal("no-server", server=self._server, detail=_one_line(error)) from error
        return self._there

    def _do(self, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Return what the server answers, its errors as a mounted drive would give them."""
        try:
            return super()._do(call, *arguments, **named)
        except (Refusal, TimeoutError):
            raise
        except Exception as error:
            if type(error).__module__ == "builtins" and isinstance(error, OSError) and error.errno:
                raise
            raise as_system_error(error) from error


def as_system_error(error: Exception) -> OSError:
    """Return an error as the system gives it for a mounted drive; libraries have classes of their own."""
    number = getattr(error, "errno", None)
    if isinstance(error, FileNotFoundError):
        number = errno.ENOENT
    elif isinstance(error, PermissionError):
        number = errno.EACCES
    elif isinstance(error, FileExistsError):
        number = errno.EEXIST
    return OSError(number or errno.EIO, _one_line(error) or os.strerror(number or errno.EIO))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def remote_file_system(path: Address) -> RemoteFS:
    """Return the server that an address leads to; one connection serves all that lies there."""
    asked = path.scheme, path.server, os.getpid()
    if _server(*asked).lost:
        _server.cache_clear()
    return _server(*asked)


@cache
def _server(scheme: str, server: str, process: int) -> RemoteFS:  # noqa: ARG001 - connections are a process's own
    from importlib import import_module  # noqa: PLC0415

    found: RemoteFS = import_module(f".{scheme}", __package__).file_system(server)
    return found
