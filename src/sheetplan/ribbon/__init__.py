"""The door in Excel: a click on the ribbon runs ``start`` in a Python of its own.

Whatever goes wrong is said in one sentence; its details go into a log file in UTF-8. Excel is left as it was
found.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from sheetplan import __version__
from sheetplan.app.refusal import Refusal
from sheetplan.language import Wording, wording
from sheetplan.ribbon.actions import ACTIONS
from sheetplan.ribbon.desk import Desk, quiet

if TYPE_CHECKING:
    import xlwings

BUSY = (-2147418111, -2146777998)
"""What Excel answers while a cell is edited or a dialogue is open: RPC_E_CALL_REJECTED, VBA_E_IGNORE."""


def start(command: str, addin_version: str = __version__) -> None:
    """Run the command of a button on the workbook that was active at the click."""
    xlwings = _xlwings()
    book = _caller(xlwings, sys.argv)
    perform(command, book, addin_version=addin_version)


def perform(command: str, book: xlwings.Book, *, addin_version: str = __version__) -> str:
    """Return what was said after a command was run on an open workbook: a sentence, or what was asked for."""
    words = wording(Desk(book).language)
    if addin_version != __version__:
        facts = {"addin": addin_version, "package": __version__}
        return _alert(book, words.text("ribbon", "versions_differ", **facts))
    try:
        with quiet(book.app, words.text("ribbon", "working")):
            said = ACTIONS[command](Desk(book))
    except Refusal as refusal:
        return _alert(book, refusal.worded(book.name, words))
    except Exception as error:  # noqa: BLE001 - the last door: nobody else would say anything
        return _alert(book, _mishap(error, command, words))
    return _told(book, said)


def log_file() -> Path:
    """Return where the details of mishaps are written."""
    return platformdirs.user_log_path("sheetplan", appauthor=False, ensure_exists=True) / "ribbon.log"


def _mishap(error: Exception, command: str, words: Wording) -> str:
    if getattr(error, "hresult", None) in BUSY:
        return words.text("ribbon", "busy")
    logger = logging.getLogger("sheetplan.ribbon")
    handler = logging.FileHandler(log_file(), encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    logger.error("%s %s", command, __version__, exc_info=error)
    logger.removeHandler(handler)
    handler.close()
    return words.text("ribbon", "mishap", log=log_file())


def _told(book: xlwings.Book, said: str) -> str:
    """Say it in the status bar, and in a box where it is more than a sentence."""
    if "\n" in said:
        return _alert(book, said)
    book.app.status_bar = said
    return said


def _alert(book: xlwings.Book, said: str) -> str:
    book.app.status_bar = said.partition("\n")[0]
    book.app.alert(said, "sheetplan", mode="info")
    return said


def _caller(xlwings: Any, arguments: Sequence[str]) -> Any:
    """Return the workbook that the command line names, whatever signs its name holds."""
    said = dict(
        argument[2:].split("=", 1) for argument in arguments if argument.startswith("--") and "=" in argument
    )
    if "wb" not in said or sys.platform == "darwin":
        return xlwings.Book.caller()
    windows = import_module("xlwings._xlwindows")
    books = xlwings.App(impl=windows.App(xl=int(said["hwnd"]))).books
    return next((book for book in books if book.name == said["wb"]), books.active)


def _xlwings() -> Any:
    """Return xlwings, imported without pandas: a click waits for the import, and no command needs it."""
    with _absent("pandas", "numpy", "matplotlib"):
        import xlwings  # noqa: PLC0415
    return xlwings


@contextmanager
def _absent(*names: str) -> Iterator[None]:
    """Let modules seem not to be installed for a while; xlwings takes them only where they are."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
