"""``sheetplan new``: a master workbook from an event type and a date."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from sheetplan.app.refusal import Refusal
from sheetplan.build.new import Wish, new_workbook, write_new
from sheetplan.build.shipped import shipped
from sheetplan.cli.files import complain
from sheetplan.cli.terms import FAILED, WORDS, Day, say
from sheetplan.language import LANGUAGES
from sheetplan.wiring import house


@click.command("new", help=say("new", "help"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--type", "event_type", required=True, help=say("new", "type"))
@click.option("--date", "event_date", type=Day(), required=True, help=say("new", "date"))
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help=say("new", "lang")
)
@click.option("--name", help=say("new", "name"))
def command(file: Path, event_type: str, event_date: date, lang: str, name: str | None) -> None:
    """Make a master workbook."""
    home = house()
    wish = Wish(type=event_type, event_date=event_date, language=lang, name=name)
    try:
        made = new_workbook(home, wish, shipped("templates") / "events", WORDS)
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
