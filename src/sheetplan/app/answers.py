"""What comes of the work on a file, as a value that another process can send."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sheetplan.app.refusal import Refusal


class Answer(NamedTuple):
    """What came of a file: a result, a refusal, or an exception that is a bug of ours; after some seconds."""

    path: Path
    outcome: Any
    seconds: float = 0


class Hands(Protocol):
    """Who does the work: this process, some processes, or machines."""

    def __call__(self, paths: Iterable[Path]) -> Iterator[Answer]:
        """Yield the answers as they come."""
        ...

    def stop(self) -> None:
        """Begin no other file; what is in work will be finished."""
        ...

    def end(self) -> None:
        """Leave everything as it is, now."""
        ...


def attempt(work: Callable[[Path], Any], path: Path) -> Any:
    """Return what the work on a file returns, or what it raises; a bug brings its traceback along."""
    try:
        return work(path)
    except Refusal as refusal:
        return refusal
    except MemoryError:
        return Refusal("too-much-memory")
    except Exception as error:  # noqa: BLE001 - it is raised again, or told, where the file is known
        error.add_note(traceback.format_exc())
        return error
