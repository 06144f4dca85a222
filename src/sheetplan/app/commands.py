"""The one list of commands, from which the command line, the ribbon and the reference follow."""

from __future__ import annotations

from typing import NamedTuple


class Button(NamedTuple):
    """A button on the ribbon.

    Attributes:
        group: the group of the tab it stands in.
        image: the name of an icon that Office brings along (imageMso).
        large: shown large, for what is clicked every day.
    """

    group: str
    image: str
    large: bool = False


class Command(NamedTuple):
    """A command of sheetplan.

    Attributes:
        name: on the command line a module of that name in `sheetplan.cli`, holding ``command``; on the ribbon
            a function of that name in `sheetplan.ribbon.actions`.
        button: its button, where it has one.
        typed: whether it can be typed on the command line.
    """

    name: str
    button: Button | None = None
    typed: bool = True


COMMANDS = (
    Command("new"),
    Command("types"),
    Command("check", Button("plan", "DataValidation", large=True)),
    Command("recalc", Button("plan", "CalculateNow", large=True)),
    Command("slipping", Button("plan", "ConditionalFormattingMenu"), typed=False),
    Command("fix", Button("plan", "FormatPainter")),
    Command("undo", Button("plan", "Undo")),
    Command("why", Button("time", "Help")),
    Command("baseline", Button("time", "FileSave")),
    Command("log"),
    Command("restore"),
    Command("import"),
    Command("export"),
    Command("translate"),
    Command("report"),
    Command("batch"),
    Command("portfolio"),
    Command("history"),
    Command("remind"),
    Command("template"),
    Command("verify"),
    Command("brief", Button("documents", "ExportWord", large=True), typed=False),
    Command("review", Button("documents", "ChartInsert", large=True), typed=False),
    Command("documents", Button("documents", "FileNew"), typed=False),
    Command("folder", Button("documents", "FileOpen"), typed=False),
    Command("diff"),
    Command("merge", Button("sharing", "ReviewCompareTwoVersions")),
    Command("settings", Button("setup", "PropertySheet"), typed=False),
    Command("selftest", Button("setup", "Info"), typed=False),
    Command("adopt"),
    Command("watch"),
    Command("excel"),
    Command("rules"),
    Command("explain"),
    Command("doctor"),
    Command("demo"),
)
TYPED = tuple(command for command in COMMANDS if command.typed)
BUTTONS = {command.name: command.button for command in COMMANDS if command.button}
