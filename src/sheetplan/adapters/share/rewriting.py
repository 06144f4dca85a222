"""A workbook changed under its lease: recovered, asked for, compared, computed anew if changed, saved."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Patience, Rewrite, Saved

from . import journal
from .fs import FS
from .lease import Held, LeaseTaken, lease
from .owners import Holder, holder
from .refusals import refusals
from .save import Changed, Unknown, fingerprint, recover, save
from .traces import Traces
from .writing import retrying

OTHER_RUN = 60.0
"""Seconds for which another sheetplan is waited for in any case: longer than a dead one's lease lasts."""
REBASES = 20
"""How often a change is computed anew because somebody saved meanwhile."""
ASK_AGAIN = 2.0
"""Seconds between looks at a workbook that somebody has open."""

T = TypeVar("T")


def rewrite(
    fs: FS,
    path: Path,
    work: Callable[[bytes], tuple[T, Rewrite | None]],
    patience: Patience,
    *,
    read: bytes,
    first: tuple[T, Rewrite | None],
) -> tuple[T, Saved | None]:
    """Save what was first computed from the bytes that were read; see `FileStore.rewrite`."""
    found, wish = first
    with _told(fs, path), _alone(fs, path, patience) as (traces, held):
        for _ in range(REBASES):
            stands = retrying(fs, lambda: fs.read(traces.workbook), awaited=True)
            if stands != read:
                read, (found, wish) = stands, work(stands)
            if wish is None or wish.data == read:
                return found, None
            with contextlib.suppress(Changed):
                return found, _saved(fs, traces, held, read, wish)
    raise Refusal("changed-meanwhile")


def recover_alone(fs: FS, path: Path) -> bool:
    """Clear up what a killed run has left; return whether there was anything."""
    with _told(fs, path):
        traces = Traces(fs.resolve(path))
        if not fs.exists(traces.lock.parent.parent):  # no run of ours ever wrote here
            return False
        _make_folders(fs, traces)
        with lease(fs, traces.lock, wait=OTHER_RUN):
            return recover(fs, traces)


@contextlib.contextmanager
def _alone(fs: FS, path: Path, patience: Patience) -> Iterator[tuple[Traces, Held]]:
    """Yield once no other sheetplan works on a workbook and nobody has it open."""
    traces = Traces(fs.resolve(path))
    _make_folders(fs, traces)
    began = fs.monotonic()
    while True:
        with lease(fs, traces.lock, wait=max(OTHER_RUN, patience.seconds)) as held:
            recover(fs, traces)
            in_use = _holder(fs, traces)
            if in_use is None:
                yield traces, held
                return
        if fs.monotonic() - began >= patience.seconds:
            raise in_use
        patience.tell(in_use)
        fs.sleep(ASK_AGAIN)


def _holder(fs: FS, traces: Traces) -> Refusal | None:
    """Return who has the workbook open, as the user is told it."""
    try:
        found = retrying(fs, lambda: holder(fs, traces.workbook), awaited=True)
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            raise Refusal("read-only-file") from error
        raise
    return _open_elsewhere(found) if found else None


def _open_elsewhere(found: Holder) -> Refusal:
    if found.trace is None or found.since is None:
        return Refusal("open-elsewhere-unknown")
    told = {"since": _local(found.since), "trace": found.trace.name}
    return (
        Refusal("open-elsewhere", who=found.who, **told)
        if found.who
        else Refusal("open-elsewhere-nameless", **told)
    )


def _local(moment: datetime) -> str:
    """Return a time as it stands on the user's wall."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def _saved(fs: FS, traces: Traces, held: Held, read: bytes, wish: Rewrite) -> Saved:
    """Save with an entry in the journal, written before and settled after."""
    before = fingerprint(read)
    entry = journal.begin(fs, traces, wish.entry, before, fingerprint(wish.data))
    try:
        cleaned_up = save(fs, traces, held, wish.data, expecting=before)
    except (Changed, OSError):
        journal.settle(fs, traces, entry, saved=False)
        raise
    try:
        journal.settle(fs, traces, entry, saved=True)
    except OSError:  # the next run finds out by itself
        cleaned_up = False
    return Saved(cleaned_up)


def _make_folders(fs: FS, traces: Traces) -> None:
    for folder in (traces.versions, traces.journal.parent, traces.lock.parent):
        fs.make_folder(folder)


@contextlib.contextmanager
def _told(fs: FS, path: Path) -> Iterator[None]:
    """Turn what went wrong into what the user is told."""
    try:
        with refusals(fs, path, denied=Refusal("read-only-folder", folder=str(path.parent))):
            yield
    except LeaseTaken as taken:
        raise Refusal("other-run" if taken.who else "other-run-unknown", who=taken.who) from taken
    except Unknown as unknown:
        raise Refusal("unknown-outcome") from unknown
