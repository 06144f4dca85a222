"""``sheetplan check``: what is wrong in workbooks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from sheetplan.app.findings_text import counts, records
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import check_file
from sheetplan.cli.files import complain, each_file
from sheetplan.cli.output import print_findings
from sheetplan.cli.terms import CLEAN, FAILED, FINDINGS, WORDS, files_argument, say, status_date_option
from sheetplan.wiring import house


@click.command("check", help=say("check", "help"))
@files_argument
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("check", "format")
)
@status_date_option
def command(files: Sequence[Path], form: str, status_date: date | None) -> None:
    """Say what is wrong in workbooks."""
    home, worst = house(), CLEAN
    results: list[dict[str, Any]] = []
    for path, outcome in each_file(files, lambda path: check_file(home, path, status_date)):
        if isinstance(outcome, Refusal):
            worst = FAILED
            results.append({"file": str(path), "refusal": outcome.worded(path, WORDS), "findings": []})
            complain(outcome, path)
            continue
        errors = counts(outcome)["errors"]
        worst = max(worst, FINDINGS if errors else CLEAN)
        if form == "json":
            day = outcome.outcome.status_date.isoformat()
            found = list(records(outcome, WORDS))
            results.append({"file": str(path), "status_date": day, "refusal": None, "findings": found})
        else:
            print_findings(path, outcome)
    if form == "json":
        import json  # noqa: PLC0415 - a cold start without it

        click.echo(json.dumps({"version": 1, "files": results}, ensure_ascii=False, indent=2))
    sys.exit(worst)
