"""The command line. Messages follow the system's language; documents follow their workbook."""

from __future__ import annotations

import contextlib
import gc
import locale
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from sheetplan import __version__
from sheetplan.app.findings_text import counts, left_out, records, shown
from sheetplan.app.refusal import Refusal
from sheetplan.app.workbooks import DOCUMENTS, Recalculated, check_file, recalc_file, report_file
from sheetplan.language import LANGUAGES, Wording, wording
from sheetplan.rules.rule import Severity
from sheetplan.wiring import house, shipped

CLEAN, FINDINGS, FAILED = 0, 1, 2
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def system_language() -> str:
    """Return the language of the system: Chinese where its locale is, English anywhere else."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = (said or locale.getlocale()[0] or "").casefold()
    return "zh" if name.startswith(("zh", "chinese")) else "en"


WORDS: Wording = wording(system_language())


def say(*path: str, **facts: object) -> str:
    """Return a sentence of the command line."""
    return WORDS.text("cli", *path, **facts)


class Day(click.ParamType[date]):
    """A date as an option."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the date that was typed."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            self.fail(say("problems", "bad_date", value=value), param, ctx)


# What cannot be read is refused file by file, in our own words.
_files = click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, readable=False),
    metavar=say("options", "files"),
)
_status_date = click.option("--status-date", type=Day(), help=say("options", "status_date"))


def main() -> None:
    """Run the command line, and leave without tidying up what the system tidies anyway.

    Collecting garbage in a short run, and taking apart a hundred thousand small values at its end, would take
    a tenth of the time of a `check`.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    try:
        commands()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        with contextlib.suppress(OSError):  # whoever read our output has gone
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


@click.group(help=say("about"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sheetplan")
def commands() -> None:
    """Hold the commands."""


@commands.command(help=say("new", "help"))
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--type", "event_type", required=True, help=say("new", "type"))
@click.option("--date", "event_date", type=Day(), required=True, help=say("new", "date"))
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help=say("new", "lang")
)
@click.option("--name", help=say("new", "name"))
def new(file: Path, event_type: str, event_date: date, lang: str, name: str | None) -> None:
    """Make a master workbook."""
    from sheetplan.build.new import Wish, new_workbook, write_new  # noqa: PLC0415

    home = house()
    wish = Wish(type=event_type, event_date=event_date, language=lang, name=name)
    try:
        made = new_workbook(home, wish, shipped("templates") / "events", WORDS)
        write_new(home, file, made.data)
    except Refusal as refusal:
        _complain(refusal, file)
        sys.exit(FAILED)
    tables = made.content.tables
    sizes = {"tasks": len(tables["tasks"]), "lines": len(tables["budget"]), "metrics": len(tables["metrics"])}
    click.echo(say("new", "made", file=file, **sizes))
    past = [start for start in made.starts if start < home.today]
    if past:
        facts = {"count": len(past), "today": home.today, "first": min(past)}
        click.secho(say("new", "past", **facts), fg="yellow")
    click.echo(say("new", "next", file=file))


@commands.command(help=say("check", "help"))
@_files
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help=say("check", "format")
)
@_status_date
def check(files: Sequence[Path], form: str, status_date: date | None) -> None:
    """Say what is wrong in workbooks."""
    home, worst = house(), CLEAN
    results: list[dict[str, Any]] = []
    for path, outcome in _each(files, lambda path: check_file(home, path, status_date)):
        if isinstance(outcome, Refusal):
            worst = FAILED
            results.append({"file": str(path), "refusal": outcome.worded(path, WORDS), "findings": []})
            _complain(outcome, path)
            continue
        errors = counts(outcome)["errors"]
        worst = max(worst, FINDINGS if errors else CLEAN)
        if form == "json":
            day = outcome.outcome.status_date.isoformat()
            found = list(records(outcome, WORDS))
            results.append({"file": str(path), "status_date": day, "refusal": None, "findings": found})
        else:
            _print_findings(path, outcome)
    if form == "json":
        import json  # noqa: PLC0415 - a cold start without it

        click.echo(json.dumps({"version": 1, "files": results}, ensure_ascii=False, indent=2))
    sys.exit(worst)


@commands.command(help=say("recalc", "help"))
@_files
@_status_date
@click.option("--dry-run", is_flag=True, help=say("recalc", "dry_run"))
def recalc(files: Sequence[Path], status_date: date | None, *, dry_run: bool) -> None:
    """Bring workbooks up to date."""
    home, worst = house(), CLEAN
    for path, outcome in _each(files, lambda path: recalc_file(home, path, status_date, dry_run=dry_run)):
        if isinstance(outcome, Refusal):
            worst = FAILED
            _complain(outcome, path)
        else:
            _print_recalculated(path, outcome, dry_run=dry_run)
    sys.exit(worst)


@commands.command(help=say("report", "help"))
@_files
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
@_status_date
def report(
    files: Sequence[Path], doc: str, out: Path, templates: Path | None, status_date: date | None
) -> None:
    """Write documents from workbooks."""
    home, worst = house(templates), CLEAN
    documents = DOCUMENTS if doc == "all" else (doc,)
    for path, made in _each(files, lambda path: list(report_file(home, path, documents, out, status_date))):
        if isinstance(made, Refusal):
            worst = FAILED
            _complain(made, path)
        else:
            for document in made:
                click.echo(say("report", "written", file=path, document=document))
    sys.exit(worst)


@commands.command(help=say("demo", "help"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="sheetplan-demo")
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True, help=say("new", "lang")
)
def demo(folder: Path, lang: str) -> None:
    """Make the example event."""
    try:
        _make_demo(folder, lang)
    except Refusal as refusal:
        _complain(refusal, folder)
        sys.exit(FAILED)


def _make_demo(folder: Path, lang: str) -> None:
    from sheetplan.build.demo import EVENT_DATE, EVENT_TYPE, demo_entries, filled_in  # noqa: PLC0415
    from sheetplan.build.new import Wish, new_workbook  # noqa: PLC0415
    from sheetplan.build.workbook import build_workbook  # noqa: PLC0415

    home, templates = house(), shipped("templates")
    step = _Steps(5)
    step("steps_new")
    wish = Wish(type=EVENT_TYPE, event_date=EVENT_DATE, language=lang)
    made = new_workbook(home, wish, templates / "events", WORDS)
    step("steps_fill")
    entries = demo_entries(lang, templates / "demo")
    data = build_workbook(filled_in(made.content, entries), lang)
    path = home.store.create(folder / f"{entries['event']['name']}.xlsx", data)
    step("steps_check")
    _print_findings(path, check_file(home, path, None))
    step("steps_recalc")
    _print_recalculated(path, recalc_file(home, path, None), dry_run=False)
    step("steps_report")
    for document in report_file(home, path, DOCUMENTS, folder, None):
        click.echo(say("report", "written", file=path, document=document))
    click.secho(say("demo", "done", folder=folder.resolve()), bold=True)


class _Steps:
    """Says which of how many steps has begun."""

    def __init__(self, count: int) -> None:
        self._count, self._begun = count, 0

    def __call__(self, key: str) -> None:
        self._begun += 1
        click.secho(f"[{self._begun}/{self._count}] {say('demo', key)}", fg="green", bold=True)


def _each(files: Sequence[Path], work: Callable[[Path], Any]) -> Iterator[tuple[Path, Any]]:
    """Yield each file with what came of it; a refusal is an answer like any other."""
    hidden = len(files) == 1 or not sys.stderr.isatty()
    with click.progressbar(files, hidden=hidden, file=sys.stderr, item_show_func=_file_name) as queue:
        for path in queue:
            try:
                yield path, work(path)
            except Refusal as refusal:
                yield path, refusal
            except KeyboardInterrupt:
                click.secho(say("problems", "stopped"), fg="yellow", err=True)
                sys.exit(130)
            except Exception:
                click.secho(say("problems", "crash", file=path), fg="red", err=True)
                raise


def _file_name(path: Path | None) -> str:
    return path.name if path else ""


def _complain(refusal: Refusal, path: Path) -> None:
    click.secho(refusal.worded(path, WORDS), fg="red", err=True)


def _print_findings(path: Path, examined: Any) -> None:
    for finding, said in shown(examined, WORDS):
        severity = click.style(f"{said.severity_word:<8}", fg=_COLOURS[finding.severity])
        place = click.style(str(said.place or said.sheet_name), bold=True)
        click.echo(f"{severity} {finding.code}  {place}  {said.message}\n         → {said.remedy}")
    for code, count in left_out(examined):
        click.echo(say("check", "more", count=count, code=code))
    click.echo(
        say("check", "summary", file=path, **counts(examined))
        if examined.findings
        else say("check", "clean", file=path)
    )


def _print_recalculated(path: Path, done: Recalculated, *, dry_run: bool) -> None:
    changes, outcome = done.changes, done.examined.outcome
    cells = len(changes.values) + len(changes.formulas)
    found = sum(len(replacement.rows) for replacement in changes.replacements)
    key = "unchanged" if not changes else "would" if dry_run else "written"
    click.echo(say("recalc", key, file=path, cells=cells, findings=found))
    share = outcome.event.reserve_share
    click.echo(
        "  "
        + say(
            "recalc",
            "state",
            slipping=outcome.event.tasks_slipping,
            overdue=sum(task.warning == "overdue" for task in outcome.tasks),
            at_risk=sum(task.warning == "at_risk" for task in outcome.tasks),
            met=outcome.event.metrics_met,
            metrics=outcome.event.metric_count,
            reserve="–" if share is None else f"{share:.1%}",
        )
    )
