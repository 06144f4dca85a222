"""One sheetplan at a time on a workbook: by a lock of the system, and on network drives by a lease.

Servers keep locks unreliably, so there the lease is a file that only one can create. Its holder counts up in
it; whoever has seen the same count for `EXPIRY` seconds of an own steady clock takes the lease over, whatever
the clocks of the two machines say. A holder that can no longer count stops before it writes anything. Even
with two holders nothing would be lost: `sheetplan.adapters.share.save` compares before it writes.

filelock would serve on local disks, but importing it takes longer than all the rest of a save.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from .fs import FS
from .writing import retrying

EXPIRY = 15.0
"""Seconds without a sign of life after which a lease counts as left behind."""
BEAT = 3.0
"""Seconds between signs of life."""
POLL = 0.05
LONGEST_POLL = 0.5


class LeaseTaken(Exception):  # noqa: N818 - an answer, not a mishap
    """Another sheetplan kept the workbook longer than anybody wanted to wait."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__(who)


class Held(Protocol):
    """A lock or a lease."""

    def still_ours(self) -> bool:
        """Return whether nobody else has taken it over."""
        ...


@contextlib.contextmanager
def lease(fs: FS, path: Path, *, wait: float) -> Iterator[Held]:
    """Yield once this process alone may work on a workbook.

    Args:
        fs: where.
        path: the lock file; its folder is there.
        wait: seconds to wait for another process.

    Raises:
        LeaseTaken: naming who holds it.
    """
    held = _Lease(fs, path) if fs.remote else _Lock(fs, path)
    try:
        _wait_for(fs, held.try_to_take, wait)
        yield held
    finally:
        held.give_back()


def _wait_for(fs: FS, try_to_take: Callable[[], str | None], wait: float) -> None:
    """Return when it is ours; poll ever more slowly while it is not."""
    began, pause = fs.monotonic(), POLL
    while (who := try_to_take()) is not None:
        if fs.monotonic() - began >= wait:
            raise LeaseTaken(who)
        jitter = 0.5 + fs.random()[0] / 255  # so that two do not always meet
        fs.sleep(pause * jitter)
        pause = min(pause * 1.5, LONGEST_POLL)


class _Lock:
    """A lock of the system, which drops it when its holder dies."""

    def __init__(self, fs: FS, path: Path) -> None:
        self._fs, self._path = fs, path
        self.give_back: Callable[[], None] = lambda: None

    def try_to_take(self) -> str | None:
        """Return None once it is ours, or who has it."""
        unlock = self._fs.lock(self._path)
        if unlock is None:
            return ""
        self.give_back = unlock
        return None

    def still_ours(self) -> bool:
        """Return True: nobody can take a lock of the system away."""
        return True


class _Lease:
    """A file that only one can create, with a count that goes up while its holder lives."""

    def __init__(self, fs: FS, path: Path) -> None:
        self._fs, self._path = fs, path
        self._owner = fs.random().hex()
        self._count = 0
        self._seen: tuple[bytes, float] | None = None
        self._broken = False
        self._over = threading.Event()
        self._taken = False
        self._busy = threading.Lock()

    def try_to_take(self) -> str | None:
        """Return None once it is ours, or who has it; a lease left behind is cleared away first."""
        try:
            handle = retrying(self._fs, lambda: self._fs.open_new(self._path))
        except FileExistsError:
            return self._look()
        try:
            self._fs.write(handle, self._content())
        except OSError:
            with contextlib.suppress(OSError):
                self._fs.remove(self._path)
            raise
        finally:
            self._fs.close(handle)
        self._taken = True
        threading.Thread(target=self._beat, name="lease", daemon=True).start()
        self._tidy()
        return None

    def still_ours(self) -> bool:
        """Return whether the lease names us; once a beat failed it never is again."""
        with self._busy:
            return not self._broken and self._names_us()

    def give_back(self) -> None:
        """Remove the lease, unless somebody else has it by now."""
        self._over.set()
        if not self._taken:
            return
        with self._busy, contextlib.suppress(OSError):
            if self._names_us():
                self._fs.remove(self._path)

    def _look(self) -> str | None:
        """Return who holds the lease; clear it away where it has not changed for as long as it may."""
        try:
            content = retrying(self._fs, lambda: self._fs.read(self._path))
        except FileNotFoundError:
            return ""  # given back this very moment: try again
        now = self._fs.monotonic()
        if self._seen is None or self._seen[0] != content:
            self._seen = (content, now)
        elif now - self._seen[1] > EXPIRY:
            self._clear_away(content)
            self._seen = None
        return _who(content)

    def _clear_away(self, content: bytes) -> None:
        """Rename the lease that was judged dead; only one contender can, and puts back what was alive."""
        aside = self._path.with_name(f"{self._path.name}.{self._owner}")
        with contextlib.suppress(OSError):
            self._fs.rename(self._path, aside)
            if self._fs.read(aside) != content:
                with contextlib.suppress(OSError):
                    self._fs.link(aside, self._path)
            self._fs.remove(aside)

    def _tidy(self) -> None:
        """Remove what a contender left that was killed while it cleared a lease away."""
        stem = f"{self._path.name}."
        for name in self._fs.names(self._path.parent):
            if name.startswith(stem) and len(name) == len(stem) + len(self._owner):
                with contextlib.suppress(FileNotFoundError):
                    self._fs.remove(self._path.with_name(name))

    def _content(self) -> bytes:
        said = {"owner": self._owner, "who": f"{self._fs.user()}@{self._fs.host()}", "count": self._count}
        return json.dumps(said, ensure_ascii=False).encode()

    def _names_us(self) -> bool:
        try:
            return self._owner.encode() in self._fs.read(self._path)
        except FileNotFoundError:
            return False

    def _beat(self) -> None:
        while not self._over.wait(BEAT):
            with self._busy:
                try:
                    if not self._names_us():
                        raise FileNotFoundError
                    self._count += 1
                    self._rewrite()
                except OSError:
                    self._broken = True
                    return

    def _rewrite(self) -> None:
        """Count up in the lease; a reader that meets it half written sees a change all the same."""
        handle = self._fs.open_over(self._path)
        try:
            self._fs.write(handle, self._content())
        finally:
            self._fs.close(handle)


def _who(content: bytes) -> str:
    try:
        return str(json.loads(content)["who"])
    except (ValueError, KeyError, TypeError):
        return ""
