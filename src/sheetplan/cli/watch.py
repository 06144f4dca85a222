"""``sheetplan watch``: workbooks checked and recalculated whenever somebody saves them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sheetplan.adapters.share.network import is_network_drive
from sheetplan.adapters.watching import saves
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import check_file, recalc_file
from sheetplan.cli.files import complain
from sheetplan.cli.output import print_findings, print_recalculated
from sheetplan.cli.terms import CLEAN, FAILED, files_argument, say, status_date_option
from sheetplan.wiring import house


@click.command("watch", help=say("watch", "help"))
@files_argument
@status_date_option
@click.option("--poll", is_flag=True, help=say("watch", "poll"))
def command(files: Sequence[Path], status_date: date | None, *, poll: bool) -> None:
    """Recalculate workbooks whenever they are saved."""
    missing = [path for path in files if not path.exists()]
    for path in missing:
        complain(Refusal("no-such-file"), path)
    if missing:
        sys.exit(FAILED)
    click.echo(say("watch", "begun"))
    remote = any(is_network_drive(path) for path in files)
    try:
        for path in saves(files, polling=poll or remote):
            _recalculate(path, status_date)
    except KeyboardInterrupt:
        click.echo(say("watch", "ended"))
        sys.exit(CLEAN)


def _recalculate(path: Path, status_date: date | None) -> None:
    """Bring one workbook up to date; while somebody has it open, say what is found instead."""
    home = house()
    try:
        print_recalculated(path, recalc_file(home, path, status_date), dry_run=False)
    except Refusal as refusal:
        complain(refusal, path)
        if refusal.code.startswith("open-elsewhere"):
            print_findings(path, check_file(home, path, status_date))
