"""One master Excel workbook for event teams, and the Python that keeps it honest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sheetplan.api import Book, open  # noqa: A004 - as pandas says it

__all__ = ["Book", "__version__", "open"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Return what analysts use; the command line starts without it."""
    if name not in ("Book", "open"):
        raise AttributeError(f"module 'sheetplan' has no attribute {name!r}")
    from sheetplan import api  # noqa: PLC0415

    return getattr(api, name)
