"""Where an entry stands in the text of a TOML file, for people who are to mend it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

Step = str | int


def line_of(text: str, path: Sequence[Step]) -> int:
    """Return the line of an entry, or of the nearest thing around it where it stands nowhere itself."""
    found, depth = 1, 0
    for number, place in _places(text):
        if len(place) > depth and list(place) == list(path[: len(place)]):
            found, depth = number, len(place)
    return found


def line_of_error(text: str, message: str) -> int:
    """Return the line that a parser's message speaks of; the last one where it speaks of the end."""
    stated = re.search(r"line (\d+)", message)
    return int(stated[1]) if stated else text.count("\n") + 1


def _places(text: str) -> Iterator[tuple[int, tuple[Step, ...]]]:
    """Yield each line that opens a table or gives a key, with the path it stands for."""
    table: tuple[Step, ...] = ()
    seen = Counter[tuple[Step, ...]]()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _with_indexes(_steps(header[2]), seen)
            if header[1]:
                seen[table] += 1
                table = (*table, seen[table] - 1)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_steps(key[1]))


def _with_indexes(steps: tuple[Step, ...], seen: Counter[tuple[Step, ...]]) -> tuple[Step, ...]:
    """Return the path of a header; within an array of tables it means the last of them."""
    path: tuple[Step, ...] = ()
    for step in steps:
        path = (*path, seen[path] - 1, step) if seen[path] else (*path, step)
    return path


def _steps(key: str) -> tuple[str, ...]:
    return tuple(step.strip().strip("\"'") for step in key.split("."))


_HEADER = re.compile(r"\s*\[(\[)?([^\[\]]+)\]")
_KEY = re.compile(r"\s*([\w.\"'-]+)\s*=")
