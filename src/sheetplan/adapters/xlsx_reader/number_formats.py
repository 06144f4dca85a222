"""How numbers are shown, which only adopting a workbook asks for: the number formats of cells."""

from __future__ import annotations

import re

from sheetplan.xlsx.book import Book
from sheetplan.xlsx.markup import attributes, child, inside, prefix, root
from sheetplan.xlsx.package import Package

from .scan import place_of


def number_formats(data: bytes, sheet: str) -> dict[tuple[int, int], str]:
    """Return the formats of cells by row and column: their codes, or the numbers of Excel's own.

    Cells without a format of their own, and those that do not say where they stand, are left out.
    """
    package = Package(data)
    book = Book(package)
    styles, link = book.related("styles"), book.sheets.get(sheet)
    if styles is None or link is None:
        return {}
    codes = _codes(package.xml(styles))
    xml = package.xml(link.target)
    cells = re.compile(rb"<%bc(?=\s)([^>]*)" % re.escape(prefix(xml)))
    found: dict[tuple[int, int], str] = {}
    for match in cells.finditer(xml):
        style, place = attributes(match[1]).get(b"s", b"0"), place_of(match[1])
        if place and style.isdigit() and int(style) < len(codes) and codes[int(style)] != "0":
            found[place] = codes[int(style)]
    return found


def _codes(styles: bytes) -> list[str]:
    """Return the number format of each cell format."""
    top = root(styles)
    declared, formats = child(styles, top, b"numFmts"), child(styles, top, b"cellXfs")
    own = {
        item.get(b"numFmtId"): item.get(b"formatCode") or ""
        for item in (inside(styles, declared) if declared else ())
    }
    numbers = (item.get(b"numFmtId") or "0" for item in (inside(styles, formats) if formats else ()))
    return [own.get(number, number) for number in numbers]
