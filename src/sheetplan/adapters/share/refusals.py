"""What the system says, as the user is told it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sheetplan.app.refusal import Refusal

from .fs import FS
from .owners import is_held


@contextmanager
def refusals(fs: FS, path: Path, *, denied: Refusal) -> Iterator[None]:
    """Turn the errors of the system into refusals.

    Args:
        fs: where.
        path: the file.
        denied: what is said where the system does not permit it.
    """
    try:
        yield
    except OSError as error:
        raise _refusal(fs, path, error, denied) from error


def _refusal(fs: FS, path: Path, error: OSError, denied: Refusal) -> Refusal:
    if isinstance(error, TimeoutError):
        return Refusal("drive-silent")
    if is_held(error):
        return Refusal("open-elsewhere-unknown")
    if isinstance(error, FileNotFoundError):
        return Refusal("no-such-file")
    if isinstance(error, IsADirectoryError):
        return Refusal("is-a-folder")
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return (
            Refusal("is-a-folder") if fs.is_folder(path) else denied
        )  # Windows does not permit to open folders
    return Refusal("no-access", detail=error.strerror or str(error))
