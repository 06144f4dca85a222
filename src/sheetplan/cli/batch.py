"""``sheetplan batch``: whole folders of workbooks brought up to date, with their documents, in one go."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from sheetplan.adapters.file_search import Files, Mirror
from sheetplan.app.batch import Brought, bring_file
from sheetplan.app.portfolio import Known
from sheetplan.app.refusal import Refusal
from sheetplan.app.summary import counted
from sheetplan.cli.files import Memory, Run, Turns, many_files, patiently
from sheetplan.cli.remembering import FACTS, Notebook, remembering
from sheetplan.cli.report import Document, documents_of, templates_option
from sheetplan.cli.rounds import Record, each_file, one_line
from sheetplan.cli.terms import (
    WORDS,
    LocalPath,
    queue_option,
    say,
    status_date_option,
    wait_option,
)
from sheetplan.wiring import house, processors


@click.command("batch", help=say("batch", "help"))
@many_files(jobs=processors())
@remembering
@click.option("--doc", "wanted", type=Document(), multiple=True, help=say("batch", "doc"))
@click.option(
    "--out",
    type=LocalPath(file_okay=False),
    default="documents",
    show_default=True,
    help=say("batch", "out"),
)
@templates_option
@status_date_option
@wait_option
@queue_option
def command(
    files: Files,
    run: Run,
    notebook: Notebook,
    *,
    wanted: Sequence[str],
    out: Path,
    templates: Path | None,
    status_date: date | None,
    wait: float,
    queue: bool,
) -> None:
    """Bring whole folders of workbooks up to date."""
    documents, turns = documents_of(wanted), Turns(wait, queue)
    folder = Mirror(run.seen(out), files.roots).folder
    bring = partial(bring_file, house(templates), status_date=status_date, documents=documents, folder=folder)
    run = notebook.kept_for(
        run._replace(facts=_facts),
        files,
        made={"documents": documents, "out": out.absolute() if documents else None},
        inputs={},
        status_date=status_date,
        templates=templates,
    )
    facts = notebook.kept_for(run, files, made=FACTS, inputs={}, status_date=status_date).memory
    if run.memory and facts:
        run = run._replace(memory=_Both(run.memory, facts))
    record = Record(run)
    with _total(record):
        for path, outcome in each_file(files, patiently(bring, turns), turns, run, record):
            click.echo(_line(path, outcome, record.lines[-1].seconds), err=isinstance(outcome, Refusal))
    sys.exit(record.exit_code())


class _Both(NamedTuple):
    """A memory of what was done, and of what the portfolio will want to know."""

    done: Memory
    facts: Memory

    def unchanged(self, path: Path) -> bool:
        return self.done.unchanged(path)

    def remember(self, path: Path, outcome: Brought) -> None:
        self.done.remember(path, outcome)
        self.facts.remember(path, Known(outcome.fingerprint, outcome.facts))


def _facts(done: Brought) -> Mapping[str, object]:
    """Return what the summary says of a workbook."""
    return {
        "cells": done.cells,
        "kept": done.kept,
        "errors": done.errors,
        "warnings": done.warnings,
        "documents": [{"file": str(each.path), "how": each.how} for each in done.documents],
    }


def _line(path: Path, outcome: Brought | Refusal, seconds: float) -> str:
    """Return a row of the table of outcomes."""
    if isinstance(outcome, Refusal):
        word, colour, what = "failed", "red", one_line(outcome.worded(path, WORDS))
    else:
        word, colour = "done", "green"
        what = say("batch", "line", file=path, **{**_facts(outcome), "documents": len(outcome.documents)})
        what += "".join(_remarks(outcome))
    return f"{click.style(say('batch', word), fg=colour)}  {seconds:6.2f} s  {what}"


def _remarks(done: Brought) -> Iterator[str]:
    """Yield what else is worth a word about a workbook."""
    if done.kept:
        yield say("batch", "kept", cells=done.kept)
    beside = [each.path.name for each in done.documents if each.how in {"edited", "open"}]
    if beside:
        yield say("batch", "beside", documents=", ".join(beside))
    if not done.tidy:
        yield say("batch", "left_over")


@contextmanager
def _total(record: Record) -> Iterator[None]:
    """Say at the end, however it comes, how many files came out how."""
    began = time.monotonic()
    try:
        yield
    finally:
        seconds = time.monotonic() - began
        counts: dict[str, Any] = counted(record.lines)
        rate = counts["files"] / max(seconds, 0.001)
        click.echo(say("batch", "total", **counts, seconds=seconds, rate=rate))
