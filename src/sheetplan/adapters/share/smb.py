"""Shares of Windows and Samba servers, spoken to directly: no drive, no mount."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sheetplan.app.address import Listing

from .login import login
from .remote import CONNECTING, RemoteFS
from .remote_writing import WritableFS

P = ParamSpec("P")
T = TypeVar("T")

_SHARING_VIOLATION = 0xC0000043
_DELETE_PENDING = 0xC0000056
"""The file is removed, but keeps its name until the last one closes it."""
_NUMBERS = {
    _SHARING_VIOLATION: errno.EBUSY,
    _DELETE_PENDING: errno.ENOENT,
    0xC0000002: errno.EOPNOTSUPP,
    0xC0000010: errno.EOPNOTSUPP,
    0xC00000BB: errno.EOPNOTSUPP,
}
"""What the answers of servers mean; the last three say that they give no file a second name."""


class ShareFS(WritableFS):
    """The shares of a server. While Excel has a workbook, the server refuses to write or rename it."""

    def open_new(self, path: Path, mode: int = 0o666) -> int:  # noqa: ARG002 - the folder's permissions count
        """Return the handle of a file that did not exist before."""
        try:
            return self._keep(self._do(self._opened, path, "xb"))
        except FileNotFoundError as error:
            if _status(error.__cause__) != _DELETE_PENDING:
                raise
            raise FileExistsError(errno.EEXIST, str(error)) from error

    def sync(self, handle: int) -> None:
        """Send what was written."""
        self._do(self._files[handle].flush)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, which must be free."""
        self._twice("rename", old, new)

    def replace(self, old: Path, new: Path) -> None:
        """Give a file the name of another, which is gone then."""
        self._twice("replace", old, new)

    def link(self, old: Path, new: Path) -> None:
        """Give a file a second name; never one that is taken."""
        self._twice("link", old, new)

    def take_after(self, path: Path, model: Path) -> None:
        """Do nothing: what the folder permits applies to the new file."""

    def _entries(self, folder: Path) -> Listing:
        """Return what is in a folder; asking about each name, as fsspec does, would take a call each."""
        import smbclient  # noqa: PLC0415 - an optional extra

        kinds: Listing = [], []
        for entry in smbclient.scandir(self._unc(folder), port=self._port):
            kinds[not entry.is_dir()].append(folder / entry.name)
        return kinds

    def _twice(self, name: str, old: Path, new: Path) -> None:
        import smbclient  # noqa: PLC0415 - an optional extra

        call = getattr(smbclient, name)
        self._do(lambda: call(self._unc(old), self._unc(new), port=self._port))

    @property
    def _port(self) -> int:
        return self._fsspec.port or 445

    def _unc(self, path: Path) -> str:
        return f"\\\\{self._fsspec.host}" + self._place(path).replace("/", "\\")

    def _do(self, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        try:
            return super()._do(call, *arguments, **named)
        except OSError as error:
            number = _NUMBERS.get(_status(error))
            if number is None:
                raise
            raise OSError(number, str(error)) from error

    _opening = {"share_access": "rwd"}  # noqa: RUF012 - never written to


def _status(error: BaseException | None) -> int:
    """Return what the server answered, where an error comes from that."""
    return int(getattr(error and error.__cause__, "ntstatus", 0))


def file_system(server: str) -> RemoteFS:
    """Return a server's shares; nobody is asked yet."""

    def connected() -> Any:
        from fsspec.implementations.smb import SMBFileSystem  # noqa: PLC0415 - an optional extra

        return SMBFileSystem(
            **login("smb", server),
            timeout=CONNECTING,
            register_session_retries=0,
            skip_instance_cache=True,
        )

    return ShareFS(connected, f"smb://{server}")
