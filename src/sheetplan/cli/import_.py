"""``sheetplan import``: lists, projects and other workbooks brought into a plan."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from sheetplan.app.adopting import Wish
from sheetplan.app.comparing import heading as heading_of
from sheetplan.app.importing import Imported, ImportWish, import_into, read_source
from sheetplan.app.refusal import Refusal
from sheetplan.changes.arrivals import Kept, Untaken
from sheetplan.changes.repairs import CODES
from sheetplan.cli.files import Turns, complain
from sheetplan.cli.meaning import Meaning, Sheet
from sheetplan.cli.output import visible
from sheetplan.cli.terms import (
    CLEAN,
    FAILED,
    FINDINGS,
    WORDS,
    LocalPath,
    language_option,
    say,
    status_date_option,
    wait_option,
)
from sheetplan.wiring import house

MOST_LINES = 40
"""Of one kind; the rest are counted."""
_SEPARATOR = WORDS.text("listing", "separator")


class Exchange(click.ParamType[tuple[str, Decimal]]):
    """What one unit of a currency costs, as ``USD=7.1``."""

    name = "USD=7.1"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Decimal]:
        """Return the currency and its rate."""
        code, _, number = value.partition("=")
        try:
            rate = Decimal(number)
        except InvalidOperation:
            rate = Decimal(0)
        if not code.strip() or not rate.is_finite() or rate <= 0:
            self.fail(say("import", "bad_rate", value=value), param, ctx)
        return code.strip().upper(), rate


@click.command("import", help=say("import", "help"))
@click.argument("source", type=LocalPath(readable=False), metavar="SOURCE")
@click.argument("file", type=LocalPath(readable=False), metavar="PLAN.xlsx")
@click.option("--sheet", "sheets", type=Sheet(), multiple=True, help=say("import", "sheet"))
@click.option("--map", "meanings", type=Meaning(), multiple=True, help=say("import", "map"))
@click.option("--rate", "rates", type=Exchange(), multiple=True, help=say("import", "rate"))
@click.option("--encoding", metavar="gbk", help=say("import", "encoding"))
@click.option("--replace", is_flag=True, help=say("import", "replace"))
@click.option("--dry-run", is_flag=True, help=say("import", "dry_run"))
@language_option
@status_date_option
@wait_option
def command(
    source: Path,
    file: Path,
    *,
    sheets: tuple[str, ...],
    meanings: tuple[Wish, ...],
    rates: tuple[tuple[str, Decimal], ...],
    encoding: str | None,
    replace: bool,
    dry_run: bool,
    language: str,
    status_date: date | None,
    wait: float,
) -> None:
    """Bring a file into a plan."""
    wish = ImportWish(
        sheets=sheets,
        meanings=meanings,
        rates=dict(rates),
        encoding=encoding,
        replace=replace,
        language=language,
    )
    patience = Turns(wait).patience(file)
    home, about = house(), source
    try:
        came = read_source(home, source, wish)
        about = file
        done = import_into(home, came, file, wish, status_date, dry_run=dry_run, patience=patience)
    except Refusal as refusal:
        complain(refusal, about)
        sys.exit(FAILED)
    _print(done, source, file, dry_run=dry_run)
    sys.exit(FINDINGS if done.taken.kept or done.taken.untaken else CLEAN)


def _print(done: Imported, source: Path, file: Path, *, dry_run: bool) -> None:
    taken, came = done.taken, done.source
    for (sheet, column), heading in came.columns.items():
        if heading not in (column, WORDS.heading(sheet, column)):
            click.echo(f"  {heading} → {WORDS.sheet(sheet)} · {WORDS.heading(sheet, column)}")
    if came.unused:
        click.secho("  " + say("import", "unused", headings=_SEPARATOR.join(came.unused)), fg="yellow")
    _list([_left(left.why, left.what) for left in came.left])
    _list([_differs(difference._asdict()) for difference in came.differences])
    _list([_untaken(untaken) for untaken in taken.untaken])
    _list([_kept(kept, done) for kept in taken.kept])
    counts = {"added": taken.added, "completed": taken.completed, "unchanged": taken.unchanged}
    key = "would" if dry_run else "made" if done.made else "done" if taken.mends else "nothing"
    click.echo(say("import", key, file=file, source=source, **counts))
    if came.differences:
        click.echo("  " + say("import", "differing", count=len(came.differences)))
    if taken.untaken:
        click.secho("  " + say("import", "untaken", count=len(taken.untaken)), fg="yellow")
    if taken.kept:
        click.secho("  " + say("import", "kept", count=len(taken.kept)), fg="yellow")


def _list(lines: list[str]) -> None:
    for line in lines[:MOST_LINES]:
        click.echo("  " + line)
    if len(lines) > MOST_LINES:
        click.echo("  " + say("import", "more", count=len(lines) - MOST_LINES))


def _left(why: str, what: str) -> str:
    return say("import", "left", why, what=what)


def _differs(facts: Mapping[str, object]) -> str:
    field = say("import", "fields", str(facts["field"]))
    hand = say("import", "by_hand") if facts["by_hand"] else ""
    return say("import", "differs", **{**facts, "field": field, "computed": facts["computed"] or "–"}) + hand


def _untaken(untaken: Untaken) -> str:
    place = _origin(untaken.origin)
    if not untaken.column:
        return f"{place}: {_why(untaken)}"
    heading = heading_of(untaken.sheet, untaken.column, WORDS)
    return f"{place}, {heading}: {visible_given(untaken.raw)} – {_why(untaken)}"


def _why(untaken: Untaken) -> str:
    code = CODES.get(untaken.flaw.code)
    facts = {"sheet": WORDS.sheet(untaken.sheet), **untaken.flaw.facts}
    return WORDS.text("rules", code, "title") if code else say("import", "why", untaken.flaw.code, **facts)


def _kept(kept: Kept, done: Imported) -> str:
    place = str(done.layout.sheets[kept.sheet].place(kept.row, kept.column))
    heading = heading_of(kept.sheet, kept.column, WORDS)
    cell = f"{place} {kept.label}" if kept.label not in ("", heading) else place
    facts = {"stands": visible(kept.stands), "came": visible(kept.came), "origin": _origin(kept.origin)}
    return say("import", "stays", cell=cell, heading=heading, **facts)


def _origin(origin: str) -> str:
    """Return where something stood: in a row of a list, or by the name it has there."""
    return say("import", "row" if origin.isdecimal() else "named", origin=origin)


def visible_given(given: object) -> str:
    """Return what came from elsewhere so that a reader sees all of it."""
    return visible(given) if isinstance(given, str | int | float | type(None)) else str(given)
