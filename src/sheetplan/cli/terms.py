"""What commands share: the words, the kinds of options, the exit codes."""

from __future__ import annotations

import gettext
import locale
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from sheetplan.app.address import address, is_address, masked
from sheetplan.app.refusal import Refusal
from sheetplan.language import CATALOGUES, LANGUAGES, Wording, fold, wording

CLEAN, FINDINGS, FAILED = 0, 1, 2


def system_language() -> str:
    """Return the language of the system: Chinese where its locale is, English anywhere else."""
    said = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = (said or locale.getlocale()[0] or "").casefold()
    return "zh" if name.startswith(("zh", "chinese")) else "en"


WORDS: Wording = wording(system_language())
if WORDS.language == "zh":  # for what click says by itself, before it says anything
    os.environ.setdefault("LANGUAGE", "zh")  # Windows names no language where gettext looks for one
    gettext.bindtextdomain("messages", str(CATALOGUES))


def say(*path: str, **facts: object) -> str:
    """Return a sentence of the command line."""
    return WORDS.text("cli", *path, **facts)


class Span(click.ParamType[float]):
    """A span of time as an option, in seconds: ``90``, ``90s``, ``5m``, ``1h``."""

    name = "5m"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the seconds that were typed."""
        if isinstance(value, float):
            return value
        number, unit = value.rstrip("smh"), value.lstrip("0123456789") or "s"
        if not number.isdecimal() or unit not in _SECONDS:
            self.fail(say("problems", "bad_span", value=value), param, ctx)
        return float(number) * _SECONDS[unit]


_SECONDS = {"s": 1, "m": 60, "h": 3600}


class LocalPath(click.Path):
    """A file or folder of this machine; what lies on a server is read by its address, but not written so."""

    def __init__(self, **allowed: bool) -> None:
        super().__init__(path_type=Path, **allowed)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path that was typed."""
        if isinstance(value, str) and is_address(value):
            self.fail(say("problems", "address", address=masked(value)), param, ctx)
        return super().convert(value, param, ctx)


class AnyPath(LocalPath):
    """A file of this machine, or the address of one on a server."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path or the address that was typed."""
        if not isinstance(value, str) or not is_address(value):
            return super().convert(value, param, ctx)
        try:
            return address(value)
        except Refusal as refusal:
            self.fail(refusal.worded(masked(value), WORDS), param, ctx)


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


class Language(click.ParamType[str]):
    """A language as an option, by its code or by its name in either language."""

    name = "|".join(LANGUAGES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code of the language that was typed."""
        names = {fold(name): code for code in LANGUAGES for name in self._names(code)}
        found = names.get(fold(str(value)))
        if found is None:
            known = ", ".join(f"{code} ({WORDS.choice('language', code)})" for code in LANGUAGES)
            self.fail(say("problems", "bad_language", value=value, known=known), param, ctx)
        return found

    @staticmethod
    def _names(code: str) -> tuple[str, ...]:
        return tuple(name for other in LANGUAGES for name in wording(other).choices("language")[code])


# What cannot be read is refused file by file, in our own words.
files_argument = click.argument(
    "files",
    nargs=-1,
    required=True,
    type=LocalPath(readable=False),
    metavar=say("options", "files"),
)
file_argument = click.argument("file", type=LocalPath(readable=False), metavar="FILE")
wait_option = click.option("--wait", type=Span(), default=0.0, metavar="5m", help=say("options", "wait"))
queue_option = click.option("--queue", is_flag=True, help=say("options", "queue"))
break_signature_option = click.option(
    "--break-signature", is_flag=True, help=say("options", "break_signature")
)
status_date_option = click.option("--status-date", type=Day(), help=say("options", "status_date"))
language_option = click.option(
    "--lang", "language", type=Language(), default="zh", show_default=True, help=say("new", "lang")
)
types_option = click.option(
    "--types",
    type=LocalPath(exists=True, file_okay=False),
    help=say("options", "types"),
)
