"""Files behind SSH. Keys, agents, names of hosts and their fingerprints are those of ``~/.ssh``."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from .login import login
from .remote import CONNECTING, RemoteFS
from .remote_writing import WritableFS

P = ParamSpec("P")
T = TypeVar("T")

TRIES = 5
_NUMBERS = {2: errno.ENOENT, 3: errno.EACCES, 6: errno.ECONNRESET, 7: errno.ECONNRESET, 8: errno.EOPNOTSUPP}
"""What the codes of SFTP mean; a name that is taken has none of its own."""


class SshFS(WritableFS):
    """A server of SFTP whose renaming refuses a name that is taken, as OpenSSH's does."""

    _channel: Any = None

    def open_new(self, path: Path, mode: int = 0o666) -> int:
        """Return the handle of a file that did not exist before."""
        handle = self._keep(self._given(path, self._opened, path, "xb"))
        if mode != 0o666:
            self._ask("chmod", self._place(path), mode)
        return handle

    def sync(self, handle: int) -> None:
        """Make what was written last through a power cut, where the server lets us."""
        with contextlib.suppress(OSError):
            self._do(self._files[handle].fsync)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file another name, which must be free."""
        self._given(new, self._asked, "rename", self._place(old), self._place(new))

    def replace(self, old: Path, new: Path) -> None:
        """Give a file the name of another, which is gone then."""
        self._ask("posix_rename", self._place(old), self._place(new))

    def link(self, old: Path, new: Path) -> None:
        """Give a file a second name; never one that is taken."""
        self._given(new, self._asked, "link", self._place(old), self._place(new))

    def take_after(self, path: Path, model: Path) -> None:
        """Give a file the permissions of another, and as far as the server lets us its owner and group."""
        found, mine = (self._ask("stat", self._place(each)) for each in (model, path))
        self._ask("chmod", self._place(path), found.permissions & 0o7777)
        if (found.uid, found.gid) != (mine.uid, mine.gid):
            with contextlib.suppress(OSError):
                self._ask("chown", self._place(path), found.uid, found.gid)

    def _given(self, name: Path, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """Return what a call answers that gives a name; it fails without a reason where the name is taken.

        Another may take the name away again before we look. So a failure that stays unexplained is no answer
        before it has come a few times.
        """
        for _ in range(TRIES):
            try:
                return self._do(call, *arguments, **named)
            except OSError as error:
                failure = error
            if failure.errno != errno.EIO:
                break
            if self.exists(name):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name)) from failure
        raise failure

    def _ask(self, name: str, *arguments: object) -> Any:
        return self._do(self._asked, name, *arguments)

    def _asked(self, name: str, *arguments: object) -> Any:
        from fsspec.asyn import sync  # noqa: PLC0415 - an optional extra

        async def asked() -> Any:
            if self._channel is None:
                self._channel = await self._fsspec.client.start_sftp_client()
            return await getattr(self._channel, name)(*arguments)

        where = self._fsspec
        return sync(where.loop, asked)

    def _do(self, call: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        try:
            return super()._do(call, *arguments, **named)
        except OSError as error:
            number = _NUMBERS.get(getattr(error.__cause__, "code", 0))
            if number is None or error.errno != errno.EIO:
                raise
            raise OSError(number, str(error)) from error

    _opening: dict[str, object] = {}  # noqa: RUF012 - never written to


def file_system(server: str) -> RemoteFS:
    """Return a server of SFTP; nobody is asked yet."""

    def connected() -> Any:
        from sshfs import SSHFileSystem  # noqa: PLC0415 - an optional extra

        return SSHFileSystem(
            **login("sftp", server),
            known_hosts=(),  # those of the user; none, as sshfs has it, would let in whoever answers
            login_timeout=CONNECTING,
            skip_instance_cache=True,
        )

    return SshFS(connected, f"sftp://{server}")
