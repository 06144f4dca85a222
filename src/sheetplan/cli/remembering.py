"""Options and store of what is done already, so that only what has changed is done again."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import click

from sheetplan import __version__
from sheetplan.adapters.file_search import Files
from sheetplan.cli.files import Memory, Run
from sheetplan.cli.terms import LocalPath, say
from sheetplan.wiring import done_files

FACTS = {"command": "facts"}
"""The task of knowing what events are about, which several commands do for each other."""


def remembering(command: Callable[..., None]) -> Callable[..., None]:
    """Return a command with the options for what earlier runs have done; they come as `notebook`."""

    @click.option("--force", is_flag=True, help=say("options", "force"))
    @click.option(
        "--store",
        type=LocalPath(dir_okay=False),
        metavar="FILE",
        help=say("options", "store"),
    )
    @functools.wraps(command)
    def run(*, force: bool, store: Path | None, **options: Any) -> None:
        command(notebook=Notebook(store, force), **options)

    return run


class Notebook(NamedTuple):
    """Where it is kept what is done; and whether all is to be done anew nevertheless."""

    store: Path | None
    force: bool

    def kept_for(
        self,
        run: Run,
        files: Files,
        *,
        made: Mapping[str, object],
        inputs: Mapping[str, object],
        status_date: date | None,
        templates: Path | None = None,
    ) -> Run:
        """Return a run that remembers what it has done; with files that were all named, it need not.

        Args:
            run: the run.
            files: what it goes through.
            made: what it makes and where, which tells it from others.
            inputs: which options bear on the result.
            status_date: the day to measure at; else today.
            templates: a folder of Word templates that bear on it too.
        """
        if not files.found:
            return run
        day = status_date or date.today()  # noqa: DTZ011 - the day on the planner's own wall calendar
        bearing = {"version": __version__, "day": day.isoformat(), **inputs}
        memory = done_files(self.store, {"command": run.command, **made}, bearing, templates)
        return run._replace(memory=_Anew(memory) if self.force else memory)


class _Anew(NamedTuple):
    """A memory to which every file is new."""

    memory: Memory

    def unchanged(self, path: Path) -> bool:  # noqa: ARG002 - as memories are asked
        return False

    def remember(self, path: Path, outcome: Any) -> None:
        self.memory.remember(path, outcome)
