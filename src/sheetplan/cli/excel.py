"""``sheetplan excel``: the ribbon's add-in installed, removed and looked at, for the user at hand."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from sheetplan.adapters.excel_addin import (
    UnknownSystem,
    diagnose,
    install,
    states,
    this_machine,
    uninstall,
    wanted_files,
)
from sheetplan.build.shipped import shipped
from sheetplan.cli.terms import CLEAN, FAILED, FINDINGS, WORDS
from sheetplan.language import LANGUAGES


def say(*path: str, **facts: object) -> str:
    """Return a sentence about Excel."""
    return WORDS.text("excel", *path, **facts)


language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=WORDS.language, show_default=True, help=say("lang")
)
server_option = click.option("--server", is_flag=True, help=say("server"))
dry_run_option = click.option("--dry-run", is_flag=True, help=say("dry_run"))


@click.group("excel", help=say("help"))
def command() -> None:
    """Hold the commands about Excel."""


@command.command("install", help=say("install"))
@language_option
@server_option
@dry_run_option
def install_addin(lang: str, *, server: bool, dry_run: bool) -> None:
    """Put the add-in into Excel's start-up folder."""
    _tell(install(_wanted(lang, server=server), dry_run=dry_run), "would_write" if dry_run else "wrote")
    click.echo(say("installed"))


@command.command("uninstall", help=say("uninstall"))
@dry_run_option
def uninstall_addin(*, dry_run: bool) -> None:
    """Remove what was installed."""
    _tell(uninstall(_wanted("zh"), dry_run=dry_run), "would_remove" if dry_run else "removed")


@command.command("status", help=say("status"))
@language_option
@server_option
def status(lang: str, *, server: bool) -> None:
    """Say what lies where."""
    for path, state in states(_wanted(lang, server=server)).items():
        click.echo(f"{say('states', state.value):<10} {path}")


@command.command("doctor", help=say("doctor_help"))
@language_option
@server_option
def doctor(lang: str, *, server: bool) -> None:
    """Say what may keep a click from working."""
    worst = CLEAN
    for found in diagnose(this_machine(), _wanted(lang, server=server)):
        mark = click.style("✓", fg="green") if found.well else click.style("✗", fg="red")
        click.echo(
            f"{mark} {say('doctor', found.code, 'well' if found.well else 'ill', detail=found.detail)}"
        )
        worst = worst if found.well else FINDINGS
    sys.exit(worst)


def _wanted(language: str, *, server: bool = False) -> dict[Path, bytes]:
    """Return the files to install; where there is no Excel, say so and leave."""
    name = "sheetplan.xlam" if language == "zh" else f"sheetplan.{language}.xlam"
    try:
        return wanted_files(this_machine(), (shipped("workbook") / name).read_bytes(), server=server)
    except UnknownSystem:
        click.secho(say("unknown_system"), fg="red", err=True)
        sys.exit(FAILED)


def _tell(paths: Iterable[Path], key: str) -> None:
    said = [say(key, path=path) for path in paths]
    click.echo("\n".join(said or [say("nothing")]))
