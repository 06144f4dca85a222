"""``sheetplan merge``: copies of a workbook joined into one."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sheetplan.app.merging import Joined, merge_files, take_choices
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import Turns, complain
from sheetplan.cli.terms import CLEAN, FAILED, FINDINGS, LocalPath, say, status_date_option, wait_option
from sheetplan.wiring import house


@click.command("merge", help=say("merge", "help"))
@click.argument("files", nargs=-1, required=True, metavar="[BASE] OURS THEIRS")
@click.option("-o", "--out", type=LocalPath(dir_okay=False), help=say("merge", "out"))
@status_date_option
@wait_option
def command(files: Sequence[str], out: Path | None, status_date: date | None, wait: float) -> None:
    """Join copies of a workbook."""
    home = house()
    *before, last = files
    try:
        if not before:
            taken = take_choices(home, Path(last), status_date, Turns(wait).patience(Path(last)))
            click.echo(say("merge", "taken" if taken else "none_taken", file=last, count=taken))
            sys.exit(CLEAN)
        if out is None or len(files) > 3:
            raise click.UsageError(say("merge", "usage"))
        base = before[0] if len(before) == 2 else None
        joined = merge_files(home, base, (Path(before[-1]), Path(last)), out, status_date)
    except Refusal as refusal:
        complain(refusal, out or Path(last))
        sys.exit(FAILED)
    _print(joined)
    sys.exit(FINDINGS if joined.merged.conflicts else CLEAN)


def _print(joined: Joined) -> None:
    rows = len({(mend.sheet, mend.key) for mend in joined.merged.mends})
    click.echo(say("merge", "done", file=joined.path, cells=len(joined.merged.mends), rows=rows))
    if joined.merged.conflicts:
        reasons = Counter(conflict.why for conflict in joined.merged.conflicts)
        for why, count in reasons.items():
            click.secho(say("merge", "listed", count=count, why=say("merge", "why", why)), fg="yellow")
        click.echo(say("merge", "next", file=joined.path))
