"""``sheetplan undo``: repairs taken back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sheetplan.app.mending import undo_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain, each_file
from sheetplan.cli.output import print_mends
from sheetplan.cli.terms import CLEAN, FAILED, files_argument, say
from sheetplan.wiring import house


@click.command("undo", help=say("undo", "help"))
@files_argument
@click.option("--dry-run", is_flag=True, help=say("undo", "dry_run"))
def command(files: Sequence[Path], *, dry_run: bool) -> None:
    """Take the last repairs back."""
    home, worst = house(), CLEAN
    for path, done in each_file(files, lambda path: undo_file(home, path, dry_run=dry_run)):
        if isinstance(done, Refusal):
            worst = FAILED
            complain(done, path)
            continue
        print_mends(done.mends, done.examined)
        facts = {"file": path, "cells": len(done.mends), "at": done.note.at, "by": done.note.by}
        click.echo(say("undo", "would" if dry_run else "done", **facts))
        if done.kept:
            click.secho(say("undo", "kept", cells=len(done.kept)), fg="yellow")
            print_mends(done.kept, done.examined)
    sys.exit(worst)
