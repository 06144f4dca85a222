"""``sheetplan recalc``: workbooks brought up to date."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import recalc_file
from sheetplan.cli.files import Run, Turns, complain, patiently, workbook_files
from sheetplan.cli.output import print_conflict_copies, print_recalculated
from sheetplan.cli.remembering import Notebook, remembering
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import (
    break_signature_option,
    queue_option,
    say,
    status_date_option,
    wait_option,
)
from sheetplan.wiring import house


@click.command("recalc", help=say("recalc", "help"))
@workbook_files
@remembering
@status_date_option
@click.option("--dry-run", is_flag=True, help=say("recalc", "dry_run"))
@wait_option
@queue_option
@break_signature_option
def command(
    files: Files,
    run: Run,
    notebook: Notebook,
    status_date: date | None,
    *,
    dry_run: bool,
    wait: float,
    queue: bool,
    break_signature: bool,
) -> None:
    """Bring workbooks up to date."""
    home, turns = house(break_signature=break_signature), Turns(wait, queue)
    work = patiently(partial(recalc_file, home, status_date=status_date, dry_run=dry_run), turns)
    if not dry_run:
        run = notebook.kept_for(
            run, files, made={}, inputs={"signed": break_signature}, status_date=status_date
        )
    record = Record(run)
    for path, outcome in each_file(files, work, turns, run, record):
        if isinstance(outcome, Refusal):
            complain(outcome, path)
        else:
            print_recalculated(path, outcome, dry_run=dry_run)
            print_conflict_copies(path, home.store.conflict_copies(path))
    record.tell_skipped()
    sys.exit(record.exit_code())
