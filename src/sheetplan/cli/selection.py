"""The choice among rules, as options: ``--select BUD,TSK --ignore TSK022 --severity warning``."""

from __future__ import annotations

from typing import Any

import click

from sheetplan.cli.terms import say
from sheetplan.rules.rule import Severity
from sheetplan.rules.selection import unknown


class Codes(click.ParamType[tuple[str, ...]]):
    """Codes of rules or their beginnings, parted by commas."""

    name = "CODE,…"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the codes that were typed; none of them may be unknown."""
        if isinstance(value, tuple):
            return value
        codes = tuple(code.strip().upper() for code in value.split(",") if code.strip())
        strange = unknown(codes)
        if strange:
            self.fail(say("problems", "no_such_rule", codes=", ".join(strange)), param, ctx)
        return codes


select_option = click.option("--select", type=Codes(), default=(), help=say("options", "select"))
ignore_option = click.option("--ignore", type=Codes(), default=(), help=say("options", "ignore"))
severity_option = click.option(
    "--severity",
    type=click.Choice([severity.value for severity in Severity]),
    default=Severity.NOTE.value,
    help=say("options", "severity"),
)
