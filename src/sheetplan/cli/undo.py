"""``sheetplan undo``: what the last command did, taken back."""

from __future__ import annotations

import sys
from functools import partial

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.history import undo_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import Run, Turns, complain, patiently, workbook_files
from sheetplan.cli.output import local, print_mends
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import queue_option, say, wait_option
from sheetplan.wiring import house

CELLS = 20
"""Cells that are shown; a recalculation changes thousands."""


@click.command("undo", help=say("undo", "help"))
@workbook_files
@click.option("--dry-run", is_flag=True, help=say("undo", "dry_run"))
@wait_option
@queue_option
def command(files: Files, run: Run, *, dry_run: bool, wait: float, queue: bool) -> None:
    """Take the last command back."""
    record, turns = Record(run), Turns(wait, queue)
    work = patiently(partial(undo_file, house(), dry_run=dry_run), turns)
    for path, done in each_file(files, work, turns, run, record):
        if isinstance(done, Refusal):
            complain(done, path)
            continue
        print_mends(done.mends, done.examined, at_most=CELLS)
        facts = {
            "file": path,
            "cells": len(done.mends),
            "at": local(done.note.at),
            "by": done.note.by,
            "command": done.note.entry.command,
        }
        whole = "" if done.mends or done.kept else "_whole"  # a restore and an adoption list no cells
        click.echo(say("undo", f"{'would' if dry_run else 'done'}{whole}", **facts))
        if done.kept:
            click.secho(say("undo", "kept", cells=len(done.kept)), fg="yellow")
            print_mends(done.kept, done.examined)
    sys.exit(record.exit_code())
