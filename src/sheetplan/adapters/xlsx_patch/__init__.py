"""Writing into a person's workbook without disturbing what is not ours."""

from .apply import apply_changes
from .patch import WorkbookPatch
from .refusal import WorkbookRefused
from .tail import Link

__all__ = ["Link", "WorkbookPatch", "WorkbookRefused", "apply_changes"]
