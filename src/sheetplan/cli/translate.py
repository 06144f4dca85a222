"""``sheetplan translate``: a workbook's labels in the other language."""

from __future__ import annotations

import sys
from functools import partial

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.refusal import Refusal
from sheetplan.app.translating import translate_file
from sheetplan.cli.files import Run, Turns, complain, patiently, workbook_files
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import (
    WORDS,
    Language,
    queue_option,
    say,
    wait_option,
)
from sheetplan.wiring import house


@click.command("translate", help=say("translate", "help"))
@workbook_files
@click.option("--lang", "language", type=Language(), required=True, help=say("translate", "language"))
@click.option("--dry-run", is_flag=True, help=say("translate", "dry_run"))
@wait_option
@queue_option
def command(files: Files, run: Run, language: str, *, dry_run: bool, wait: float, queue: bool) -> None:
    """Relabel workbooks."""
    record, turns = Record(run), Turns(wait, queue)
    called = WORDS.choice("language", language)
    work = patiently(partial(translate_file, house(), language=language, dry_run=dry_run), turns)
    for path, done in each_file(files, work, turns, run, record):
        if isinstance(done, Refusal):
            complain(done, path)
            continue
        key = "nothing" if not done.labels else "would" if dry_run else "done"
        cells = sum(map(len, done.labels.cells.values()))
        click.echo(say("translate", key, file=path, language=called, tabs=len(done.labels.tabs), cells=cells))
    sys.exit(record.exit_code())
