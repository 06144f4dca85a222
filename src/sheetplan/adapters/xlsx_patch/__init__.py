"""Writing into a person's workbook without disturbing what is not ours."""

from sheetplan.xlsx.refusal import WorkbookRefused

from .apply import apply_changes
from .patch import WorkbookPatch
from .styles import Look
from .tail import Link

__all__ = [
    "Link",
    "Look",
    "WorkbookPatch",
    "WorkbookRefused",
    "apply_changes",
]
