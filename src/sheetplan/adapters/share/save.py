"""A workbook replaced whole or not at all, and only if it is still the one that was read.

A plain replace takes an open workbook away from under a colleague's Excel on a network drive, which then
saves into nothing. So the workbook is first renamed away, which the server refuses while Excel has it; its
bytes are compared once more; and the new file gets the name only if nobody else took it in between.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from pathlib import Path

from . import journal, versions
from .fs import FS
from .lease import Held
from .owners import is_held
from .traces import Traces
from .writing import give_name, retrying, write_new


class Changed(Exception):  # noqa: N818 - an answer, not a mishap
    """The workbook is no longer the one that was read. Nothing of theirs is lost, nothing of ours stands."""


class Unknown(Exception):  # noqa: N818 - an answer, not a mishap
    """The drive stopped answering in the middle; what stands there now only a look can tell."""


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(data).hexdigest()


def save(fs: FS, traces: Traces, held: Held, data: bytes, *, expecting: str) -> bool:
    """Put new bytes in place of the workbook that was read; return False where something is left to tidy.

    Args:
        fs: where.
        traces: names of what belongs to the workbook; `recover` was run and its folders are there.
        held: the lease, which must still be ours when it counts.
        data: the new bytes.
        expecting: fingerprint of the bytes that were read.

    Raises:
        Changed: somebody saved meanwhile.
        Unknown: the drive stopped answering while the workbook was between two names.
        OSError: nothing was changed.
    """
    random = fs.random()
    temporary, taken = traces.temporary(random), traces.taken(random)
    try:
        write_new(fs, temporary, data, mode=0o600)  # a private workbook stays private
        fs.take_after(temporary, traces.workbook)
        _compare(fs.read(temporary), data)
        _hold(held)
        _exchange(fs, traces, temporary, taken, expecting)
    except BaseException:
        with contextlib.suppress(OSError):
            fs.remove(temporary)
        raise
    return _verify_and_tidy(fs, traces, (temporary, taken), data, expecting)


def recover(fs: FS, traces: Traces) -> bool:
    """Clear up after a run that was killed; return whether there was anything. The lease must be held."""
    found = False
    taken = [traces.versions / name for name in fs.names(traces.versions) if traces.is_taken(name)]
    for path in sorted(taken, key=lambda path: fs.stat(path).modified, reverse=True):
        found = True
        _put_back_or_keep(fs, traces, path)
    for name in fs.names(traces.workbook.parent):
        if traces.is_temporary(name):
            found = True
            _remove_unless_held(fs, traces.workbook.with_name(name))
    return _settle_journal(fs, traces) or found


def _remove_unless_held(fs: FS, path: Path) -> None:
    """Remove a file, unless it is a second name of the workbook that somebody has open by now."""
    try:
        fs.remove(path)
    except FileNotFoundError:
        return
    except OSError as error:
        if not is_held(error):
            raise


def _exchange(fs: FS, traces: Traces, temporary: Path, taken: Path, expecting: str) -> None:
    """Rename the workbook away and give its name to the new file."""
    try:
        retrying(fs, lambda: fs.rename(traces.workbook, taken))
    except FileNotFoundError:
        raise Changed from None
    except TimeoutError as error:  # the server may do it yet
        raise Unknown from error
    try:
        if fingerprint(retrying(fs, lambda: fs.read(taken))) != expecting:
            raise Changed  # noqa: TRY301 - as any failure from here on: what was taken is put back
        retrying(fs, lambda: give_name(fs, temporary, traces.workbook))
    except (OSError, Changed) as error:
        _undo_exchange(fs, traces, taken, error)


def _compare(stands: bytes, data: bytes) -> None:
    if stands != data:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _hold(held: Held) -> None:
    if not held.still_ours():
        raise Changed


def _undo_exchange(fs: FS, traces: Traces, taken: Path, error: Exception) -> None:
    """Put the workbook back after a failure, and say what is now known."""
    if isinstance(error, TimeoutError):
        raise Unknown from error
    try:
        back = _put_back_or_keep(fs, traces, taken)
    except FileNotFoundError:  # another run recovered meanwhile, thinking us dead
        raise Changed from error
    except OSError:
        raise Unknown from error
    if not back or isinstance(error, FileExistsError | FileNotFoundError):
        raise Changed from error
    raise error


def _verify_and_tidy(fs: FS, traces: Traces, left: tuple[Path, Path], data: bytes, expecting: str) -> bool:
    """Look at what stands there now, and leave nothing lying about."""
    temporary, taken = left
    fs.sync_folder(traces.workbook.parent)
    try:
        stands = retrying(fs, lambda: fs.read(traces.workbook))
    except FileNotFoundError:
        raise Changed from None
    except OSError as error:
        raise Unknown from error
    try:
        with contextlib.suppress(FileNotFoundError):  # recovered by another run meanwhile
            _keep(fs, traces, taken, expecting)
        with contextlib.suppress(FileNotFoundError):  # where it was renamed, not linked
            fs.remove(temporary)
        versions.prune(fs, traces)
        cleaned_up = True
    except OSError:
        cleaned_up = False
    if stands != data:  # somebody saved right after us; what they made of it is theirs
        raise Changed
    return cleaned_up


def _put_back_or_keep(fs: FS, traces: Traces, taken: Path) -> bool:
    """Give what was taken its name back, or make it a version where somebody saved under that name.

    Whoever opens the workbook the moment it has its name back holds both names: what was taken then stays
    for the next run, which finds that the very same stands under the name.
    """
    try:
        give_name(fs, taken, traces.workbook)
    except FileExistsError:
        was = fs.read(taken)
        if was != fs.read(traces.workbook):
            _keep(fs, traces, taken, fingerprint(was))
            return False
    _remove_unless_held(fs, taken)  # missing where it was renamed, not linked
    fs.sync_folder(traces.workbook.parent)
    return True


def _keep(fs: FS, traces: Traces, taken: Path, mark: str) -> None:
    """Keep the file that was replaced as a version."""
    fs.rename(taken, versions.version_name(traces, fs.now(), mark))


def _settle_journal(fs: FS, traces: Traces) -> bool:
    """Write down what became of saves that broke off: their bytes stand there, or once did, or never."""
    open_ends = journal.unsettled(fs, traces)
    if not open_ends:
        return False
    stands = fingerprint(fs.read(traces.workbook)) if fs.exists(traces.workbook) else ""
    for entry_id, after in open_ends:
        kept = any(after.startswith(version.fingerprint) for version in versions.versions_of(fs, traces))
        journal.settle(fs, traces, entry_id, saved=after == stands or kept)
    return True
