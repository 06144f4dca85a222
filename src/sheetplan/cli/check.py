"""``sheetplan check``: what is wrong in workbooks."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.checked import Checked, checked, counts
from sheetplan.app.formats import FORMATS, written
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import check_file
from sheetplan.cli.files import Run, complain, workbook_files
from sheetplan.cli.output import print_findings
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.selection import ignore_option, select_option, severity_option
from sheetplan.cli.terms import CLEAN, FINDINGS, WORDS, LocalPath, say, status_date_option
from sheetplan.rules.rule import Severity
from sheetplan.rules.selection import Selection
from sheetplan.wiring import findings_list, house


@click.command("check", help=say("check", "help"))
@workbook_files
@click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", help=say("check", "format")
)
@click.option("--list", "listed", type=LocalPath(), metavar="FILE", help=say("check", "list"))
@select_option
@ignore_option
@severity_option
@status_date_option
def command(
    files: Files,
    run: Run,
    *,
    form: str,
    listed: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str,
    status_date: date | None,
) -> None:
    """Say what is wrong in workbooks."""
    if listed and listed.suffix.casefold() != ".xlsx":
        raise click.UsageError(say("problems", "bad_list", file=listed))
    home, worst = house(), CLEAN
    chosen = Selection(select, ignore, Severity(severity))
    results: list[Checked] = []
    record, work = Record(run), partial(check_file, home, status_date=status_date)
    for path, outcome in each_file(files, work, run=run, record=record):
        if isinstance(outcome, Refusal):
            results.append(Checked(str(path), refusal=outcome.worded(path, WORDS)))
            complain(outcome, path)
            continue
        examined = outcome._replace(findings=chosen.of(outcome.findings))
        worst = max(worst, FINDINGS if counts(examined.findings)["errors"] else CLEAN)
        if form == "text":
            print_findings(path, examined)
        if form != "text" or listed:
            results.append(checked(str(path), examined, WORDS))
    if form != "text":
        click.echo(written(form, results, WORDS))
    if listed:
        made = home.store.create(listed, findings_list(results, WORDS, listed.parent))
        click.echo(say("check", "listed", file=made), err=True)
    sys.exit(record.exit_code(worst))
