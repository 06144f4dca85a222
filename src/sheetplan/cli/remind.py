"""``sheetplan remind``: who has what to do, as calendars and as messages."""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import partial
from pathlib import Path

import click

from sheetplan.adapters.file_search import Files
from sheetplan.app.digests import Digest, by_recipient, digest, remind_file
from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import Run, complain, workbook_files
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import (
    CLEAN,
    FAILED,
    FINDINGS,
    Language,
    LocalPath,
    say,
    status_date_option,
    system_language,
)
from sheetplan.engine.reminders import Reminder
from sheetplan.language import wording
from sheetplan.wiring import house, post_office, reminder_calendar

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@click.command("remind", help=say("remind", "help"))
@workbook_files
@click.option("--days", type=click.IntRange(0), default=7, show_default=True, help=say("remind", "days"))
@click.option("--by", type=click.Choice(["person", "team"]), default="person", help=say("remind", "by"))
@click.option("--ics", type=LocalPath(file_okay=False), metavar="FOLDER", help=say("remind", "ics"))
@click.option("--channels", type=LocalPath(), metavar="FILE", help=say("remind", "channels"))
@click.option("--send", is_flag=True, help=say("remind", "send"))
@click.option(
    "--retries", type=click.IntRange(0, 10), default=2, show_default=True, help=say("remind", "retries")
)
@click.option("--again", is_flag=True, help=say("remind", "again"))
@click.option("--lang", "language", type=Language(), default=system_language(), help=say("remind", "lang"))
@status_date_option
def command(
    files: Files,
    run: Run,
    *,
    days: int,
    by: str,
    ics: Path | None,
    channels: Path | None,
    send: bool,
    retries: int,
    again: bool,
    language: str,
    status_date: date | None,
) -> None:
    """Remind people of what is late, due, or about to begin."""
    if send and channels is None:
        raise click.UsageError(say("remind", "needs_channels"))
    reminders, day, worst = _gathered(files, run, status_date, days)
    words = wording(language)
    recipients = by_recipient(reminders, team=by == "team")
    digests = [digest(to, found, day, words) for to, found in recipients.items()]
    if ics is not None:
        make, is_ours = reminder_calendar()
        for to, found in recipients.items():
            target = ics / f"{_UNFIT.sub('_', to)}.ics"
            put = house().store.put(target, make(to, found, day, words), may_replace=is_ours)
            click.echo(say("remind", "calendar", to=to, file=put.path, count=len(found)))
    if not digests:
        click.echo(say("remind", "nothing"))
    if channels is None:
        for one in digests:
            _show(one)
    else:
        worst = max(worst, _deliver(digests, channels, send=send, retries=retries, again=again))
    sys.exit(worst)


def _gathered(
    files: Files, run: Run, status_date: date | None, days: int
) -> tuple[list[Reminder], date, int]:
    """Return what people are to be reminded of, the day it was measured at, and the exit code so far."""
    home, record = house(), Record(run)
    reminders: list[Reminder] = []
    measured = [status_date or home.today]
    work = partial(remind_file, home, status_date=status_date, days=days)
    for path, outcome in each_file(files, work, run=run, record=record):
        if isinstance(outcome, Refusal):
            complain(outcome, path)
        else:
            measured.append(outcome[0])
            reminders += outcome[1]
    return reminders, max(measured), record.exit_code()


def _show(one: Digest) -> None:
    click.secho(one.title, bold=True)
    click.echo(one.body + "\n")


def _deliver(digests: list[Digest], settings: Path, *, send: bool, retries: int, again: bool) -> int:
    """Send messages, or only say where they would go; return the exit code."""
    try:
        office = post_office(settings, retries=retries, again=again)
    except Refusal as refusal:
        complain(refusal, settings)
        return FAILED
    worst = CLEAN
    for one in digests:
        if not send:
            _show(one)
        places = office.channels(one.to)
        if not places:
            click.secho(say("remind", "no_channel", to=one.to), fg="yellow", err=True)
            worst = FINDINGS
        for place in places:
            if not send:
                click.echo("  " + say("remind", "would", to=one.to, channel=place.name))
                continue
            try:
                state, detail = office.send(one, place)
            except Refusal as refusal:
                complain(refusal, settings)
                return FAILED
            good = state in {"sent", "before"}
            click.secho(
                say("remind", state, to=one.to, channel=place.name, detail=detail),
                fg=None if good else "red",
                err=not good,
            )
            worst = worst if good else FINDINGS
    return worst
