"""``sheetplan rules``: all rules."""

from __future__ import annotations

import click

from sheetplan.app.catalogue import entries, listing, page
from sheetplan.cli.terms import say, system_language
from sheetplan.language import LANGUAGES, wording


@click.command("rules", help=say("rules", "help"))
@click.option(
    "--format", "form", type=click.Choice(["text", "md", "json"]), default="text", help=say("rules", "format")
)
@click.option("--lang", type=click.Choice(LANGUAGES), default=system_language(), help=say("rules", "lang"))
def command(form: str, lang: str) -> None:
    """List all rules."""
    words = wording(lang)
    if form == "json":
        import json  # noqa: PLC0415

        click.echo(json.dumps({"version": 1, "rules": entries(words)}, ensure_ascii=False, indent=2))
    else:
        click.echo(page(words) if form == "md" else "\n".join(listing(words)))
