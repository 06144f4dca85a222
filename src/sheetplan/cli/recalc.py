"""``sheetplan recalc``: workbooks brought up to date."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import recalc_file
from sheetplan.cli.files import complain, each_file
from sheetplan.cli.output import print_recalculated
from sheetplan.cli.terms import CLEAN, FAILED, files_argument, say, status_date_option
from sheetplan.wiring import house


@click.command("recalc", help=say("recalc", "help"))
@files_argument
@status_date_option
@click.option("--dry-run", is_flag=True, help=say("recalc", "dry_run"))
def command(files: Sequence[Path], status_date: date | None, *, dry_run: bool) -> None:
    """Bring workbooks up to date."""
    home, worst = house(), CLEAN
    for path, outcome in each_file(files, lambda path: recalc_file(home, path, status_date, dry_run=dry_run)):
        if isinstance(outcome, Refusal):
            worst = FAILED
            complain(outcome, path)
        else:
            print_recalculated(path, outcome, dry_run=dry_run)
    sys.exit(worst)
