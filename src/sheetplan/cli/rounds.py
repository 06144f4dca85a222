"""Going through many files: progress, whose turn it is, what is told of each; one refusal stops no other."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Self

import click

from sheetplan.adapters.file_search import Files
from sheetplan.adapters.share import FileStore
from sheetplan.app.address import Address
from sheetplan.app.answers import Answer, Hands, attempt
from sheetplan.app.refusal import Refusal
from sheetplan.app.summary import Line, as_json, counted
from sheetplan.cli.files import LOCAL, ONCE, PLAIN, Run, Turns, say_waiting
from sheetplan.cli.terms import CLEAN, FAILED, FINDINGS, WORDS, say

LOOK_AGAIN = 2.0
"""Seconds between rounds through the workbooks that somebody has open."""
STOPPED = 130
"""Exit code of a run that somebody stopped, as shells have it."""
_WIPE = "\r\033[K"


class Alone:
    """This very process; enough for one file."""

    def __init__(self, work: Callable[[Path], Any]) -> None:
        self._work = work
        self._stopped = False

    def __call__(self, paths: Iterable[Path]) -> Iterator[Answer]:
        """Yield what comes of each file. A bug of ours is raised."""
        for path in paths:
            if self._stopped:
                return
            began = time.monotonic()
            outcome = attempt(self._work, path)
            if isinstance(outcome, Exception) and not isinstance(outcome, Refusal):
                click.secho(say("problems", "crash", file=path), fg="red", err=True)
                raise outcome
            yield Answer(path, outcome, time.monotonic() - began)

    def stop(self) -> None:
        """Begin no other file."""
        self._stopped = True

    def end(self) -> None:
        """Do nothing: there is nobody else."""


def each_file(
    files: Files,
    work: Callable[[Path], Any],
    turns: Turns = ONCE,
    run: Run = PLAIN,
    record: Record | None = None,
) -> Iterator[tuple[Path, Any]]:
    """Yield each file with what came of it; a refusal is an answer like any other.

    Args:
        files: the files. Those that the run's memory holds to be unchanged are not yielded.
        work: what to do with each; it must be fit to be sent to another process.
        turns: what happens to those that somebody has open.
        run: how they are gone through.
        record: takes note of what comes of each, for whoever wants to see it afterwards.
    """
    record = record or Record(run)
    paths = [path for path in files.paths if not record.skips(path, files)]
    hands = _hands(files, work, turns, run)
    refused = (Answer(path, refusal) for path, refusal in files.refused)
    with record, _stoppable(hands), _progress(len(paths)) as told:
        for answer in chain(refused, _in_turn(paths, hands, turns)):
            settled = record.add(answer)
            if run.fail_fast and isinstance(settled, Refusal):
                hands.stop()
            with told(answer.path):
                yield answer.path, settled
        record.whole = len(record.lines) == len(files.paths) + len(files.refused)


def _hands(files: Files, work: Callable[[Path], Any], turns: Turns, run: Run) -> Hands:
    """Return who does the work; whatever was found and not named may end the process that reads it."""
    if run.engine != LOCAL:
        return _cluster(work, run.engine)
    if len(files.paths) < 2 and not files.found:
        return Alone(work)
    from sheetplan.cli.workers import Crew  # noqa: PLC0415 - one file does without

    # A connection to a server cannot be shared by processes, so they must not begin as copies of this one.
    start = "spawn" if any(isinstance(path, Address) for path in files.paths) else ""
    return Crew(work, min(run.jobs, len(files.paths)), turns.wait, start)


def _cluster(work: Callable[[Path], Any], address: str) -> Hands:
    from sheetplan.adapters.cluster import Cluster  # noqa: PLC0415 - an optional extra

    try:
        return Cluster(work, address)
    except Refusal as refusal:
        click.secho(refusal.worded(address, WORDS), fg="red", err=True)
        sys.exit(FAILED)


class Record:
    """What came of the files of a run, told where it was asked for."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._began = datetime.now().astimezone()
        self.lines: list[Line] = []
        self.whole = False

    def skips(self, path: Path, files: Files) -> bool:
        """Return whether a file, found and not named, need not be done again."""
        memory = self._run.memory
        if memory is None or path not in files.found or not memory.unchanged(path):
            return False
        self.lines.append(Line(str(path), "unchanged"))
        return True

    def add(self, answer: Answer) -> Any:
        """Return the outcome of a file once it is noted; for a bug of ours, a refusal that says so."""
        path, outcome, seconds = answer
        if isinstance(outcome, Exception) and not isinstance(outcome, Refusal):
            click.secho("\n".join(getattr(outcome, "__notes__", [])), fg="red", err=True)
            outcome = Refusal("crash", detail=repr(outcome))
        if isinstance(outcome, Refusal):
            reason = one_line(outcome.worded(path, WORDS))
            self.lines.append(Line(str(path), "failed", seconds, outcome.code, reason))
            return outcome
        if self._run.memory is not None:
            self._run.memory.remember(path, outcome)
        self.lines.append(Line(str(path), "done", seconds, facts=self._run.facts(outcome)))
        return outcome

    def exit_code(self, found: int = CLEAN) -> int:
        """Return 0 where all is well, 1 where something needs a look, 2 where no file came to anything.

        Args:
            found: what the files that were done give reason for by themselves.
        """
        counts = counted(self.lines)
        if not counts["failed"]:
            return found
        return FAILED if counts["failed"] == counts["files"] else max(found, FINDINGS)

    def tell_skipped(self) -> None:
        """Print how many files were skipped, where any were."""
        if skipped := counted(self.lines)["unchanged"]:
            click.echo(say("run", "unchanged", count=skipped))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._run.summary is not None:
            ended = datetime.now().astimezone()
            told = as_json(self._run.command, self._began, ended, self.lines, whole=self.whole)
            FileStore().put(self._run.summary, told.encode(), may_replace=lambda _: True)


def one_line(text: str) -> str:
    """Return a text without line breaks."""
    return " · ".join(filter(None, map(str.strip, text.splitlines())))


def _in_turn(paths: list[Path], hands: Hands, turns: Turns) -> Iterator[Answer]:
    """Yield each file once it is done with; those that are held come again after the others."""
    began = time.monotonic()
    told: set[Path] = set()
    while paths:
        held: list[Path] = []
        for answer in hands(paths):
            refusal = answer.outcome
            if turns.queue and isinstance(refusal, Refusal) and refusal.passing and not turns.over(began):
                held.append(answer.path)
                if answer.path not in told:
                    told.add(answer.path)
                    say_waiting(refusal, answer.path)
            else:
                yield answer
        paths = held
        if paths:
            time.sleep(LOOK_AGAIN)


@contextlib.contextmanager
def _stoppable(hands: Hands) -> Iterator[None]:
    """Let Ctrl-C stop a run: files in work are finished first; the second one leaves them."""
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        if stopped or isinstance(hands, Alone):
            signal.default_int_handler(number, frame)
        stopped = True
        hands.stop()
        click.secho(say("problems", "stopping"), fg="yellow", err=True)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    except KeyboardInterrupt:
        stopped = True
    finally:
        signal.signal(signal.SIGINT, before)
        hands.end()
    if stopped:
        click.secho(say("problems", "stopped"), fg="yellow", err=True)
        sys.exit(STOPPED)


@contextlib.contextmanager
def _progress(count: int) -> Iterator[Callable[[Path], contextlib.AbstractContextManager[None]]]:
    """Yield what moves the bar on by a file, and out of the way of what is said about it."""
    hidden = count < 2 or not sys.stderr.isatty()
    with click.progressbar(length=count, hidden=hidden, file=sys.stderr, show_pos=True) as bar:

        @contextlib.contextmanager
        def told(path: Path) -> Iterator[None]:
            bar.label = path.name
            bar.update(1)
            if not hidden:
                click.echo(_WIPE, nl=False, err=True)
            yield
            bar.render_progress()

        yield told
