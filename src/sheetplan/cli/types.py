"""``sheetplan types``: the kinds of events there are, shipped ones and people's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from sheetplan.app.refusal import Refusal
from sheetplan.build.event_pattern import EventType
from sheetplan.build.event_types import TypeFile, read_event_type, type_files
from sheetplan.cli.files import complain
from sheetplan.cli.terms import CLEAN, FAILED, WORDS, say, types_option
from sheetplan.language import LANGUAGES, display_width
from sheetplan.wiring import event_type_shelves


@click.command("types", help=say("types", "help"))
@types_option
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help=say("types", "format")
)
def command(types: Path | None, style: str) -> None:
    """List the event types."""
    good: list[tuple[TypeFile, EventType]] = []
    bad = []
    for file in type_files(event_type_shelves(Path(), types)):
        try:
            good.append((file, read_event_type(file.path, WORDS)))
        except Refusal as refusal:
            bad.append((file, refusal))
    entries = [_entry(file, event_type) for file, event_type in good]
    click.echo(json.dumps(entries, ensure_ascii=False, indent=2) if style == "json" else _table(entries))
    for file, why in bad:
        complain(why, file.path)
    sys.exit(FAILED if bad else CLEAN)


def _entry(file: TypeFile, event_type: EventType) -> dict[str, Any]:
    return {
        "key": event_type.key,
        **{language: event_type.title.text(language) for language in LANGUAGES},
        "aliases": list(event_type.aliases),
        "tasks": len(event_type.tasks),
        "lead_time": event_type.lead_time,
        "days": event_type.days,
        "source": file.source,
        "file": str(file.path),
    }


def _table(entries: Sequence[dict[str, Any]]) -> str:
    """Return the list as columns under headings; Chinese characters count double."""
    sources = WORDS.section("cli", "types", "sources")
    heads = [say("types", f"head_{name}") for name in ("zh", "en", "tasks", "lead_time", "source")]
    rows = [
        [entry["zh"], entry["en"], str(entry["tasks"]), str(entry["lead_time"]), sources[entry["source"]]]
        for entry in entries
    ]
    widths = [max(map(display_width, column)) for column in zip(heads, *rows, strict=True)]
    return "\n".join(
        "  ".join(
            text + " " * (width - display_width(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in (heads, *rows)
    )
