"""``sheetplan new``: a master workbook from an event type or from a finished event, and a date."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.build.new import Wish, new_workbook, write_new
from sheetplan.cli.files import complain
from sheetplan.cli.terms import FAILED, WORDS, Day, Language, LocalPath, say, types_option
from sheetplan.wiring import event_type_shelves, history_store, house

SUGGESTED = frozenset({"metric", "conversion", "cost_per_sign_up", "budget_share", "slip"})
"""What helps to set targets and budgets; how long each task took would be too much."""


@click.command("new", help=say("new", "help"))
@click.argument("file", type=LocalPath(), metavar="FILE")
@click.option("--type", help=say("new", "type"))
@click.option("--from", "source", type=LocalPath(), help=say("new", "from"))
@click.option("--date", "event_date", type=Day(), required=True, help=say("new", "date"))
@click.option("--lang", "language", type=Language(), help=say("new", "lang_new"))
@click.option("--name", help=say("new", "name"))
@types_option
def command(file: Path, source: Path | None, types: Path | None, **wish: Any) -> None:
    """Make a master workbook."""
    if (source is None) == (wish["type"] is None):
        raise click.UsageError(say("new", "type_or_from"))
    home = house()
    try:
        if source is None:
            _make(home, file, types, wish)
        else:
            _make_next(home, file, source, wish)
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
    click.echo(say("new", "next", file=file))


def _make(home: House, file: Path, types: Path | None, wish: dict[str, Any]) -> None:
    wish["language"] = wish["language"] or "zh"
    made = new_workbook(home, Wish(**wish), event_type_shelves(file.parent, types), WORDS)
    write_new(home, file, made.data)
    tables = made.content.tables
    sizes = {"tasks": len(tables["tasks"]), "lines": len(tables["budget"]), "metrics": len(tables["metrics"])}
    click.echo(say("new", "made", file=file, **sizes))
    _tell_past(home, made.starts)
    _suggest(str(made.content.forms["event"]["type"]))


def _suggest(event_type: str) -> None:
    """Say what finished events of the type measured, where that was gathered."""
    from sheetplan.cli.history import by_measure  # noqa: PLC0415

    known = [one for one in history_store().benchmarks(event_type) if one.measure in SUGGESTED]
    if known:
        click.echo(say("new", "suggestions", type=event_type))
        for measure, groups in by_measure(known).items():
            click.echo(f"  {measure} {say('history', 'separator').join(groups)}")


def _make_next(home: House, file: Path, source: Path, wish: dict[str, Any]) -> None:
    from sheetplan.build.next import NextWish, next_workbook  # noqa: PLC0415 - few workbooks have a forerunner

    wanted = NextWish(event_date=wish["event_date"], name=wish["name"], language=wish["language"])
    try:
        made = next_workbook(home, home.store.read(source), wanted)
    except Refusal as refusal:
        complain(refusal, source)
        sys.exit(FAILED)
    write_new(home, file, made.data)
    facts = {"tasks": len(made.starts), "lessons": made.lessons, "actions": made.actions}
    click.echo(say("new", "carried", file=file, source=source, **facts))
    _tell_past(home, made.starts)


def _tell_past(home: House, starts: Sequence[date]) -> None:
    """Say which preparation should have begun already; nothing is hidden."""
    past = [start for start in starts if start < home.today]
    if past:
        facts = {"count": len(past), "today": home.today, "first": min(past)}
        click.secho(say("new", "past", **facts), fg="yellow")
