"""A sheet of its own with a plain list, behind all others."""

from collections.abc import Mapping, Sequence

from sheetplan.model.values import Raw
from sheetplan.xlsx.notation import letters

from .patch import WorkbookPatch
from .styles import Look

_HEAD = Look(fill="1F3864", color="FFFFFF", bold=True)


def with_list(
    data: bytes,
    name: str,
    rows: Sequence[Sequence[Raw]],
    widths: Sequence[float],
    offers: Mapping[int, tuple[int, int]],
) -> bytes:
    """Return the workbook with a list added; its first row is the headings, which a column may offer."""
    patch = WorkbookPatch(data)
    ranges = {column: f"${letters(first)}$1:${letters(last)}$1" for column, (first, last) in offers.items()}
    patch.add_sheet(name, widths=widths, frozen_rows=1, offers=ranges)
    for number, row in enumerate(rows, 1):
        for column, content in enumerate(row, 1):
            if content is not None:
                patch.set_value(name, number, column, content)
                if number == 1:
                    patch.paint(name, number, column, _HEAD)
    return patch.to_bytes()
