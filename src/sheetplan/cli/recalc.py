"""``sheetplan recalc``: workbooks brought up to date."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import Recalculated, recalc_file
from sheetplan.cli.files import Turns, complain, each_file
from sheetplan.cli.output import print_conflict_copies, print_recalculated
from sheetplan.cli.terms import (
    CLEAN,
    FAILED,
    break_signature_option,
    files_argument,
    queue_option,
    say,
    status_date_option,
    wait_option,
)
from sheetplan.wiring import house


@click.command("recalc", help=say("recalc", "help"))
@files_argument
@status_date_option
@click.option("--dry-run", is_flag=True, help=say("recalc", "dry_run"))
@wait_option
@queue_option
@break_signature_option
def command(
    files: Sequence[Path],
    status_date: date | None,
    *,
    dry_run: bool,
    wait: float,
    queue: bool,
    break_signature: bool,
) -> None:
    """Bring workbooks up to date."""
    home, worst, turns = house(break_signature=break_signature), CLEAN, Turns(wait, queue)

    def work(path: Path) -> Recalculated:
        return recalc_file(home, path, status_date, dry_run=dry_run, patience=turns.patience(path))

    for path, outcome in each_file(files, work, turns):
        if isinstance(outcome, Refusal):
            worst = FAILED
            complain(outcome, path)
        else:
            print_recalculated(path, outcome, dry_run=dry_run)
            print_conflict_copies(path, home.store.conflict_copies(path))
    sys.exit(worst)
