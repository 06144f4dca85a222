"""Work in processes of their own, so that whatever a file does to its parser costs that file only."""

from __future__ import annotations

import copyreg
import gc
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sheetplan.app.answers import Answer, attempt
from sheetplan.app.refusal import Refusal

MOST_SECONDS = 600.0
"""For one file. People who have it open are waited for longer only where that was asked for."""
MOST_MEMORY = 4 << 30
"""Bytes of address space; a parser that wants more ends, and its file is told."""
TIDY = 20
"""Files after which a process clears up behind itself."""
LOOK = 0.5
"""Seconds after which a crew looks whether it was told to stop."""


def _unchanging(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda mapping: (_unchanging, (dict(mapping),)))


def way_to_start() -> str:
    """Return how the system makes processes: copies of ours, or on Windows new ones."""
    return "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


class Worker:
    """A process that does one file after another, begun anew where a file ended it."""

    def __init__(self, work: Callable[[Path], Any], patience: float = 0, start: str = "") -> None:
        self._work = work
        self._seconds = MOST_SECONDS + patience
        self._context: Any = multiprocessing.get_context(start or way_to_start())
        self._process: Any = None
        self._given = (Path(), 0.0)
        self.connection: Connection | None = None

    def give(self, path: Path) -> Connection:
        """Hand out a file; return where the answer will come."""
        connection = self._begun()
        connection.send(path)
        self._given = path, time.monotonic()
        return connection

    def late(self) -> bool:
        """Return whether the file that was handed out takes too long."""
        return time.monotonic() - self._given[1] >= self._seconds

    def take(self) -> Answer:
        """Return the answer, which must have come, or be too late."""
        path, began = self._given
        return Answer(path, self._taken(), time.monotonic() - began)

    def __call__(self, path: Path) -> Any:
        """Return what the work on a file returns, or raise what it raises."""
        self.give(path).poll(self._seconds)
        outcome = self.take().outcome
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None

    def _taken(self) -> Any:
        connection = self._begun()
        if not connection.poll():
            self.end()
            return Refusal("took-too-long", seconds=int(self._seconds))
        try:
            return connection.recv()
        except (EOFError, ConnectionError):
            self.end()
            return Refusal("parser-died")

    def _begun(self) -> Connection:
        if self._process is None or self.connection is None:
            self.connection, theirs = self._context.Pipe()
            ours = self.connection if self._context.get_start_method() == "fork" else None
            self._process = self._context.Process(target=_serve, args=(theirs, ours, self._work), daemon=True)
            self._process.start()
            theirs.close()
        return self.connection


class Crew:
    """Some workers on one heap of files."""

    def __init__(self, work: Callable[[Path], Any], size: int, patience: float = 0, start: str = "") -> None:
        self._workers = [Worker(work, patience, start) for _ in range(size)]
        self._stopped = False

    def __call__(self, paths: Iterable[Path]) -> Iterator[Answer]:
        """Yield the answers as they come."""
        heap, busy = iter(paths), dict[Any, Worker]()
        idle = list(self._workers)
        while True:
            while idle and not self._stopped and (path := next(heap, None)) is not None:
                worker = idle.pop()
                busy[worker.give(path)] = worker
            if not busy:
                return
            wait(busy, LOOK)
            for connection, worker in list(busy.items()):
                if connection.poll() or worker.late():
                    del busy[connection]
                    idle.append(worker)
                    yield worker.take()

    def stop(self) -> None:
        """Hand out no more; what is in work will be finished."""
        self._stopped = True

    def end(self) -> None:
        """End all processes, whatever they do."""
        for worker in self._workers:
            worker.end()


def _serve(connection: Connection, other_end: Connection | None, work: Callable[[Path], Any]) -> None:
    """Do what is sent, until nobody sends any more."""
    if other_end is not None:
        other_end.close()  # else we would never hear that our parent has gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops us tells our parent too
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for done in count(1):
        try:
            path = connection.recv()
        except EOFError:
            return
        connection.send(attempt(work, path))
        if done == 1 or not done % TIDY:
            gc.collect()  # by itself it happens so seldom that a worker takes more and more room
        if done == 1:
            gc.freeze()  # what the first file has loaded serves all others, and is never tidied away
