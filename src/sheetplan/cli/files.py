"""Work on many files: progress, whose turn it is, and one refusal that does not stop the rest."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience
from sheetplan.cli.terms import WORDS, say

LOOK_AGAIN = 2.0
"""Seconds between rounds through the workbooks that somebody has open."""


class Turns(NamedTuple):
    """What happens to a workbook that somebody has open: it is refused, waited for, or comes last.

    Attributes:
        wait: seconds to wait.
        queue: the other files go first; without `wait` there is no end to waiting for the rest.
    """

    wait: float = 0
    queue: bool = False

    def patience(self, path: Path) -> Patience:
        """Return how long the work on a file waits by itself."""
        if self.queue or not self.wait:
            return NOW
        told: list[Refusal] = []

        def tell(refusal: Refusal) -> None:
            if not told:
                told.append(refusal)
                say_waiting(refusal, path)

        return Patience(self.wait, tell)

    def over(self, began: float) -> bool:
        """Return whether no file is waited for any longer."""
        return bool(self.wait) and time.monotonic() - began >= self.wait


ONCE = Turns()


def each_file(
    files: Sequence[Path], work: Callable[[Path], Any], turns: Turns = ONCE
) -> Iterator[tuple[Path, Any]]:
    """Yield each file with what came of it; a refusal is an answer like any other."""
    hidden = len(files) == 1 or not sys.stderr.isatty()
    with (
        _working(files, work, turns) as work_on,
        click.progressbar(
            length=len(files), hidden=hidden, file=sys.stderr, item_show_func=_file_name
        ) as progress,
    ):
        for path, outcome in _in_turn(files, work_on, turns):
            progress.update(1, path)
            yield path, outcome


@contextlib.contextmanager
def _working(
    files: Sequence[Path], work: Callable[[Path], Any], turns: Turns
) -> Iterator[Callable[[Path], Any]]:
    """Yield what does the work: one file right here, many in a process that one of them may end."""
    if len(files) == 1:
        yield work
        return
    from sheetplan.cli.workers import Worker, can_fork  # noqa: PLC0415 - one file does without

    worker = Worker(work, turns.wait)
    try:
        yield worker if can_fork() else work
    finally:
        worker.end()


def _in_turn(files: Sequence[Path], work: Callable[[Path], Any], turns: Turns) -> Iterator[tuple[Path, Any]]:
    """Yield each file once it is done with; those that are held come again after the others."""
    began = time.monotonic()
    told: set[Path] = set()
    while files:
        held: list[Path] = []
        for path in files:
            outcome = _attempt(path, work)
            if turns.queue and isinstance(outcome, Refusal) and outcome.passing and not turns.over(began):
                held.append(path)
                if path not in told:
                    told.add(path)
                    say_waiting(outcome, path)
            else:
                yield path, outcome
        files = held
        if files:
            _pause()


def _attempt(path: Path, work: Callable[[Path], Any]) -> Any:
    try:
        return work(path)
    except Refusal as refusal:
        return refusal
    except KeyboardInterrupt:
        _stop()
    except Exception:
        click.secho(say("problems", "crash", file=path), fg="red", err=True)
        raise


def _pause() -> None:
    try:
        time.sleep(LOOK_AGAIN)
    except KeyboardInterrupt:
        _stop()


def _stop() -> None:
    click.secho(say("problems", "stopped"), fg="yellow", err=True)
    sys.exit(130)


def _file_name(path: Path | None) -> str:
    return path.name if path else ""


def complain(refusal: Refusal, path: Path) -> None:
    """Print why a file was refused, in one line."""
    click.secho(refusal.worded(path, WORDS), fg="red", err=True)


def say_waiting(refusal: Refusal, path: Path) -> None:
    """Print who has a file, and that one waits."""
    who = str(refusal.facts.get("who", "")) or say("problems", "somebody")
    since = str(refusal.facts.get("since", "")) or "–"
    click.secho(say("problems", "waiting", file=path, who=who, since=since), fg="yellow", err=True)
