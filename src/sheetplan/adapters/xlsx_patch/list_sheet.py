"""A sheet of its own with a plain list, behind all others."""

from collections.abc import Sequence

from sheetplan.model.values import Raw

from .patch import WorkbookPatch
from .styles import Look

_HEAD = Look(fill="1F3864", color="FFFFFF", bold=True)


def with_list(data: bytes, name: str, rows: Sequence[Sequence[Raw]], widths: Sequence[float]) -> bytes:
    """Return the workbook with a list added; its first row is the headings."""
    patch = WorkbookPatch(data)
    patch.add_sheet(name, widths=widths, frozen_rows=1)
    for number, row in enumerate(rows, 1):
        for column, content in enumerate(row, 1):
            if content is not None:
                patch.set_value(name, number, column, content)
                if number == 1:
                    patch.paint(name, number, column, _HEAD)
    return patch.to_bytes()
