"""``sheetplan doctor``: what a workbook file holds, and whether Excel would repair it."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.doctor import Diagnosis, diagnose_file, fault_text, known_sheets, record
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import House
from sheetplan.cli.files import Run, complain, workbook_files
from sheetplan.cli.output import print_conflict_copies
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import CLEAN, FINDINGS, WORDS, say
from sheetplan.wiring import house

_SHOWN = 5
"""More places of a fault, or missing headings of a sheet, are counted; JSON has all."""


@click.command("doctor", help=say("doctor", "help"))
@workbook_files
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("types", "format")
)
def command(files: Files, run: Run, form: str) -> None:
    """Say what workbook files hold and lack."""
    home, worst = house(), CLEAN
    records: list[dict[str, Any]] = []
    noted = Record(run)
    for path, (recovered, found) in _diagnosed(home, files, run, noted):
        if isinstance(found, Refusal):
            records.append({"file": str(path), "refusal": found.worded(path, WORDS)})
            complain(found, path)
            continue
        worst = max(worst, FINDINGS if found.anatomy.faults else CLEAN)
        if form == "json":
            records.append({**record(path, found, WORDS), "recovered": recovered})
            continue
        _print(path, found)
        if recovered:
            click.secho(say("doctor", "recovered"), fg="yellow")
        print_conflict_copies(path, home.store.conflict_copies(path))
    if form == "json":
        import json  # noqa: PLC0415 - a cold start without it

        click.echo(json.dumps({"version": 1, "files": records}, ensure_ascii=False, indent=2))
    sys.exit(noted.exit_code(worst))


def _diagnosed(home: House, files: Files, run: Run, noted: Record) -> Iterator[tuple[Path, tuple[bool, Any]]]:
    """Yield each file, whether a killed run had left anything that was cleared up, and what it holds."""
    for path, found in each_file(files, partial(_recovered, home), run=run, record=noted):
        yield path, (False, found) if isinstance(found, Refusal) else found


def _recovered(home: House, path: Path) -> tuple[bool, Diagnosis]:
    return home.store.recover(path), diagnose_file(home, path)


def _print(path: Path, found: Diagnosis) -> None:
    anatomy = found.anatomy
    made_by = anatomy.made_by or say("doctor", "unknown_maker")
    click.secho(say("doctor", "file", file=path, size=_size(found.size), maker=made_by), bold=True)
    kinds = (
        say("doctor", "kind", kind=_kind(part.kind), count=part.number, size=_size(part.size))
        for part in anatomy.parts
    )
    click.echo(say("doctor", "parts", parts=WORDS.text("doctor", "separator").join(kinds)))
    if not found.unread:
        _print_sheets(found)
    _print_faults(found)
    if found.unread:
        click.secho("  " + found.unread.worded(path, WORDS), fg="red")
    if anatomy.closed:
        click.secho(say("doctor", "closed", reason=WORDS.text(*anatomy.closed.path)), fg="yellow")
    elif not found.unread:
        click.echo(say("doctor", "open"))


def _print_sheets(found: Diagnosis) -> None:
    known = {tab: rest for tab, *rest in known_sheets(found, WORDS)}
    for name, kind, hidden in found.anatomy.sheets:
        sheet, missing = known.get(name, ("", ()))
        key = "sheet_partly" if missing else "sheet_known" if sheet else "sheet_foreign"
        note = say("doctor", "hidden") if hidden else "" if kind == "worksheet" else say("doctor", "no_cells")
        click.echo(say("doctor", key, name=name, sheet=sheet, missing=_listed(missing), note=note))


def _listed(names: Sequence[str]) -> str:
    said = WORDS.text("doctor", "separator").join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return say("doctor", "and_more", said=said, count=more) if more > 0 else said


def _print_faults(found: Diagnosis) -> None:
    faults = found.anatomy.faults
    if not faults:
        click.secho(say("doctor", "sound"), fg="green")
        return
    click.secho(say("doctor", "faulty", count=len(faults)), fg="red")
    counts = Counter(fault.code for fault in faults)
    for code, count in counts.items():
        of_a_kind = [fault for fault in faults if fault.code == code]
        click.echo(f"    {fault_text(of_a_kind[0], WORDS)}")
        for fault in of_a_kind[:_SHOWN]:
            click.echo(f"      {fault.part}: {fault.detail}")
        if count > _SHOWN:
            click.echo("      " + say("doctor", "more", count=count - _SHOWN))


def _kind(kind: str) -> str:
    return WORDS.text("parts", kind)


def _size(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(size, 1) / 2**10:.1f} kB"
