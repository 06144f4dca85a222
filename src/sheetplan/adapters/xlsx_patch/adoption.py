"""A stranger's workbook adopted: what its sheets mean kept in it, and computed columns beside theirs."""

from collections.abc import Sequence

from sheetplan.app.ports import Addition
from sheetplan.changes.highlights import Highlight
from sheetplan.table.adoption import NAMESPACE, dumped
from sheetplan.table.cell import Adopted
from sheetplan.xlsx.markup import plain

from .patch import WorkbookPatch
from .styles import Look


def drawn_areas(data: bytes, sheet: str) -> tuple[tuple[int, int, int, int], ...]:
    """Return the cells that charts, pictures and shapes of a sheet lie over: top, left, bottom, right."""
    return tuple((area.top, area.left, area.bottom, area.right) for area in WorkbookPatch(data).drawn(sheet))


def adopt_workbook(
    data: bytes,
    adopted: Sequence[Adopted],
    additions: Sequence[Addition],
    highlights: Sequence[Highlight] = (),
) -> bytes:
    """Return the workbook with the adoptions kept in it unseen, and with columns added and painted.

    Raises:
        WorkbookRefused: a column cannot be added without risk; nothing was changed.
    """
    patch = WorkbookPatch(data)
    for addition in additions:
        if addition.table:
            patch.add_column(addition.name, addition.table, addition.heading)
        else:
            patch.head(addition.name, addition.row, addition.number, addition.heading, like=addition.like)
        patch.widen_column(addition.name, addition.number, addition.width)
        for row in addition.rows:
            patch.set_value(addition.name, row, addition.number, None, number_format=addition.number_format)
    for name, areas, formula, tint in highlights:
        patch.add_conditional_format(name, areas, formula, Look(tint.fill, tint.ink, tint.bold))
    text = plain(dumped(adopted))
    patch.store_custom_xml(NAMESPACE, b'<adoption xmlns="%b">%b</adoption>' % (NAMESPACE.encode(), text))
    return patch.to_bytes()
