"""The program's own dialogue for picking a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings

_WISH = 'POSIX path of (choose file of type {"org.openxmlformats.spreadsheetml.sheet"})'
_ASK = ("/usr/bin/osascript", "-e", _WISH)


def chosen_file(book: xlwings.Book) -> Path | None:
    """Return the workbook that somebody picks; None where they change their mind."""
    if sys.platform == "darwin":
        answer = subprocess.run(_ASK, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    else:
        answer = book.app.api.GetOpenFilename("Excel (*.xlsx), *.xlsx")
    return Path(answer) if answer and isinstance(answer, str) else None
