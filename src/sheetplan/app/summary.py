"""What came of each file of a run, for the program that started it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sheetplan.model.values import EMPTY

VERSION = 1
"""Changes where a key is taken away or comes to mean something else; new keys may come any time."""
OUTCOMES = ("done", "unchanged", "failed")


class Line(NamedTuple):
    """What came of one file.

    Attributes:
        outcome: one of `OUTCOMES`.
        code: of the refusal, where it failed; `reason` says it in words.
        facts: what the command has to say about it.
    """

    file: str
    outcome: str
    seconds: float = 0
    code: str | None = None
    reason: str | None = None
    facts: Mapping[str, object] = EMPTY


def counted(lines: Sequence[Line]) -> dict[str, int]:
    """Return how many files came out how; together they are all."""
    counts = Counter(line.outcome for line in lines)
    return {"files": len(lines), **{outcome: counts[outcome] for outcome in OUTCOMES}}


def as_json(command: str, began: datetime, ended: datetime, lines: Sequence[Line], *, whole: bool) -> str:
    """Return the summary of a run as JSON.

    Args:
        command: what was run.
        began: when it began.
        ended: when it ended.
        lines: the files.
        whole: whether it came to its end; it may have been stopped.
    """
    import json  # noqa: PLC0415 - few runs write one

    told: dict[str, Any] = {
        "version": VERSION,
        "command": command,
        "began": began.isoformat(timespec="seconds"),
        "ended": ended.isoformat(timespec="seconds"),
        "seconds": round((ended - began).total_seconds(), 3),
        "whole": whole,
        "counts": counted(lines),
        "files": [_record(line) for line in lines],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _record(line: Line) -> dict[str, Any]:
    failure = {"code": line.code, "reason": line.reason} if line.code else {}
    return {
        "file": line.file,
        "outcome": line.outcome,
        "seconds": round(line.seconds, 3),
        **failure,
        **line.facts,
    }
