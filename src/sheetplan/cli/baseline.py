"""``sheetplan baseline``: plans frozen under a name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from sheetplan.app.baselines import drop_baseline, list_baselines, set_baseline
from sheetplan.app.delay_text import movements_in_words
from sheetplan.app.delays import compare_with_baseline
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain
from sheetplan.cli.terms import FAILED, WORDS, file_argument, say, status_date_option
from sheetplan.wiring import house

Answer = TypeVar("Answer")
name_argument = click.argument("name", metavar=say("baseline", "name"))


@click.group("baseline", help=say("baseline", "help"))
def command() -> None:
    """Keep, list, compare or drop baselines."""


@command.command("set", help=say("baseline", "set_help"))
@file_argument
@name_argument
@status_date_option
def keep(file: Path, name: str, status_date: date | None) -> None:
    """Keep the plan as it stands."""
    kept = _answer(file, lambda: set_baseline(house(), file, name, status_date))
    click.echo(say("baseline", "set_done", file=file, name=kept.name, tasks=kept.tasks))


@command.command("list", help=say("baseline", "list_help"))
@file_argument
def enumerate_(file: Path) -> None:
    """List the baselines of a workbook."""
    listed = _answer(file, lambda: list_baselines(house(), file))
    for baseline in listed.baselines:
        facts = {"name": baseline.name, "set_on": baseline.set_on or "–", "tasks": len(baseline.tasks)}
        click.echo(say("baseline", "listed", mark="*" if baseline == listed.chosen else " ", **facts))
    if not listed.baselines:
        click.echo(say("baseline", "none", file=file))


@command.command("drop", help=say("baseline", "drop_help"))
@file_argument
@name_argument
def drop(file: Path, name: str) -> None:
    """Remove a baseline."""
    dropped = _answer(file, lambda: drop_baseline(house(), file, name))
    click.echo(say("baseline", "drop_done", file=file, name=dropped.name, tasks=dropped.tasks))


@command.command("compare", help=say("baseline", "compare_help"))
@file_argument
@click.argument("name", metavar=say("baseline", "name"), required=False)
@status_date_option
def compare(file: Path, name: str | None, status_date: date | None) -> None:
    """Say what has moved against a baseline."""
    moved = _answer(file, lambda: compare_with_baseline(house(), file, status_date, name))
    for sentence in movements_in_words(moved, WORDS):
        click.echo(sentence)


def _answer(file: Path, ask: Callable[[], Answer]) -> Answer:
    try:
        return ask()
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
