"""Results of the use cases, printed for a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import click

from sheetplan.app.checked import cells, counts, grouped
from sheetplan.app.pipeline import Examined
from sheetplan.app.workbooks import Recalculated
from sheetplan.changes.change import Mend
from sheetplan.cli.terms import WORDS, say
from sheetplan.engine.outcome import Outcome
from sheetplan.model.values import Raw
from sheetplan.rules.entries import quote
from sheetplan.rules.rule import Severity

PLACES = 12
"""Of findings alike, how many are listed: 检查结果 lists them all."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_findings(path: Path, examined: Examined) -> None:
    """Print what is found in a workbook, and how much of it; what is alike is said once."""
    for finding, said, others in grouped(examined, WORDS):
        severity = click.style(f"{said.severity_word:<8}", fg=_COLOURS[finding.severity])
        place = click.style(str(said.place or said.sheet_name), bold=True)
        click.echo(f"{severity} {finding.code}  {place}  {said.message}\n         → {said.remedy}")
        if others:
            places = list(cells(others))
            told = " ".join(places[:PLACES]) + (" …" if len(places) > PLACES else "")
            click.echo(f"         {say('check', 'alike', count=len(others), cells=told)}")
    key = "summary" if examined.findings else "clean"
    click.echo(say("check", key, file=path, **counts(examined.findings)))
    if examined.accepted:
        click.echo("  " + say("check", "accepted", count=len(examined.accepted)))


def print_recalculated(path: Path, done: Recalculated, *, dry_run: bool) -> None:
    """Print what was written, and where the event stands."""
    changes, outcome = done.changes, done.examined.outcome
    cells = len(changes.values) + len(changes.formulas)
    found = sum(len(replacement.rows) for replacement in changes.replacements)
    listed = "findings" in done.examined.parsed.layout.sheets
    key = "unchanged" if not changes else "would" if dry_run else "written"
    key = f"{key}_cells" if changes and not listed else key
    click.echo(say("recalc", key, file=path, cells=cells, findings=found))
    if done.examined.findings and not listed:
        click.echo("  " + say("recalc", "unlisted", file=path, findings=len(done.examined.findings)))
    if done.saved and not done.saved.cleaned_up:
        click.secho(say("recalc", "left_over", file=path), fg="yellow")
    if done.kept:
        click.secho("  " + say("recalc", "kept", cells=len(done.kept)), fg="yellow")
        print_mends(done.kept, done.examined, at_most=10)
    click.echo("  " + "".join(_standing(outcome)))


def _standing(outcome: Outcome) -> Iterator[str]:
    """Yield where an event stands, as far as its workbook says."""
    event = outcome.event
    yield say(
        "recalc",
        "state",
        slipping=event.tasks_slipping,
        overdue=sum(task.warning == "overdue" for task in outcome.tasks),
        at_risk=sum(task.warning == "at_risk" for task in outcome.tasks),
    )
    if event.metric_count:
        yield say("recalc", "metrics", met=event.metrics_met, metrics=event.metric_count)
    if event.reserve_share is not None:
        yield say("recalc", "reserve", share=f"{event.reserve_share:.1%}")


def print_conflict_copies(path: Path, copies: Sequence[str]) -> None:
    """Print which files look like copies that a sync program made when two people saved at once."""
    for copy in copies:
        click.secho(say("problems", "conflict_copy", file=path, copy=copy), fg="yellow", err=True)


def print_mends(mends: Sequence[Mend], examined: Examined, *, at_most: int = sys.maxsize) -> None:
    """Print cells with what stood there and what stands there now."""
    for mend in mends[:at_most]:
        where = examined.parsed.layout.sheets.get(mend.sheet)
        place = str(where.place(mend.key.row, mend.column)) if where else mend.sheet
        was, now = click.style(visible(mend.before), fg="red"), click.style(visible(mend.after), fg="green")
        click.echo(f"{mend.code:<7} {click.style(place, bold=True)}  {was} → {now}")

    if len(mends) > at_most:
        click.echo(say("log", "more", cells=len(mends) - at_most))


def local(moment: str) -> str:
    """Return a moment of the journal by the reader's own clock, to the minute."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")


def visible(raw: Raw) -> str:
    """Return the content of a cell so that a reader sees all of it: texts in quotes, no invisible marks."""
    if raw is None:
        return "–"
    if not isinstance(raw, str):
        return quote(raw)
    return '"' + "".join(mark if mark.isprintable() else f"<U+{ord(mark):04X}>" for mark in raw) + '"'
