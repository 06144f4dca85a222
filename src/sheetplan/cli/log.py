"""``sheetplan log``: who did what to a workbook."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from sheetplan.app.comparing import heading
from sheetplan.app.journal import Note
from sheetplan.app.refusal import Refusal
from sheetplan.changes.change import Mend
from sheetplan.changes.lines import BESIDE
from sheetplan.changes.typed_over import TYPED
from sheetplan.cli.files import complain
from sheetplan.cli.output import local, visible
from sheetplan.cli.terms import FAILED, WORDS, LocalPath, say
from sheetplan.model.sheets import SHEETS
from sheetplan.wiring import house

CELLS = 3
"""Cells that are shown of each command."""


@click.command("log", help=say("log", "help"))
@click.argument("file", type=LocalPath(), metavar="FILE")
@click.option("--last", type=click.IntRange(min=1), default=20, show_default=True, help=say("log", "last"))
@click.option("--cells", is_flag=True, help=say("log", "cells"))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("log", "format")
)
def command(file: Path, last: int, form: str, *, cells: bool) -> None:
    """Say who did what to a workbook."""
    try:
        notes = house().store.notes(file)
        if not notes and not file.exists():
            raise Refusal("no-such-file")  # noqa: TRY301 - told as any other
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
    if form == "json":
        import json  # noqa: PLC0415 - a cold start without it

        told = {"version": 1, "file": str(file), "notes": [_record(note) for note in notes[-last:]]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    if not notes:
        click.echo(say("log", "nothing", file=file))
    for note in notes[-last:]:
        _print(note, None if cells else CELLS)


def _print(note: Note, at_most: int | None) -> None:
    by = f"{note.by}@{note.host}" if note.host else note.by
    done = click.style(f"{note.entry.command:<8}", bold=True)
    click.echo(f"{local(note.at)}  {by}  {done} {say('log', 'cell_count', cells=len(note.entry.cells))}")
    _print_cells(note.entry.cells[:at_most])
    left = len(note.entry.cells[at_most:]) if at_most else 0
    if left:
        click.echo("    " + say("log", "more", cells=left))


def _print_cells(cells: Iterable[Mend]) -> None:
    for mend in cells:
        if mend.code == TYPED:
            continue
        sheet, _, column = _names(mend)
        key = f" {mend.key.id}" if mend.key.id and mend.key.id != column else ""
        click.echo(f"    {sheet}{key} {column}  {visible(mend.before)} → {visible(mend.after)}")


def _names(mend: Mend) -> tuple[str, str, str]:
    """Return sheet, row and column as people call them; what this version no longer knows, by its key."""
    known = mend.sheet in SHEETS and (mend.column in SHEETS[mend.sheet].columns() or mend.column in BESIDE)
    if not known:
        return mend.sheet, mend.key.id, mend.column
    return WORDS.sheet(mend.sheet), mend.key.id, heading(mend.sheet, mend.column, WORDS)


def _record(note: Note) -> dict[str, Any]:
    return {
        "number": note.number,
        "at": note.at,
        "by": note.by,
        "host": note.host,
        "command": note.entry.command,
        "cancels": note.entry.cancels or None,
        "before": note.before,
        "after": note.after,
        "cells": [
            {
                "sheet": mend.sheet,
                "row_key": mend.key.id or None,
                "row": mend.key.row,
                "column": mend.column,
                "before": mend.before,
                "after": mend.after,
            }
            for mend in note.entry.cells
        ],
    }
