"""Work on many files: progress, and one refusal that does not stop the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from sheetplan.app.refusal import Refusal
from sheetplan.cli.terms import WORDS, say


def each_file(files: Sequence[Path], work: Callable[[Path], Any]) -> Iterator[tuple[Path, Any]]:
    """Yield each file with what came of it; a refusal is an answer like any other."""
    hidden = len(files) == 1 or not sys.stderr.isatty()
    with click.progressbar(files, hidden=hidden, file=sys.stderr, item_show_func=_file_name) as queue:
        for path in queue:
            try:
                yield path, work(path)
            except Refusal as refusal:
                yield path, refusal
            except KeyboardInterrupt:
                click.secho(say("problems", "stopped"), fg="yellow", err=True)
                sys.exit(130)
            except Exception:
                click.secho(say("problems", "crash", file=path), fg="red", err=True)
                raise


def _file_name(path: Path | None) -> str:
    return path.name if path else ""


def complain(refusal: Refusal, path: Path) -> None:
    """Print why a file was refused, in one line."""
    click.secho(refusal.worded(path, WORDS), fg="red", err=True)
