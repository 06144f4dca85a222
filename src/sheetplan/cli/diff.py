"""``sheetplan diff``: what two workbooks say differently."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sheetplan.app.comparing import Compared, diff_files, in_words, records
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain
from sheetplan.cli.terms import CLEAN, FAILED, FINDINGS, WORDS, LocalPath, say
from sheetplan.wiring import difference_page, difference_workbook, house

_COLOURS = {"added": "green", "removed": "red", "changed": "yellow"}


@click.command("diff", help=say("diff", "help"))
@click.argument("before", type=LocalPath(), metavar="A")
@click.argument("after", type=LocalPath(), metavar="B")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html", "xlsx"]),
    default="text",
    show_default=True,
    help=say("diff", "format"),
)
@click.option("-o", "--out", type=LocalPath(dir_okay=False), help=say("diff", "out"))
def command(before: Path, after: Path, form: str, out: Path | None) -> None:
    """Say what two workbooks say differently."""
    home = house()
    try:
        compared = diff_files(home, before, after)
        if form == "text":
            _print(compared)
        elif form == "xlsx" and out is None:
            raise click.UsageError(say("diff", "needs_out"))
        else:
            _write(compared, form, out)
    except Refusal as refusal:
        complain(refusal, after)
        sys.exit(FAILED)
    sys.exit(FINDINGS if compared.said else CLEAN)


def _print(compared: Compared) -> None:
    for row in compared.said:
        sheet, cells = in_words(row, WORDS)
        kind = click.style(say("diff", row.kind), fg=_COLOURS[row.kind])
        click.echo(f"{click.style(f'{sheet} {row.label}'.strip(), bold=True)}  {kind}")
        for cell in cells:
            was, now = click.style(cell.before or "–", fg="red"), click.style(cell.after or "–", fg="green")
            click.echo(f"    {cell.heading}: {now if row.kind == 'added' else f'{was} → {now}'}")
    click.echo(_summary(compared))


def _write(compared: Compared, form: str, out: Path | None) -> None:
    """Write the list into a file that did not exist, or to standard output."""
    title = say("diff", "title", before=compared.before.name, after=compared.after.name)
    headings = [say("diff", key) for key in ("sheet", "row", "kind", "column", "before", "after")]
    lines = list(_lines(compared))
    if form == "xlsx":
        data = difference_workbook(say("diff", "tab"), headings, [(*line[:2], *line[3:]) for line in lines])
    elif form == "html":
        page = difference_page(title, _summary(compared), headings[1:], lines, WORDS.language)
        data = page.encode()
    else:
        import json  # noqa: PLC0415 - a cold start without it

        told = {
            "version": 1,
            "before": str(compared.before),
            "after": str(compared.after),
            "computed_cells": compared.computed,
            "differences": list(records(compared)),
        }
        data = (json.dumps(told, ensure_ascii=False, indent=2, default=str) + "\n").encode()
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        click.echo(say("diff", "written", file=house().store.create(out, data)))


def _lines(compared: Compared) -> Iterator[tuple[str, str, str, str, str, str, str]]:
    """Yield one line per cell: sheet, row, kind, the kind in words, heading, both contents."""
    for row in compared.said:
        sheet, cells = in_words(row, WORDS)
        for cell in cells:
            yield sheet, row.label, row.kind, say("diff", row.kind), cell.heading, cell.before, cell.after


def _summary(compared: Compared) -> str:
    counts = {
        f"{kind}s": sum(row.kind == kind for row in compared.said) for kind in ("added", "removed", "changed")
    }
    if not compared.said:
        return say("diff", "equal", computed=compared.computed)
    return say("diff", "summary", **counts, computed=compared.computed)
