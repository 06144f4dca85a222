"""``sheetplan history``: what finished events measured, gathered from their workbooks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from sheetplan.app.portfolio import RATES
from sheetplan.cli.files import Run, many_files
from sheetplan.cli.portfolio import known_events
from sheetplan.cli.remembering import Notebook, remembering
from sheetplan.cli.rounds import Record
from sheetplan.cli.terms import WORDS, say, status_date_option
from sheetplan.engine.benchmark import Benchmark
from sheetplan.engine.portfolio import benchmarks_of, forecasts_held
from sheetplan.wiring import history_store, processors

SEVERAL = 4
"""Events of which quartiles are shown."""


@click.command("history", help=say("history", "help"))
@many_files(jobs=processors(), required=False)
@remembering
@click.option("--type", "event_type", default="", help=say("history", "type"))
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("types", "format")
)
@status_date_option
def command(
    files: Any, run: Run, notebook: Notebook, *, event_type: str, form: str, status_date: date | None
) -> None:
    """Gather and show what finished events measured."""
    store, record = history_store(), Record(run)
    if files.paths or files.refused:
        entries, record = known_events(files, run, notebook, status_date)
        facts = [entry.facts for entry in entries]
        if facts:  # a folder that is away takes nothing of what was gathered before
            store.replace(benchmarks_of(facts), forecasts_held(facts))
        finished = sum(one.state == "finished" for one in facts)
        click.echo(say("history", "gathered", finished=finished, events=len(facts)), err=form == "json")
    known = store.benchmarks(event_type)
    if form == "json":
        _print_json(known, store.held())
    else:
        _print(known)
        for kind, (held, events) in store.held().items():
            click.echo(say("history", "held", type=kind, held=held, events=events))
    sys.exit(record.exit_code())


def by_measure(known: Sequence[Benchmark]) -> dict[str, list[str]]:
    """Return benchmarks in words: what was measured, in how many events, and the groups' numbers."""
    groups: dict[str, list[str]] = {}
    for one in known:
        measure = WORDS.text("portfolio", "measures", one.measure)
        groups.setdefault(say("history", "measure", measure=measure, events=one.events), []).append(
            _group(one)
        )
    return groups


def _group(one: Benchmark) -> str:
    """Return what was measured of one group; where half of the events lie says something only of several."""
    numbers = {name: _number(one, getattr(one, name)) for name in ("median", "low", "high")}
    return say("history", "spread" if one.events >= SEVERAL else "alone", group=one.group, **numbers)


def _number(one: Benchmark, value: Any) -> str:
    return f"{value:.1%}" if one.measure in RATES else f"{float(value):,.2f}".rstrip("0").rstrip(".")


def _print(known: Sequence[Benchmark]) -> None:
    if not known:
        click.echo(say("history", "nothing"))
    for kind in dict.fromkeys(one.type for one in known):
        click.secho(kind or "–", bold=True)
        for measure, groups in by_measure([one for one in known if one.type == kind]).items():
            click.echo(f"  {measure}")
            for group in groups:
                click.echo(f"    {group}")


def _print_json(known: Sequence[Benchmark], held: dict[str, tuple[int, int]]) -> None:
    import json  # noqa: PLC0415 - few ask for it

    told = {
        "version": 1,
        "benchmarks": [
            {
                name: value if isinstance(value, str | int) else float(value)
                for name, value in one._asdict().items()
            }
            for one in known
        ],
        "forecasts": {kind: {"held": numbers[0], "events": numbers[1]} for kind, numbers in held.items()},
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))
