"""``sheetplan export``: a plan in the form of other programs."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from sheetplan.app.exports import FORMS, exported
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House, check_file
from sheetplan.cli.files import complain
from sheetplan.cli.meaning import Sheet
from sheetplan.cli.terms import FAILED, LocalPath, file_argument, say, status_date_option
from sheetplan.wiring import house


@click.command("export", help=say("export", "help"))
@file_argument
@click.option("-o", "--out", type=LocalPath(dir_okay=False), help=say("export", "out"))
@click.option("--format", "form", type=click.Choice(list(FORMS)), help=say("export", "format"))
@click.option("--sheet", "sheets", type=Sheet(), multiple=True, help=say("export", "sheet"))
@click.option("--force", is_flag=True, help=say("export", "force"))
@status_date_option
def command(
    file: Path,
    *,
    out: Path | None,
    form: str | None,
    sheets: tuple[str, ...],
    force: bool,
    status_date: date | None,
) -> None:
    """Write a plan for other programs."""
    form = form or (out.suffix.removeprefix(".").casefold() if out else "")
    if form not in FORMS:
        raise click.UsageError(say("export", "no_format"))
    if form == "csv" and len(sheets) > 1:
        raise click.UsageError(say("export", "one_sheet"))
    home, about = house(), file
    try:
        made = exported(form, home, check_file(home, file, status_date), sheets)
        if out is None:
            sys.stdout.buffer.write(made.data)
            return
        about = out
        _write(home, out, made.data, force=force)
    except Refusal as refusal:
        complain(refusal, about)
        sys.exit(FAILED)
    click.echo(say("export", "done", file=out, rows=made.rows))


def _write(home: House, out: Path, data: bytes, *, force: bool) -> None:
    if out.exists() and not force:
        raise Refusal("exists")
    home.store.put(out, data, may_replace=lambda _: True)
