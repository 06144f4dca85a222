"""A stranger's workbook adopted: what its sheets mean kept in it, and computed columns beside theirs."""

from collections.abc import Sequence

from sheetplan.app.ports import Addition
from sheetplan.table.adoption import NAMESPACE, dumped
from sheetplan.table.cell import Adopted
from sheetplan.xlsx.markup import plain

from .patch import WorkbookPatch


def adopt_workbook(data: bytes, adopted: Sequence[Adopted], additions: Sequence[Addition]) -> bytes:
    """Return the workbook with the adoptions kept in it unseen, and with columns added.

    Raises:
        WorkbookRefused: a column cannot be added without risk; nothing was changed.
    """
    patch = WorkbookPatch(data)
    for addition in additions:
        if addition.table:
            patch.add_column(addition.name, addition.table, addition.heading)
        else:
            patch.set_value(addition.name, addition.row, addition.number, addition.heading)
        for row in addition.rows:
            patch.set_value(addition.name, row, addition.number, None, number_format=addition.number_format)
    text = plain(dumped(adopted))
    patch.store_custom_xml(NAMESPACE, b'<adoption xmlns="%b">%b</adoption>' % (NAMESPACE.encode(), text))
    return patch.to_bytes()
