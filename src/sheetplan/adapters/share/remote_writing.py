"""Servers on which workbooks may be changed: those that keep the laws of a drive, which is tried first."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from sheetplan.app.refusal import Refusal

from .remote import RemoteFS
from .traces import TEMPORARY


class WritableFS(RemoteFS):
    """A server that creates a file for one only, and gives no file a name that is taken."""

    def __init__(self, connect: Callable[[], Any], server: str) -> None:
        """Connect when something is first asked."""
        super().__init__(connect, server)
        self._proved = False

    def open_end(self, path: Path) -> int:
        """Return the handle of a file, made where it is missing, that is written at its end."""
        return self._keep(self._do(self._opened, path, "ab"))

    def open_over(self, path: Path) -> int:
        """Return the handle of a file that is there, emptied."""
        handle = self._keep(self._do(self._opened, path, "r+b"))
        self._do(self._files[handle].truncate, 0)
        return handle

    def probe(self, path: Path) -> None:
        """Open a file for writing and close it, unwritten: who holds it against writers makes this fail."""
        self.close(self._keep(self._do(self._opened, path, "r+b")))

    def write(self, handle: int, data: bytes) -> None:
        """Write all of some bytes."""
        self._do(self._files[handle].write, data)

    def remove(self, path: Path) -> None:
        """Take a name away."""
        self._do(self._fsspec_call, "rm_file", path)

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it; before the first write, see that the server keeps the laws.

        Raises:
            Refusal: it does not.
        """
        self._do(self._fsspec_call, "makedirs", folder, exist_ok=True)
        if not self._proved:
            self._prove(folder)
            self._proved = True

    def sync_folder(self, folder: Path) -> None:
        """Do nothing: names are the server's business."""

    def _prove(self, folder: Path) -> None:
        """Let a server refuse to create what is there, and to rename onto what is there."""
        one, other = (folder / f"{TEMPORARY}{uuid4().hex}.tmp" for _ in range(2))
        try:
            self._create(one)
            self._create(other)
            for breach in (self._create, lambda name: self.rename(other, name)):
                with contextlib.suppress(FileExistsError):
                    breach(one)
                    raise Refusal("store-not-safe", server=self._server)
        finally:
            for name in (one, other):
                with contextlib.suppress(OSError):
                    self.remove(name)

    def _create(self, path: Path) -> None:
        self.close(self.open_new(path))
