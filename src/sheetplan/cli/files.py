"""Files as commands take them, and the options for going through many of them."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import click

from sheetplan.adapters.file_search import DOCUMENTS, WORKBOOKS, find_files
from sheetplan.app.address import is_address
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import NOW, Patience
from sheetplan.cli.terms import WORDS, LocalPath, say


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
LOCAL = "local"


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
        engine: where the work is done: ``local``, or ``dask://HOST:PORT``.
        memory: what need not be done again.
        facts: what the summary says of an outcome.
    """

    command: str = ""
    jobs: int = 1
    fail_fast: bool = False
    summary: Path | None = None
    engine: str = LOCAL
    memory: Memory | None = None
    facts: Callable[[Any], Mapping[str, object]] = lambda _: {}

    def seen(self, folder: Path) -> Path:
        """Return a folder as whoever does the work sees it."""
        return folder if self.engine == LOCAL else folder.absolute()


PLAIN = Run()


class Engine(click.ParamType[str]):
    """Where work is done, as an option."""

    name = "engine"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the engine that was typed."""
        place = str(value).removeprefix("dask://")
        if value != LOCAL and (place == value or not place.rpartition(":")[2].isdecimal()):
            self.fail(say("problems", "bad_engine", value=value), param, ctx)
        return str(value)


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
        @click.option("--summary", type=LocalPath(), metavar="FILE", help=say("options", "summary"))
        @click.option(
            "--engine",
            type=Engine(),
            default=LOCAL,
            metavar="dask://HOST:PORT",
            help=say("options", "engine"),
        )
        @functools.wraps(command)
        def run(files: tuple[str, ...], jobs: int, summary: Path | None, engine: str, **options: Any) -> None:
            name = click.get_current_context().info_name or ""
            way = Run(name, jobs, options.pop("fail_fast"), summary, engine)
            named = files if engine == LOCAL else map(_from_the_root, files)
            command(files=find_files(tuple(named), endings), run=way, **options)

        return run

    return decorated


document_files = many_files(DOCUMENTS)
workbook_files = many_files()


def _from_the_root(name: str) -> str:
    """Return a name that means the same on every machine, wherever it stands."""
    if is_address(name):
        return name
    mark = "@" * (name.startswith("@") and not Path(name).exists())
    return mark + str(Path(name.removeprefix(mark)).absolute())


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
