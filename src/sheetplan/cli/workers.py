"""Work in a process of its own, so that whatever a file does to its parser costs that file only."""

from __future__ import annotations

import copyreg
import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sheetplan.app.refusal import Refusal

MOST_SECONDS = 600.0
"""For one file. People who have it open are waited for longer only where that was asked for."""
MOST_MEMORY = 4 << 30
"""Bytes of address space; a parser that wants more ends, and its file is told."""


def _unchanging(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda mapping: (_unchanging, (dict(mapping),)))


class Worker:
    """A process that does one file after another, begun anew where a file ended it."""

    def __init__(self, work: Callable[[Path], Any], patience: float = 0) -> None:
        self._work = work
        self._seconds = MOST_SECONDS + patience
        self._process: Any = None
        self._connection: Connection | None = None

    def __call__(self, path: Path) -> Any:
        """Return what the work on a file returns, or raise what it raises.

        Raises:
            Refusal: the process died over the file, or took too long.
        """
        connection = self._begun()
        connection.send(path)
        if not connection.poll(self._seconds):
            self.end()
            raise Refusal("took-too-long", seconds=int(self._seconds))
        try:
            answer = connection.recv()
        except EOFError:
            self.end()
            raise Refusal("parser-died") from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None

    def _begun(self) -> Connection:
        if self._process is None or self._connection is None:
            fork = multiprocessing.get_context("fork")
            self._connection, theirs = fork.Pipe()
            self._process = fork.Process(
                target=_serve, args=(theirs, self._connection, self._work), daemon=True
            )
            self._process.start()
            theirs.close()
        return self._connection


def can_fork() -> bool:
    """Return whether the system makes such processes; Windows does not, and works in one."""
    return "fork" in multiprocessing.get_all_start_methods()


def _serve(connection: Connection, other_end: Connection, work: Callable[[Path], Any]) -> None:
    """Do what is sent, until nobody sends any more."""
    other_end.close()  # else we would never hear that our parent has gone
    import resource  # noqa: PLC0415 - Windows has none

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops us tells our parent too
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            path = connection.recv()
        except EOFError:
            return
        try:
            answer = work(path)
        except MemoryError:
            answer = Refusal("too-much-memory")
        except Exception as error:  # noqa: BLE001 - it is raised again where the file is known
            answer = error
        connection.send(answer)
