"""``sheetplan demo``: the example event, from an empty folder to its documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import report_file
from sheetplan.app.workbooks import check_file, recalc_file
from sheetplan.build.demo import EVENT_DATE, EVENT_TYPE, demo_entries, filled_in
from sheetplan.build.new import Wish, new_workbook
from sheetplan.build.shipped import shipped
from sheetplan.build.workbook import build_workbook
from sheetplan.cli.files import complain
from sheetplan.cli.output import print_findings, print_recalculated
from sheetplan.cli.report import told
from sheetplan.cli.terms import FAILED, WORDS, LocalPath, language_option, say
from sheetplan.documents.kinds import DOCUMENTS
from sheetplan.wiring import event_type_shelves, house


@click.command("demo", help=say("demo", "help"))
@click.argument("folder", type=LocalPath(file_okay=False), default="sheetplan-demo")
@language_option
def command(folder: Path, language: str) -> None:
    """Make the example event."""
    try:
        _make_demo(folder, language)
    except Refusal as refusal:
        complain(refusal, folder)
        sys.exit(FAILED)


def _make_demo(folder: Path, lang: str) -> None:
    home, templates = house(), shipped("templates")
    step = _Steps(5)
    step("steps_new")
    wish = Wish(type=EVENT_TYPE, event_date=EVENT_DATE, language=lang)
    made = new_workbook(home, wish, event_type_shelves(folder), WORDS)
    step("steps_fill")
    entries = demo_entries(lang, templates / "demo")
    data = build_workbook(filled_in(made.content, entries), lang)
    path = home.store.create(folder / f"{entries['event']['name']}.xlsx", data)
    step("steps_check")
    print_findings(path, check_file(home, path, None))
    step("steps_recalc")
    print_recalculated(path, recalc_file(home, path, None), dry_run=False)
    step("steps_report")
    done = report_file(home, path, documents=DOCUMENTS, folder=lambda _: folder, status_date=None)
    for line in told(path, done.documents):
        click.echo(line)
    click.secho(say("demo", "done", folder=folder.resolve()), bold=True)


class _Steps:
    """Says which of how many steps has begun."""

    def __init__(self, count: int) -> None:
        self._count, self._begun = count, 0

    def __call__(self, key: str) -> None:
        self._begun += 1
        click.secho(f"[{self._begun}/{self._count}] {say('demo', key)}", fg="green", bold=True)
