"""``sheetplan portfolio``: all events of a department on one page, or in one workbook."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.portfolio import know_file, recalled, tables
from sheetplan.app.refusal import Refusal
from sheetplan.app.summary import counted
from sheetplan.cli.files import Run, complain, many_files
from sheetplan.cli.remembering import FACTS, Notebook, remembering
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import (
    FAILED,
    Language,
    LocalPath,
    say,
    status_date_option,
    system_language,
)
from sheetplan.engine.portfolio import Entry, portfolio_of
from sheetplan.language import wording
from sheetplan.wiring import house, portfolio_writer, processors

ENDINGS = (".html", ".xlsx")


@click.command("portfolio", help=say("portfolio", "help"))
@many_files(jobs=processors())
@remembering
@click.option(
    "-o",
    "--out",
    type=LocalPath(dir_okay=False),
    required=True,
    help=say("portfolio", "out"),
)
@click.option("--lang", "language", type=Language(), default=system_language(), help=say("portfolio", "lang"))
@status_date_option
def command(
    files: Files, run: Run, notebook: Notebook, *, out: Path, language: str, status_date: date | None
) -> None:
    """Show many events as one."""
    if out.suffix.lower() not in ENDINGS:
        raise click.UsageError(say("portfolio", "bad_out", file=out))
    home = house()
    entries, record = known_events(files, run, notebook, status_date)
    if not entries:  # a page of nothing would take the place of yesterday's when a drive is away
        click.echo(say("portfolio", "none", file=out), err=True)
        sys.exit(FAILED)
    words = wording(language)
    portfolio = portfolio_of(entries)
    write, is_untouched = portfolio_writer(out.suffix.lower())
    data = write(portfolio, tables(portfolio, words), words, out.absolute().parent)
    put = home.store.put(out, data, may_replace=is_untouched)
    failed = counted(record.lines)["failed"]
    click.echo(say("portfolio", "written", file=put.path, events=len(entries), failed=failed))
    sys.exit(record.exit_code())


def known_events(
    files: Files, run: Run, notebook: Notebook, status_date: date | None
) -> tuple[list[Entry], Record]:
    """Return what is known of the events in files, and what came of each; unchanged ones are not read."""
    run = notebook.kept_for(run, files, made=FACTS, inputs={}, status_date=status_date)
    known: dict[Path, str] = {}
    record, work = Record(run), partial(know_file, house(), status_date=status_date)
    for path, outcome in each_file(files, work, run=run, record=record):
        if isinstance(outcome, Refusal):
            complain(outcome, path)
        else:
            known[path] = outcome.result
    memory: Any = run.memory
    for path in files.found:
        if path not in known and memory.unchanged(path):
            known[path] = memory.recall(path)
    return [
        Entry(str(path.absolute()), recalled(known[path])) for path in files.paths if path in known
    ], record
