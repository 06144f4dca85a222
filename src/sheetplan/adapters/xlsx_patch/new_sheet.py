"""A sheet of our own, behind all others: the place of a sheet is what names of one sheet go by."""

import posixpath
import re
from collections.abc import Mapping, Sequence

from sheetplan.xlsx.markup import child, plain, root
from sheetplan.xlsx.notation import a1
from sheetplan.xlsx.references import LAST_ROW
from sheetplan.xlsx.refusal import WorkbookRefused

from .edited_package import EditedPackage
from .parts import STRICT, TRANSITIONAL, add_part, unused_name
from .workbook import Workbook

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NAME_LIMIT = 31


def add_sheet(
    package: EditedPackage,
    workbook: Workbook,
    name: str,
    *,
    widths: Sequence[float],
    frozen_rows: int,
    offers: Mapping[int, str],
) -> None:
    """Add an empty worksheet with columns of these widths, the first rows frozen, as wide as a page.

    Args:
        package: the workbook's parts.
        workbook: its list of sheets.
        name: that of the sheet.
        widths: those of the columns, in characters.
        frozen_rows: how many stay in sight.
        offers: cells on the sheet whose content may be chosen in a column, such as ``{8: "$E$1:$F$1"}``.
    """
    _guard(workbook, name)
    strict = b"purl.oclc.org" in root(workbook.data).attributes
    base = STRICT if strict else TRANSITIONAL
    part = unused_name(package, posixpath.join(posixpath.dirname(workbook.part), "worksheets/sheet{}.xml"))
    content = _worksheet(workbook.namespace, widths, frozen_rows, offers)
    identifier = add_part(
        package, workbook.part, part, f"{base}/worksheet", content=content, content_type=_TYPE
    )
    workbook.list_sheet(name, identifier, part, base)


def _guard(workbook: Workbook, name: str) -> None:
    protection = child(workbook.data, root(workbook.data), b"workbookProtection")
    if protection and protection.get(b"lockStructure") in ("1", "true"):
        raise WorkbookRefused("structure-locked")
    quoted_name = name.startswith("'") or name.endswith("'")
    length = len(name.encode("utf-16-le")) // 2
    if not 0 < length <= _NAME_LIMIT or quoted_name or re.search(r"[\[\]:*?/\\\x00-\x1f]", name):
        raise WorkbookRefused("sheet-name", name)
    if name.casefold() in map(str.casefold, workbook.sheets):
        raise WorkbookRefused("sheet-name-taken", name)


def _worksheet(
    namespace: bytes, widths: Sequence[float], frozen_rows: int, offers: Mapping[int, str]
) -> bytes:
    return b"".join(
        (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%b">' % namespace,
            b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
            _views(frozen_rows),
            _columns(widths),
            b"<sheetData></sheetData>",
            _offers(offers, frozen_rows + 1),
            b'<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>',
        )
    )


def _offers(offers: Mapping[int, str], first_row: int) -> bytes:
    if not offers:
        return b""
    lists = (
        b'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="%b:%b">'
        b"<formula1>%b</formula1></dataValidation>"
        % (a1(first_row, column).encode(), a1(LAST_ROW, column).encode(), plain(cells))
        for column, cells in offers.items()
    )
    return b'<dataValidations count="%d">%b</dataValidations>' % (len(offers), b"".join(lists))


def _views(frozen_rows: int) -> bytes:
    if not frozen_rows:
        return b""
    pane = b'<pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>' % (
        frozen_rows,
        frozen_rows + 1,
    )
    return b'<sheetViews><sheetView workbookViewId="0">%b</sheetView></sheetViews>' % pane


def _columns(widths: Sequence[float]) -> bytes:
    if not widths:
        return b""
    columns = (
        b'<col min="%d" max="%d" width="%g" customWidth="1"/>' % (at, at, width)
        for at, width in enumerate(widths, 1)
    )
    return b"<cols>%b</cols>" % b"".join(columns)
