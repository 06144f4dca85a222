"""``sheetplan adopt``: a stranger's workbook, worked on in the layout it has."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sheetplan.app.adopting import Adoption, Wish, adopt_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain
from sheetplan.cli.meaning import Meaning
from sheetplan.cli.terms import FAILED, WORDS, LocalPath, say
from sheetplan.wiring import house


@click.command("adopt", help=say("adopt", "help"))
@click.argument("file", type=LocalPath(), metavar="FILE")
@click.option("--map", "wishes", type=Meaning(), multiple=True, help=say("adopt", "map"))
@click.option("--add-columns", is_flag=True, help=say("adopt", "add_columns"))
@click.option("--dry-run", is_flag=True, help=say("adopt", "dry_run"))
def command(file: Path, wishes: tuple[Wish, ...], *, add_columns: bool, dry_run: bool) -> None:
    """Adopt a stranger's workbook."""
    try:
        adoption = adopt_file(house(), file, wishes, add_columns=add_columns, dry_run=dry_run)
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
    _print(adoption)
    key = "would" if dry_run else "done" if adoption.saved else "unchanged"
    click.echo(say("adopt", key, file=file))


def _print(adoption: Adoption) -> None:
    """Print what each heading is taken for, and how sure that is."""
    sure = {
        (likeness.sheet, key): guess.confidence
        for likeness in adoption.likenesses
        for key, guess in likeness.columns.items()
    }
    for one in adoption.adopted:
        click.secho(f"{one.name} → {WORDS.sheet(one.sheet)}", bold=True)
        for key, heading in one.headings.items():
            confidence = sure.get((one.sheet, key))
            mark = "" if confidence is None else f"{confidence:.0%}"
            click.echo(f"  {' '.join(heading.split())} → {WORDS.heading(one.sheet, key)}  {mark}")
