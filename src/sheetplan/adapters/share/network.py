"""Network drives: how they are told from disks, and calls that give up instead of hanging for minutes."""

from __future__ import annotations

import errno
import os
import queue
import sys
import threading
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from sheetplan.app.address import Address

from .fs import FS

if TYPE_CHECKING:
    from .remote import RemoteFS

P = ParamSpec("P")
T = TypeVar("T")
_Request = tuple[Callable[[], Any], "queue.SimpleQueue[Any]"] | None

DEADLINE = 20.0
"""Seconds that a server may take for one call. An outage blocks a single open() for minutes otherwise."""

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.rclone",
        "fuse.s3fs", "fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "virtiofs",
    }
)  # fmt: skip


class NetworkFS(FS):
    """A file system behind a server: every call has a deadline, and after one missed there are no more calls.

    A call that was given up may still happen later; whoever saves must know that (see `save`).
    """

    remote = True
    denies_briefly = True

    def __init__(self) -> None:
        self._requests: queue.SimpleQueue[_Request] | None = None
        self.lost = False

    def _do(self, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        if self.lost:
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        if self._requests is None:
            self._requests = queue.SimpleQueue()
            threading.Thread(target=_serve, args=(self._requests,), name="network drive", daemon=True).start()
            weakref.finalize(self, self._requests.put, None)
        reply: queue.SimpleQueue[T | Exception] = queue.SimpleQueue()
        self._requests.put((partial(call, *arguments, **named), reply))
        try:
            answer = reply.get(timeout=DEADLINE)
        except queue.Empty:
            self.lost = True
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)) from None
        if isinstance(answer, Exception):
            raise answer
        return answer


def file_system(path: Path) -> FS:
    """Return the file system that a path is on: with deadlines where a server is behind it."""
    if isinstance(path, Address):
        return server_of(path)
    return NetworkFS() if is_network_drive(path) else FS()


def server_of(path: Address) -> RemoteFS:
    """Return the server that an address leads to."""
    from .remote import remote_file_system  # noqa: PLC0415 - few runs go anywhere

    return remote_file_system(path)


def is_network_drive(path: Path) -> bool:
    """Return whether a path is on a network drive; asked of the system's own tables, never of the server."""
    place = os.path.abspath(path)  # noqa: PTH100 - resolving links would ask the server
    if sys.platform == "win32":
        return _is_windows_network_drive(place)
    if sys.platform == "darwin":
        return place.startswith("/Volumes/")  # outside disks too, on which more care does no harm
    return _mounted_file_system(place, _mounts()) in NETWORK_FILE_SYSTEMS


def _is_windows_network_drive(place: str) -> bool:
    """Return whether a path is on a server: by its name, or by the letter of a connected drive."""
    if place.startswith(("\\\\", "//")):
        return True
    import ctypes  # noqa: PLC0415 - not needed anywhere else

    remote = 4  # DRIVE_REMOTE
    drive = os.path.splitdrive(place)[0] + "\\"
    return bool(ctypes.windll.kernel32.GetDriveTypeW(drive) == remote)  # type: ignore[attr-defined,unused-ignore]


def _mounted_file_system(place: str, mounts: str) -> str:
    """Return the type of the file system that is mounted deepest above a path."""
    best, found = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if (place == point or place.startswith(point.rstrip("/") + "/")) and len(point) >= len(best):
            best, found = point, after.split(" ")[0]
    return found


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _serve(requests: queue.SimpleQueue[_Request]) -> None:
    """Make the calls, one after the other, until nobody can ask any more; one that hangs takes the thread."""
    while (request := requests.get()) is not None:
        call, reply = request
        try:
            reply.put(call())
        except Exception as error:  # noqa: BLE001 - whoever asked will raise it
            reply.put(error)
        del request, call, reply  # else who asked would live until he asks again
