"""``sheetplan fix``: safe repairs of people's cells."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sheetplan.app.mending import Mended, fix_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain, each_file
from sheetplan.cli.output import print_mends
from sheetplan.cli.terms import CLEAN, FAILED, files_argument, say, status_date_option
from sheetplan.wiring import house


@click.command("fix", help=say("fix", "help"))
@files_argument
@click.option("--dry-run", is_flag=True, help=say("fix", "dry_run"))
@status_date_option
def command(files: Sequence[Path], status_date: date | None, *, dry_run: bool) -> None:
    """Repair cells whose meaning is plain."""
    home, worst = house(), CLEAN

    def work(path: Path) -> Mended:
        return fix_file(home, path, status_date, lambda _: True, dry_run=dry_run)

    for path, done in each_file(files, work):
        if isinstance(done, Refusal):
            worst = FAILED
            complain(done, path)
            continue
        print_mends(done.mends, done.examined)
        key = "nothing" if not done.mends else "would" if dry_run else "done"
        click.echo(say("fix", key, file=path, cells=len(done.mends)))
    sys.exit(worst)
