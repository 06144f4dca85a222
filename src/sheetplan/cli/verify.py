"""``sheetplan verify``: whether the figures of documents are still true."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.refusal import Refusal
from sheetplan.app.verifying import STATES, Verification, verify_document
from sheetplan.cli.files import Run, complain, document_files
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import CLEAN, FINDINGS, AnyPath, say, status_date_option
from sheetplan.wiring import house

_COLOURS = {"stale": "yellow", "edited": "red", "removed": "cyan"}
_LINE_SHOWN = 60


@click.command("verify", help=say("verify", "help"))
@document_files
@click.option("--workbook", type=AnyPath(exists=True), help=say("verify", "workbook"))
@status_date_option
def command(files: Files, run: Run, workbook: Path | None, status_date: date | None) -> None:
    """Say which figures are no longer true."""
    worst, record = CLEAN, Record(run)
    work = partial(verify_document, house(), workbook=workbook, status_date=status_date)
    for path, outcome in each_file(files, work, run=run, record=record):
        if isinstance(outcome, Refusal):
            complain(outcome, path)
        else:
            _tell(path, outcome)
            changed = outcome.count("current") < len(outcome.figures)
            worst = max(worst, FINDINGS if changed else CLEAN)
    sys.exit(record.exit_code(worst))


def _tell(path: Path, outcome: Verification) -> None:
    for figure in outcome.figures:
        if figure.state == "current":
            continue
        state = click.style(say("verify", figure.state), fg=_COLOURS[figure.state])
        line = figure.line if len(figure.line) <= _LINE_SHOWN else figure.line[: _LINE_SHOWN - 1] + "…"
        facts = {"written": figure.written, "now": figure.now, "address": figure.address, "line": line}
        told = "figure" if figure.state == "stale" else "written"
        click.echo(f"{state}  " + say("verify", told if figure.now else "gone", **facts))
    counts = {state: outcome.count(state) for state in STATES}
    click.echo(say("verify", "summary", file=path, count=len(outcome.figures), **counts))
    click.echo(
        "  " + say("verify", "same" if outcome.same_workbook else "changed", workbook=outcome.workbook)
    )
