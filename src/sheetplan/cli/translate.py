"""``sheetplan translate``: a workbook's labels in the other language."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sheetplan.app.refusal import Refusal
from sheetplan.app.translating import Translated, translate_file
from sheetplan.cli.files import Turns, complain, each_file
from sheetplan.cli.terms import (
    CLEAN,
    FAILED,
    WORDS,
    Language,
    files_argument,
    queue_option,
    say,
    wait_option,
)
from sheetplan.wiring import house


@click.command("translate", help=say("translate", "help"))
@files_argument
@click.option("--lang", "language", type=Language(), required=True, help=say("translate", "language"))
@click.option("--dry-run", is_flag=True, help=say("translate", "dry_run"))
@wait_option
@queue_option
def command(files: Sequence[Path], language: str, *, dry_run: bool, wait: float, queue: bool) -> None:
    """Relabel workbooks."""
    home, worst, turns = house(), CLEAN, Turns(wait, queue)
    called = WORDS.choice("language", language)

    def work(path: Path) -> Translated:
        return translate_file(home, path, language, dry_run=dry_run, patience=turns.patience(path))

    for path, done in each_file(files, work, turns):
        if isinstance(done, Refusal):
            worst = FAILED
            complain(done, path)
            continue
        key = "nothing" if not done.labels else "would" if dry_run else "done"
        cells = sum(map(len, done.labels.cells.values()))
        click.echo(say("translate", key, file=path, language=called, tabs=len(done.labels.tabs), cells=cells))
    sys.exit(worst)
