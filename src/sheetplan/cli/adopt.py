"""``sheetplan adopt``: a stranger's workbook, worked on in the layout it has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from sheetplan.app.adopting import Adoption, Wish, adopt_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain
from sheetplan.cli.meaning import InUnits, Meaning
from sheetplan.cli.terms import FAILED, WORDS, Day, LocalPath, say
from sheetplan.table.cell import Adopted
from sheetplan.table.recognition.likeness import Counted, Guess, Likeness
from sheetplan.table.recognition.units import Unit
from sheetplan.wiring import house


@click.command("adopt", help=say("adopt", "help"))
@click.argument("file", type=LocalPath(), metavar="FILE")
@click.option("--map", "wishes", type=Meaning(), multiple=True, help=say("adopt", "map"))
@click.option("--first-day", type=Day(), help=say("adopt", "first_day"))
@click.option("--unit", type=InUnits(), help=say("adopt", "unit"))
@click.option("--add-columns", is_flag=True, help=say("adopt", "add_columns"))
@click.option("--dry-run", is_flag=True, help=say("adopt", "dry_run"))
def command(
    file: Path,
    wishes: tuple[Wish, ...],
    first_day: date | None,
    unit: Unit | None,
    *,
    add_columns: bool,
    dry_run: bool,
) -> None:
    """Adopt a stranger's workbook."""
    try:
        adoption = adopt_file(
            house(), file, wishes, first_day=first_day, unit=unit, add_columns=add_columns, dry_run=dry_run
        )
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
    _print(adoption)
    key = "would" if dry_run else "done" if adoption.saved else "unchanged"
    click.echo(say("adopt", key, file=file))


def _print(adoption: Adoption) -> None:
    """Print what each heading is taken for, and how sure that is."""
    likely = {one.sheet: one for one in adoption.likenesses}
    for one in adoption.adopted:
        likeness = likely[one.sheet]
        title = say("adopt", "sheet", name=one.name, sheet=WORDS.sheet(one.sheet), rows=likeness.rows)
        click.secho(title, bold=True)
        for key, guess in likeness.columns.items():
            _print_column(one.sheet, key, guess)
        for key in one.headings.keys() - likeness.columns.keys():
            click.echo(f"  {one.headings[key]} → {WORDS.heading(one.sheet, key)}")
        for note in _notes(one, likeness):
            click.echo(f"  {note}")
        if likeness.money:
            _print_money(likeness, likeness.money)
    for other in adoption.passed_over:
        click.echo(say("adopt", "passed_over", name=other.name, sheet=WORDS.sheet(other.sheet)))


def _notes(one: Adopted, likeness: Likeness) -> Iterator[str]:
    """Yield what is to be known of a sheet as a whole, and of what was left out."""
    for key, headings in likeness.rivals.items():
        yield say(
            "adopt",
            "rivals",
            headings=" / ".join(headings),
            column=WORDS.heading(one.sheet, key),
            wish=f"{one.sheet}.{key}={headings[0]}",
        )
    if likeness.unread:
        yield say("adopt", "unread", row=likeness.unread)
    if likeness.turned:
        yield say("adopt", "turned")
    if "quantity" in one.given:
        yield say("adopt", "lump_sums")
    if one.first_day:
        yield say("adopt", "years_from" if likeness.yearless else "counted_from", day=one.first_day)
    if likeness.undated:
        yield say("adopt", "unordered" if likeness.unordered else "undated", heading=likeness.undated)
    if likeness.periods:
        yield say("adopt", "periods", heading=likeness.periods)


def _print_money(likeness: Likeness, money: Counted) -> None:
    """Print in what the amounts are, and what about that is open."""
    currency = WORDS.currency(money.currency)
    for key, per in money.units.items():
        heading = likeness.columns[key].heading or WORDS.heading(likeness.sheet, key)
        said = say("adopt", "scaled", heading=" ".join(heading.split()), per=f"{per:,}", currency=currency)
        click.echo("  " + said)
    if money.doubt:
        click.secho("  " + say("adopt", f"doubt_{money.doubt}"), fg="yellow")
    unsaid = "currency_unsaid_scaled" if money.units else "currency_unsaid"
    click.echo("  " + say("adopt", "currency" if money.said else unsaid, currency=currency))


def _print_column(sheet: str, key: str, guess: Guess) -> None:
    """Print what one column is taken for, and by what way where it does not simply stand there."""
    heading = " ".join(guess.heading.split())
    way = say("adopt", f"way_{guess.way}") if guess.way else ""
    said = f"{heading} ({way})" if heading and way else heading or way or say("adopt", "unnamed")
    click.echo(f"  {said} → {WORDS.heading(sheet, key)}  {guess.confidence:.0%}")
