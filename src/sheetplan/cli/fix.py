"""``sheetplan fix``: safe repairs of people's cells."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.mending import fix_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import Run, Turns, complain, patiently, workbook_files
from sheetplan.cli.output import print_mends
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.selection import ignore_option, select_option
from sheetplan.cli.terms import (
    queue_option,
    say,
    status_date_option,
    wait_option,
)
from sheetplan.rules.selection import Selection
from sheetplan.wiring import house


@click.command("fix", help=say("fix", "help"))
@workbook_files
@click.option("--dry-run", is_flag=True, help=say("fix", "dry_run"))
@select_option
@ignore_option
@status_date_option
@wait_option
@queue_option
def command(
    files: Files,
    run: Run,
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    status_date: date | None,
    dry_run: bool,
    wait: float,
    queue: bool,
) -> None:
    """Repair cells whose meaning is plain."""
    record, turns = Record(run), Turns(wait, queue)
    chosen = Selection(select, ignore)
    mend = partial(fix_file, house(), status_date=status_date, wanted=chosen.wants, dry_run=dry_run)
    work = patiently(mend, turns)
    for path, done in each_file(files, work, turns, run, record):
        if isinstance(done, Refusal):
            complain(done, path)
            continue
        print_mends(done.mends, done.examined)
        key = "nothing" if not done.mends else "would" if dry_run else "done"
        click.echo(say("fix", key, file=path, cells=len(done.mends)))
    sys.exit(record.exit_code())
