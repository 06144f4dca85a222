"""Workbooks as they are saved: whatever way a program saves, one answer a save.

Excel writes a temporary file and renames it, LibreOffice likewise; network drives tell nothing, so we look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import Change, watch

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
SETTLING = 800
"""Milliseconds without news before a save counts as done."""


def saves(paths: Iterable[Path], *, polling: bool, stop: Event | None = None) -> Iterator[Path]:
    """Yield a workbook each time it was saved.

    Args:
        paths: workbooks, or folders of them.
        polling: look at the files again and again, as network drives need it.
        stop: ends the watching when it is set.
    """
    wanted = [path.resolve() for path in paths]
    folders = {path if path.is_dir() else path.parent for path in wanted}
    news = watch(
        *folders,
        watch_filter=lambda change, name: change is not Change.deleted and _is_wanted(Path(name), wanted),
        debounce=SETTLING,
        step=min(SETTLING, 200),
        force_polling=polling or None,
        stop_event=stop,
        raise_interrupt=True,
    )
    for changes in news:
        yield from sorted({Path(name) for _, name in changes if Path(name).exists()})


def _is_wanted(path: Path, wanted: Iterable[Path]) -> bool:
    """Return whether a file is a workbook that we were asked for, and no trace of a program at work."""
    if path.suffix.lower() not in WORKBOOKS or path.name.startswith(("~$", ".")):
        return False
    return any(path == one or (one.is_dir() and path.is_relative_to(one)) for one in wanted)
