"""The one list of commands, in the order in which a planner meets them.

A command named here is a module of the same name in `sheetplan.cli`, holding ``command``.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command of sheetplan."""

    name: str


COMMANDS = (
    Command("new"),
    Command("types"),
    Command("check"),
    Command("fix"),
    Command("undo"),
    Command("recalc"),
    Command("log"),
    Command("restore"),
    Command("report"),
    Command("demo"),
)
