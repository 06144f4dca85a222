"""``sheetplan restore``: earlier states of a workbook."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from sheetplan.app.history import copy_version, restore_file
from sheetplan.app.journal import Note
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Version
from sheetplan.cli.files import Turns, complain
from sheetplan.cli.terms import FAILED, LocalPath, say, wait_option
from sheetplan.wiring import house


@click.command("restore", help=say("restore", "help"))
@click.argument("file", type=LocalPath(), metavar="FILE")
@click.argument("which", required=False, metavar=say("restore", "which"))
@click.option("-o", "--out", type=LocalPath(dir_okay=False), help=say("restore", "out"))
@wait_option
def command(file: Path, which: str | None, out: Path | None, wait: float) -> None:
    """Go back to an earlier state of a workbook, or list them."""
    home = house()
    try:
        if which is None:
            versions = home.store.versions(file)
            if not versions and not file.exists():
                raise Refusal("no-such-file")  # noqa: TRY301 - told as any other
            _list(file, versions, home.store.notes(file))
        elif out:
            made = copy_version(home, file, which, out)
            click.echo(say("restore", "copied", file=file, copy=made))
        else:
            version = restore_file(home, file, which, Turns(wait).patience(file))
            click.echo(say("restore", "done", file=file, replaced=_local(version)))
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)


def _list(file: Path, versions: Sequence[Version], notes: Sequence[Note]) -> None:
    if not versions:
        click.echo(say("restore", "nothing", file=file))
        return
    click.echo(say("restore", "title", file=file))
    for number, version in enumerate(versions, 1):
        note = _replacing(version, notes)
        by = say("restore", "by", by=note.by, command=note.entry.command) if note else ""
        click.echo(f"{number:>4}  {_local(version)}  {version.fingerprint[:8]}  {by}")
    click.echo(say("restore", "next", file=file))


def _replacing(version: Version, notes: Sequence[Note]) -> Note | None:
    """Return what the journal says of the command that replaced a state."""
    found = [note for note in notes if note.before.startswith(version.fingerprint)]
    return min(found, key=lambda note: abs(datetime.fromisoformat(note.at) - version.replaced), default=None)


def _local(version: Version) -> str:
    return version.replaced.astimezone().strftime("%Y-%m-%d %H:%M:%S")
