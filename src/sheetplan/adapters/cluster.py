"""A Dask cluster that is there already, at work on files: every machine sees them under the same path."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from sheetplan.app.answers import Answer, attempt
from sheetplan.app.refusal import Refusal
from sheetplan.model.undisturbed import undisturbed

SCHEME = "dask://"
AHEAD = 3
"""Files handed out for each processor: there is always a next one, and stopping does not take long."""
_CONNECTING = "10s"


class Cluster:
    """The machines behind a scheduler. A machine that is lost gives its files to the others."""

    def __init__(self, work: Callable[[Path], Any], address: str) -> None:
        """Connect to a scheduler.

        Args:
            work: what to do with a file; the machines must have this version of sheetplan.
            address: ``dask://HOST:PORT``.

        Raises:
            Refusal: dask is not installed here, or nobody answers there.
        """
        try:
            import distributed  # noqa: PLC0415 - an optional extra
        except ImportError:
            raise Refusal("needs-extra", extra="cluster", package="distributed") from None
        connect: Any = distributed.Client
        place = address.removeprefix(SCHEME)
        try:
            self._client = connect(f"tcp://{place}", timeout=_CONNECTING, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Refusal("no-cluster", detail=str(error)) from error
        self._executor = self._client.get_executor(pure=False)
        self._room = AHEAD * max(1, sum(self._client.ncores().values()))
        self._task = partial(_timed, pickle.dumps(work))
        self._stopped = False

    def __call__(self, paths: Iterable[Path]) -> Iterator[Answer]:
        """Yield the answers as they come."""
        heap = iter(paths)
        busy: dict[Future[tuple[Any, float]], Path] = {}
        while True:
            while len(busy) < self._room and not self._stopped and (path := next(heap, None)) is not None:
                busy[self._executor.submit(self._task, path)] = path
            if not busy:
                return
            done, _ = wait(busy, timeout=1, return_when=FIRST_COMPLETED)
            for future in done:
                path = busy.pop(future)
                yield Answer(path, *_answer(future))

    def stop(self) -> None:
        """Hand out no more; what is in work will be finished."""
        self._stopped = True

    def end(self) -> None:
        """Leave the cluster; what nobody waits for is not begun."""
        self._executor.shutdown(wait=False)
        self._client.close()


def _timed(work: bytes, path: Path) -> tuple[Any, float]:
    """Return what came of a file on the machine that did it, and after how many seconds."""
    began = time.monotonic()
    with undisturbed():
        return attempt(_unpacked(work), path), time.monotonic() - began


@lru_cache(maxsize=4)
def _unpacked(work: bytes) -> Callable[[Path], Any]:
    """Return work that was sent, the same each time: what it has warmed up, as templates, stays with it."""
    unpacked: Callable[[Path], Any] = pickle.loads(work)  # noqa: S301 - from who may have any work done here
    return unpacked


def _answer(future: Future[tuple[Any, float]]) -> tuple[Any, float]:
    """Return what a machine answered; a refusal where a file has ended one machine after another."""
    error = future.exception()
    if error is None:
        return future.result()
    if type(error).__name__ == "KilledWorker":
        return Refusal("parser-died"), 0.0
    return error, 0.0
