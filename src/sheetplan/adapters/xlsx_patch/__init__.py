"""Writing into a person's workbook without disturbing what is not ours."""

from sheetplan.xlsx.refusal import WorkbookRefused

from .adoption import adopt_workbook
from .apply import apply_changes
from .patch import WorkbookPatch
from .relabel import relabel_workbook
from .styles import Look
from .tail import Link

__all__ = [
    "Link",
    "Look",
    "WorkbookPatch",
    "WorkbookRefused",
    "adopt_workbook",
    "apply_changes",
    "relabel_workbook",
]
