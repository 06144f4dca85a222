"""What is done already: for each file of a task, from which bytes and which other inputs, in SQLite.

It only saves work: where it is lost, unreadable or of another version, everything is done anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

from sheetplan.app.address import Address

_TABLE = """create table if not exists done (
task text, file text, bytes text, inputs text, made text, result text, primary key (task, file)
) without rowid"""
_VERSION = 2
"""Of the table; one of another version is dropped."""
_PATIENCE = 30.0
"""Seconds to wait for another run that writes into the same store."""
_PICTURES = (".png", ".jpg", ".jpeg")


class Outcome(Protocol):
    """What came of a file that is worth remembering."""

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the file as it stands after the work."""
        ...

    @property
    def made(self) -> tuple[Path, ...]:
        """Return the files that were made of it."""
        ...

    @property
    def result(self) -> str:
        """Return what is worth keeping of it; often nothing."""
        ...


class Task(NamedTuple):
    """What is done to files.

    Attributes:
        name: tells it from other tasks: the command, what it makes, and where.
        inputs: everything else that bears on the result, but for the file itself.
    """

    name: Mapping[str, object]
    inputs: Mapping[str, object]


class DoneFiles:
    """The files that a task is done with."""

    def __init__(self, store: Path, task: Task, beside: Callable[[Path], str] = lambda _: "") -> None:
        """Open a store, or begin one.

        Args:
            store: its file.
            task: what is done.
            beside: tells what else in a folder bears on the files in it.
        """
        self._store = store
        self._task, self._inputs = digest(task.name), digest(task.inputs)
        self._beside = beside
        self._folders: dict[Path, str] = {}

    def unchanged(self, path: Path) -> bool:
        """Return whether a file, its inputs and what was made of it are as they were left."""
        known = self._known.get(_key(path))
        if known is None or known[1] != self._all_inputs(path):
            return False
        try:
            same = known[0] == hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            return False
        return same and all(map(os.path.exists, json.loads(known[2])))

    def remember(self, path: Path, outcome: Outcome) -> None:
        """Keep that a file is done, at once: the next moment the run may be stopped."""
        made = json.dumps([_key(each) for each in outcome.made])
        row = (self._task, _key(path), outcome.fingerprint, self._all_inputs(path), made, outcome.result)
        with contextlib.suppress(sqlite3.Error), self._database:
            self._database.execute("insert or replace into done values (?, ?, ?, ?, ?, ?)", row)

    def recall(self, path: Path) -> str:
        """Return what was kept of a file that is unchanged."""
        return self._known[_key(path)][3]

    @cached_property
    def _known(self) -> dict[str, tuple[str, str, str, str]]:
        """What is known of the task's files, read once."""
        rows = self._database.execute(
            "select file, bytes, inputs, made, result from done where task = ?", (self._task,)
        )
        return {file: (data, inputs, made, result) for file, data, inputs, made, result in rows}

    @cached_property
    def _database(self) -> sqlite3.Connection:
        self._store.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _opened(self._store)
        except sqlite3.DatabaseError:  # damaged, or none of ours: it can be spared
            self._store.unlink()
            return _opened(self._store)

    def _all_inputs(self, path: Path) -> str:
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = digest([self._inputs, self._beside(folder)])
        return self._folders[folder]


def digest(content: object) -> str:
    """Return a fingerprint of plain values."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def folder_marks(folders: Iterable[Path], endings: tuple[str, ...]) -> list[list[object]]:
    """Return name, size and time of the files in folders that have one of some endings."""
    marks: list[list[object]] = []
    for folder in folders:
        with contextlib.suppress(OSError):
            found = (each for each in folder.iterdir() if each.name.lower().endswith(endings))
            seen = ((each, each.stat()) for each in found)
            marks += sorted([str(each), stat.st_size, stat.st_mtime_ns] for each, stat in seen)
    return marks


def document_inputs(folder: Path) -> str:
    """Return a fingerprint of the templates and pictures beside the workbooks of a folder."""
    templates = folder / "templates"
    places = (templates, templates / "zh", templates / "en", folder / "pictures", folder / "图片", folder)
    return digest(folder_marks(places[:3], (".docx",)) + folder_marks(places[3:], _PICTURES))


def _opened(store: Path) -> sqlite3.Connection:
    database = sqlite3.connect(store, timeout=_PATIENCE)
    database.execute("pragma journal_mode=wal")
    database.execute("pragma synchronous=normal")
    with database:
        if database.execute("pragma user_version").fetchone() != (_VERSION,):
            database.execute("drop table if exists done")
            database.execute(f"pragma user_version = {_VERSION}")
        database.execute(_TABLE)
    return database


def _key(path: Path) -> str:
    """Return what tells a file from all others; links are not followed, as that would ask the server."""
    if isinstance(path, Address):
        return str(path)
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100 - which follows none
