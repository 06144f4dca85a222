"""``sheetplan fix``: safe repairs of people's cells."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sheetplan.app.mending import Mended, fix_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import Turns, complain, each_file
from sheetplan.cli.output import print_mends
from sheetplan.cli.selection import ignore_option, select_option
from sheetplan.cli.terms import (
    CLEAN,
    FAILED,
    files_argument,
    queue_option,
    say,
    status_date_option,
    wait_option,
)
from sheetplan.rules.selection import Selection
from sheetplan.wiring import house


@click.command("fix", help=say("fix", "help"))
@files_argument
@click.option("--dry-run", is_flag=True, help=say("fix", "dry_run"))
@select_option
@ignore_option
@status_date_option
@wait_option
@queue_option
def command(
    files: Sequence[Path],
    *,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    status_date: date | None,
    dry_run: bool,
    wait: float,
    queue: bool,
) -> None:
    """Repair cells whose meaning is plain."""
    home, worst, turns = house(), CLEAN, Turns(wait, queue)
    chosen = Selection(select, ignore)

    def work(path: Path) -> Mended:
        patience = turns.patience(path)
        return fix_file(home, path, status_date, chosen.wants, dry_run=dry_run, patience=patience)

    for path, done in each_file(files, work, turns):
        if isinstance(done, Refusal):
            worst = FAILED
            complain(done, path)
            continue
        print_mends(done.mends, done.examined)
        key = "nothing" if not done.mends else "would" if dry_run else "done"
        click.echo(say("fix", key, file=path, cells=len(done.mends)))
    sys.exit(worst)
