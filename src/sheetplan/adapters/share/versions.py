"""Earlier states of a workbook: the replaced file itself, kept under the time at which it was replaced."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import rtoml

from sheetplan.app.saving import Version

from .fs import FS
from .traces import Traces

_STAMP = "%Y-%m-%dT%H-%M-%S.%f"
_SHORT = 16
"""Characters of a fingerprint that stand in the name of a version."""


class Keep(NamedTuple):
    """How many versions stay: the newest ones, and beyond them the last one of each day."""

    newest: int = 20
    days: int = 30


def version_name(traces: Traces, replaced: datetime, fingerprint: str) -> Path:
    """Return where a state is kept that was replaced at a time."""
    stamp = replaced.astimezone(UTC).strftime(_STAMP)
    return traces.versions / f"{stamp}_{fingerprint[:_SHORT]}{traces.workbook.suffix}"


def versions_of(fs: FS, traces: Traces) -> list[Version]:
    """Return the kept states of a workbook, the newest first."""
    return sorted(_versions(fs, traces), key=lambda version: version.replaced, reverse=True)


def prune(fs: FS, traces: Traces) -> None:
    """Remove the versions that need not stay. One that cannot be removed now is tried again next time."""
    keep = _keep(fs, traces)
    kept = versions_of(fs, traces)
    if len(kept) <= keep.newest:
        return
    oldest = fs.now() - timedelta(days=keep.days)
    days = {kept[0].replaced.date()}
    for version in kept[keep.newest :]:
        if version.replaced >= oldest and version.replaced.date() not in days:
            days.add(version.replaced.date())
            continue
        with contextlib.suppress(FileNotFoundError):
            fs.remove(version.path)


def _versions(fs: FS, traces: Traces) -> Iterator[Version]:
    for name in fs.names(traces.versions):
        stamp, _, rest = name.partition("_")
        with contextlib.suppress(ValueError):  # whatever else people put there
            replaced = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
            yield Version(traces.versions / name, rest.partition(".")[0], replaced)


def _keep(fs: FS, traces: Traces) -> Keep:
    """Return what an office has set in ``.sheetplan/keep.toml``, or the usual."""
    try:
        said = rtoml.loads(fs.read(traces.keep).decode())
    except FileNotFoundError:
        return Keep()
    except ValueError:
        return Keep(newest=1000, days=1000)  # what was meant is not known, so nothing is thrown away
    usual = Keep()
    return Keep(_number(said.get("newest"), usual.newest), _number(said.get("days"), usual.days))


def _number(said: object, usual: int) -> int:
    return said if isinstance(said, int) and said >= 0 else usual
