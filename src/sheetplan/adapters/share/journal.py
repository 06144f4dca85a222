"""Who did what to which cells: one line of JSON per save, only ever added to.

A line is written before the save with the fingerprint it leads to, another one after it. A save that broke off
between the two is settled by the next run, which sees whether those bytes ever stood in the workbook.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sheetplan.app.ports import Entry
from sheetplan.changes.deed import CellChange, Deed
from sheetplan.model.values import ErrorValue, Raw

from .fs import FS
from .traces import Traces


def begin(fs: FS, traces: Traces, deed: Deed, before: str, after: str) -> str:
    """Write down what is about to be saved; return the id of the entry."""
    entry_id = fs.random().hex()
    line = {
        "id": entry_id,
        "at": fs.now().isoformat(timespec="seconds"),
        "who": fs.user(),
        "host": fs.host(),
        "did": deed.command,
        "undoes": deed.undoes,
        "before": before,
        "after": after,
        "cells": [[*change[:4], _plain(change.old), _plain(change.new)] for change in deed.changes],
    }
    _append(fs, traces, line)
    return entry_id


def settle(fs: FS, traces: Traces, entry_id: str, *, saved: bool) -> None:
    """Write down what became of a save."""
    _append(fs, traces, {"of": entry_id, "saved": saved})


def entries(fs: FS, traces: Traces) -> list[Entry]:
    """Return what was saved, the newest first."""
    lines = list(_lines(_text(fs, traces)))
    fates = {line["of"]: line["saved"] for line in lines if "of" in line}
    return [_entry(line) for line in reversed(lines) if fates.get(line.get("id"))]


def unsettled(fs: FS, traces: Traces) -> list[tuple[str, str]]:
    """Return ids and resulting fingerprints of the saves of which nobody knows yet what became."""
    text = _text(fs, traces)
    if text[text.rfind(b"\n", 0, -1) + 1 :].startswith(b'{"of":') and text.endswith(b"\n"):
        return []  # as nearly always, and told without reading it all
    lines = list(_lines(text))
    known = {line["of"] for line in lines if "of" in line}
    return [(line["id"], line["after"]) for line in lines if "id" in line and line["id"] not in known]


def _append(fs: FS, traces: Traces, line: dict[str, Any]) -> None:
    """Add a line; where a crash tore the last one, the new one still begins on a line of its own."""
    handle = fs.open_end(traces.journal)
    try:
        fs.write(handle, b"\n" + json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    finally:
        fs.close(handle)


def _text(fs: FS, traces: Traces) -> bytes:
    try:
        return fs.read(traces.journal)
    except FileNotFoundError:
        return b""


def _lines(text: bytes) -> Iterator[dict[str, Any]]:
    for line in text.split(b"\n"):
        try:
            said = json.loads(line)
        except ValueError:  # torn by a crash, or blank
            continue
        if isinstance(said, dict):
            yield said


def _entry(line: dict[str, Any]) -> Entry:
    changes = (CellChange(*cell[:4], _raw(cell[4]), _raw(cell[5])) for cell in line["cells"])
    deed = Deed(line["did"], tuple(changes), line["undoes"])
    at = datetime.fromisoformat(line["at"])
    return Entry(line["id"], at, line["who"], line["host"], deed, line["before"], line["after"])


def _plain(raw: Raw) -> Any:
    """Return a cell's content as JSON knows it."""
    match raw:
        case ErrorValue():
            return {"error": str(raw)}
        case datetime() | date() | time():
            return {type(raw).__name__: raw.isoformat()}
        case timedelta():
            return {"timedelta": raw.total_seconds()}
        case _:
            return raw


def _raw(said: Any) -> Raw:
    """Return the cell's content that JSON wrote down."""
    if not isinstance(said, dict):
        return said  # type: ignore[no-any-return]
    ((kind, value),) = said.items()
    return _KINDS[kind](value)


_KINDS: dict[str, Any] = {
    "error": ErrorValue,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}
