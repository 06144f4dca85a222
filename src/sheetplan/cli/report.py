"""``sheetplan report``: Word documents from workbooks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import DOCUMENTS, report_file
from sheetplan.cli.files import complain, each_file
from sheetplan.cli.terms import CLEAN, FAILED, files_argument, say, status_date_option
from sheetplan.wiring import house


@click.command("report", help=say("report", "help"))
@files_argument
@click.option(
    "--doc",
    type=click.Choice([*DOCUMENTS, "all"]),
    default="all",
    show_default=True,
    help=say("report", "doc"),
)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=".", help=say("report", "out")
)
@click.option("--templates", type=click.Path(path_type=Path, exists=True), help=say("report", "templates"))
@status_date_option
def command(
    files: Sequence[Path], doc: str, out: Path, templates: Path | None, status_date: date | None
) -> None:
    """Write documents from workbooks."""
    home, worst = house(templates), CLEAN
    documents = DOCUMENTS if doc == "all" else (doc,)
    for path, made in each_file(
        files, lambda path: list(report_file(home, path, documents, out, status_date))
    ):
        if isinstance(made, Refusal):
            worst = FAILED
            complain(made, path)
        else:
            for document in made:
                click.echo(say("report", "written", file=path, document=document))
    sys.exit(worst)
