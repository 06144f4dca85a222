"""Who did what to which cells: one line of JSON per save in ``.sheetplan/journal``, only ever added.

A line is written before the save with the fingerprint it leads to, another one after it with what became of
it. A save that broke off between the two is settled by the next run, which sees whether its bytes ever stood
there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sheetplan.app.journal import Entry, Note
from sheetplan.changes.change import Mend, RowKey
from sheetplan.model.values import ErrorValue, Raw

from .fs import FS
from .traces import Traces

ROTATE_AT = 4 << 20
"""Bytes at which a journal is put aside and a new one begun."""


def begin(fs: FS, traces: Traces, entry: Entry, before: str, after: str) -> str:
    """Write down what is about to be saved; return the number of the note."""
    number = fs.random().hex()
    line = {
        "number": number,
        "at": fs.now().astimezone().isoformat("T", "seconds"),
        "by": fs.user(),
        "host": fs.host(),
        "command": entry.command,
        "cancels": entry.cancels,
        "before": before,
        "after": after,
        "cells": [
            [
                mend.sheet,
                mend.key.id,
                mend.key.row,
                mend.column,
                _put(mend.before),
                _put(mend.after),
                mend.code,
            ]
            for mend in entry.cells
        ],
    }
    _rotate(fs, traces)
    _append(fs, traces, line)
    return number


def settle(fs: FS, traces: Traces, number: str, *, saved: bool) -> None:
    """Write down what became of a save."""
    _append(fs, traces, {"of": number, "saved": saved})


def notes(fs: FS, traces: Traces) -> tuple[Note, ...]:
    """Return what was saved, oldest first."""
    return tuple(latest(fs, traces))[::-1]


def latest(fs: FS, traces: Traces) -> Iterator[Note]:
    """Yield what was saved, newest first; what lies further back than is asked for stays unread."""
    fates: dict[str, Any] = {}  # what became of a save stands behind it
    for text in _texts_backwards(fs, traces):
        for line in _lines(reversed(text.split(b"\n"))):
            if "of" in line:
                fates.setdefault(line["of"], line.get("saved"))
            elif fates.get(line.get("number", "")) and (note := _note(line)):
                yield note


def unsettled(fs: FS, traces: Traces) -> list[tuple[str, str]]:
    """Return numbers and resulting fingerprints of the saves of which nobody knows yet what became."""
    text = _text(fs, traces)
    last = text[text.rfind(b"\n", 0, -1) + 1 :]
    if last.startswith(b'{"of":') and last.endswith(b"}\n"):
        return []  # as nearly always, and told without reading it all
    lines = list(_lines(text.split(b"\n")))
    known = {line["of"] for line in lines if "of" in line}
    return [
        (line["number"], line["after"]) for line in lines if line.get("number", None) not in {None, *known}
    ]


def _append(fs: FS, traces: Traces, line: dict[str, Any]) -> None:
    """Add a line; where a crash tore the last one, the new one still begins on a line of its own."""
    handle = fs.open_end(traces.journal)
    try:
        fs.write(handle, b"\n" + json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    finally:
        fs.close(handle)


def _rotate(fs: FS, traces: Traces) -> None:
    """Put a long journal aside, so that no save has to read years of them."""
    if fs.exists(traces.journal) and fs.stat(traces.journal).size > ROTATE_AT:
        stamp = fs.now().strftime("%Y%m%dT%H%M%S%f")
        fs.rename(traces.journal, traces.journal.with_name(f"{traces.journal.stem}.{stamp}.jsonl"))


def _rotated(fs: FS, traces: Traces) -> list[str]:
    stem = f"{traces.journal.stem}."
    names = fs.names(traces.journal.parent)
    return [name for name in names if name.startswith(stem) and name != traces.journal.name]


def _texts_backwards(fs: FS, traces: Traces) -> Iterator[bytes]:
    yield _text(fs, traces)
    for name in reversed(_rotated(fs, traces)):
        yield fs.read(traces.journal.parent / name)


def _text(fs: FS, traces: Traces) -> bytes:
    try:
        return fs.read(traces.journal)
    except FileNotFoundError:
        return b""


def _lines(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:  # torn by a crash, or blank
            continue
        if isinstance(said, dict):
            yield said


def _note(line: dict[str, Any]) -> Note | None:
    """Return a note; None where the line is not one that we wrote."""
    try:
        cells = tuple(
            Mend(sheet, RowKey(key, row), column, _take(before), _take(after), code)
            for sheet, key, row, column, before, after, code in line["cells"]
        )
        entry = Entry(line["command"], cells, line["cancels"])
        facts = {name: str(line[name]) for name in ("number", "at", "by", "host", "before", "after")}
        return Note(**facts, entry=entry)
    except (ValueError, KeyError, TypeError):
        return None


def _put(raw: Raw) -> object:
    """Return a cell's content as JSON holds it; days, times and errors are told from texts."""
    if type(raw) in _AS_IT_IS:
        return raw
    match raw:
        case ErrorValue():
            return {"error": str(raw)}
        case datetime() | date() | time():
            return {type(raw).__name__: raw.isoformat()}
        case timedelta():
            return {"timedelta": raw.total_seconds()}
        case _:
            return raw


def _take(stored: Any) -> Raw:
    if isinstance(stored, dict):
        ((kind, value),) = stored.items()
        return _KINDS[kind](value)  # type: ignore[no-any-return]
    return stored  # type: ignore[no-any-return]


_AS_IT_IS = frozenset((str, int, float, bool, type(None)))
_KINDS: dict[str, Any] = {
    "error": ErrorValue,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}
