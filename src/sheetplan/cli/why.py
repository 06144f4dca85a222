"""``sheetplan why``: why a task is late."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from sheetplan.app.delay_text import cause_in_words, causes_in_words
from sheetplan.app.delays import Explained, explain_task
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain
from sheetplan.cli.terms import (
    CLEAN,
    FAILED,
    WORDS,
    file_argument,
    say,
    status_date_option,
)
from sheetplan.wiring import house


@click.command("why", help=say("why", "help"))
@file_argument
@click.argument("task", metavar=say("why", "task"))
@click.option("--baseline", help=say("why", "baseline"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help=say("why", "format"),
)
@status_date_option
def command(file: Path, task: str, baseline: str | None, form: str, status_date: date | None) -> None:
    """Say why a task is late."""
    try:
        found = explain_task(house(), file, task, status_date, baseline)
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
    if form == "json":
        click.echo(_json(found))
    else:
        for number, sentence in enumerate(causes_in_words(found, WORDS)):
            click.echo(f"{'  ← ' if number else ''}{sentence}")
    sys.exit(CLEAN)


def _json(found: Explained) -> str:
    import json  # noqa: PLC0415 - text comes without it

    causes = [
        {
            **cause._asdict(),
            "link": cause.link
            and {
                "kind": cause.link.kind,
                "lag": cause.link.lag,
                "share": cause.link.share,
            },
            "message": cause_in_words(cause, WORDS),
        }
        for cause in found.causes
    ]
    known = {
        "version": 1,
        "task": found.task.code,
        "finish": found.task.finish,
        "causes": causes,
    }
    return json.dumps(known, ensure_ascii=False, indent=2, default=str)
