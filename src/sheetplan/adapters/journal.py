"""The journal as lines of JSON in ``.sheetplan/journal`` beside the workbook; lines are only ever added."""

from __future__ import annotations

import getpass
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sheetplan.app.journal import Entry, Note
from sheetplan.app.refusal import Refusal
from sheetplan.changes.change import Mend, RowKey
from sheetplan.model.values import Raw


class FileJournal:
    """Journals beside their workbooks."""

    def notes(self, path: Path) -> tuple[Note, ...]:
        """Return what was noted about a workbook, oldest first; a line cut short by a crash is left out."""
        try:
            lines = _file(path).read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Refusal("journal", detail=error.strerror or str(error)) from error
        return tuple(note for note in map(_read, lines) if note is not None)

    def add(self, path: Path, entry: Entry) -> Note:
        """Return an entry as it was noted.

        Raises:
            Refusal: the folder does not take it.
        """
        note = Note(
            os.urandom(6).hex(), datetime.now().astimezone().isoformat("T", "seconds"), _user(), entry
        )
        line = json.dumps(_record(note), ensure_ascii=False, separators=(",", ":"))
        file = _file(path)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8", newline="\n") as lines:
                lines.write(f"{line}\n")
                lines.flush()
                os.fsync(lines.fileno())
        except OSError as error:
            raise Refusal("journal", detail=error.strerror or str(error)) from error
        return note


def _file(path: Path) -> Path:
    target = Path(os.path.realpath(path))
    return target.parent / ".sheetplan" / "journal" / f"{target.name}.jsonl"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in containers
        return ""


def _record(note: Note) -> dict[str, Any]:
    entry = note.entry
    return {
        "number": note.number,
        "at": note.at,
        "by": note.by,
        "command": entry.command,
        "before": entry.before,
        "after": entry.after,
        "cancels": entry.cancels,
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


def _read(line: str) -> Note | None:
    try:
        found = json.loads(line)
        cells = tuple(
            Mend(sheet, RowKey(key, row), column, _take(before), _take(after), code)
            for sheet, key, row, column, before, after, code in found["cells"]
        )
        entry = Entry(found["command"], found["before"], found["after"], cells, found["cancels"])
        return Note(found["number"], found["at"], found["by"], entry)
    except (ValueError, KeyError, TypeError):
        return None


def _put(raw: Raw) -> object:
    """Return a cell's content as JSON holds it; days are told from texts."""
    if isinstance(raw, datetime):
        return {"datetime": raw.isoformat()}
    return {"date": raw.isoformat()} if isinstance(raw, date) else raw


def _take(stored: Any) -> Raw:
    match stored:
        case {"datetime": text}:
            return datetime.fromisoformat(text)
        case {"date": text}:
            return date.fromisoformat(text)
        case str() | int() | float() | None:
            return stored
        case _:
            raise ValueError(stored)
