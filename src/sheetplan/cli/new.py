"""``sheetplan new``: a master workbook from an event type and a date."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from sheetplan.app.refusal import Refusal
from sheetplan.build.new import Wish, new_workbook, write_new
from sheetplan.cli.files import complain
from sheetplan.cli.terms import FAILED, WORDS, Day, language_option, say, types_option
from sheetplan.wiring import event_type_shelves, house


@click.command("new", help=say("new", "help"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--type", required=True, help=say("new", "type"))
@click.option("--date", "event_date", type=Day(), required=True, help=say("new", "date"))
@language_option
@click.option("--name", help=say("new", "name"))
@types_option
def command(file: Path, types: Path | None, **wish: Any) -> None:
    """Make a master workbook."""
    home = house()
    try:
        made = new_workbook(home, Wish(**wish), event_type_shelves(file.parent, types), WORDS)
        write_new(home, file, made.data)
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
    tables = made.content.tables
    sizes = {"tasks": len(tables["tasks"]), "lines": len(tables["budget"]), "metrics": len(tables["metrics"])}
    click.echo(say("new", "made", file=file, **sizes))
    past = [start for start in made.starts if start < home.today]
    if past:
        facts = {"count": len(past), "today": home.today, "first": min(past)}
        click.secho(say("new", "past", **facts), fg="yellow")
    click.echo(say("new", "next", file=file))
