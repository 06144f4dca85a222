"""``sheetplan explain``: one rule, why it is there, and what breaks it."""

from __future__ import annotations

import re
import sys

import click

from sheetplan.app.catalogue import entry
from sheetplan.cli.selection import Codes
from sheetplan.cli.terms import WORDS, say
from sheetplan.rules.rule import RULES


@click.command("explain", help=say("explain", "help"))
@click.argument("codes", metavar="CODE", type=Codes())
def command(codes: tuple[str, ...]) -> None:
    """Explain rules."""
    found = [code for code in sorted(RULES) if code.startswith(codes)]
    click.echo("\n".join(map(_explained, found)))
    sys.exit(0)


def _explained(code: str) -> str:
    rule = entry(code, WORDS)
    severity = WORDS.choice("severity", rule["severity"])
    head = click.style(f"{code}  {rule['title']}", bold=True)
    parts = [
        f"{head}  ({severity})",
        say("explain", "why", text=rule["why"]),
        say("explain", "remedy", text=_FACT.sub("…", rule["remedy"])),
        say("explain", "bad"),
        *(f"    {line}" for line in rule["bad"]),
        say("explain", "good"),
        *(f"    {line}" for line in rule["good"]),
    ]
    return "\n".join(parts) + "\n"


_FACT = re.compile(r"\{\w+\}")
"""What a sentence says about one plan, such as ``{low}``."""
