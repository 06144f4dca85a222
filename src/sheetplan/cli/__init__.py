"""The command line. Messages follow the system's language; documents follow their workbook."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from importlib import import_module
from keyword import iskeyword

import click

from sheetplan import __version__
from sheetplan.app.commands import TYPED
from sheetplan.cli.terms import WORDS, say


class Commands(click.Group):
    """The commands of `sheetplan.app.commands`; each is imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands, in the order in which a planner meets them."""
        return [command.name for command in TYPED]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is no such one."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = import_module(f"sheetplan.cli.{module}").command
        found.short_help = say("short", cmd_name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that was typed; a word that is none is refused with those that come nearest."""
        names, typed = self.list_commands(ctx), args[0]
        if typed not in names and not typed.startswith("-"):
            from difflib import get_close_matches  # noqa: PLC0415 - a cold start without it

            near = WORDS.text("listing", "separator").join(get_close_matches(typed, names, cutoff=0))
            ctx.fail(say("problems", "no_such_command", typed=typed, near=near))
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, help=say("about"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sheetplan")
def commands() -> None:
    """Hold the commands."""


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
