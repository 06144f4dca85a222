"""Files as commands take them, and the options for going through many of them."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import click

from sheetplan.adapters.file_search import DOCUMENTS, WORKBOOKS, find_files
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience
from sheetplan.cli.terms import WORDS, say


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


class Memory(Protocol):
    """What earlier runs have done already."""

    def unchanged(self, path: Path) -> bool:
        """Return whether the same work on the same file would come to the same."""
        ...

    def remember(self, path: Path, outcome: Any) -> None:
        """Keep that a file is done."""
        ...


class Run(NamedTuple):
    """How many files are gone through.

    Attributes:
        command: its name, for the summary.
        jobs: how many files are in work at once.
        fail_fast: stop at the first that fails.
        summary: where to write what came of each.
        memory: what need not be done again.
        facts: what the summary says of an outcome.
    """

    command: str = ""
    jobs: int = 1
    fail_fast: bool = False
    summary: Path | None = None
    memory: Memory | None = None
    facts: Callable[[Any], Mapping[str, object]] = lambda _: {}


PLAIN = Run()


def many_files(
    endings: frozenset[str] = WORKBOOKS, *, jobs: int = 1, required: bool = True
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return a decorator that gives a command its files and the options for going through many of them."""

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        @click.argument("files", nargs=-1, required=required, metavar=say("options", "files"))
        @click.option(
            "--jobs", type=click.IntRange(1), default=jobs, metavar="N", help=say("options", "jobs")
        )
        @click.option("--fail-fast", is_flag=True, help=say("options", "fail_fast"))
        @click.option(
            "--summary", type=click.Path(path_type=Path), metavar="FILE", help=say("options", "summary")
        )
        @functools.wraps(command)
        def run(files: tuple[str, ...], jobs: int, summary: Path | None, **options: Any) -> None:
            name = click.get_current_context().info_name or ""
            way = Run(name, jobs, options.pop("fail_fast"), summary)
            command(files=find_files(files, endings), run=way, **options)

        return run

    return decorated


document_files = many_files(DOCUMENTS)
workbook_files = many_files()


def patiently(work: Callable[..., Any], turns: Turns) -> Callable[[Path], Any]:
    """Return the work on a file that waits as the turns say; another process can be sent it."""
    return functools.partial(_patiently, work, turns)


def _patiently(work: Callable[..., Any], turns: Turns, path: Path) -> Any:
    return work(path, patience=turns.patience(path))


def complain(refusal: Refusal, path: Path) -> None:
    """Print why a file was refused, in one line."""
    click.secho(refusal.worded(path, WORDS), fg="red", err=True)


def say_waiting(refusal: Refusal, path: Path) -> None:
    """Print who has a file, and that one waits."""
    who = str(refusal.facts.get("who", "")) or say("problems", "somebody")
    since = str(refusal.facts.get("since", "")) or "–"
    click.secho(say("problems", "waiting", file=path, who=who, since=since), fg="yellow", err=True)
