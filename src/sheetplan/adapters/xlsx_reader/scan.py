"""What calamine does not tell, found in the XML of a worksheet without parsing it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetplan.xlsx.markup import attributes, element_pattern, prefix, unescape
from sheetplan.xlsx.notation import column_number
from sheetplan.xlsx.references import parse_area


def formulas(xml: bytes, *, plain: bool) -> dict[tuple[int, int], bool]:
    """Return row and column of each cell with a formula, and whether the file holds its result.

    Args:
        xml: the worksheet.
        plain: whether every cell states its place first, as Excel writes it; looking is quicker then.
    """
    if not plain:
        return dict(_formulas_with_care(xml, prefix(xml)))
    found: dict[tuple[int, int], bool] = {}
    for match in _FORMULA.finditer(xml):
        start = xml.rfind(b"<c", 0, match.start())
        place = _PLACE.match(xml, start)
        if place:
            value, blank = match.groups()
            computed = value and (not blank or b't="str"' in xml[start : match.start()])
            found[int(place[2]), column_number(place[1].decode())] = bool(computed)
    return found


def errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield row, column and error of each cell that shows one."""
    if b't="e"' not in xml:
        return
    for tag, error in _ERROR_CELL.findall(xml):
        place = place_of(tag)
        if place:
            yield *place, unescape(error)


def merged_areas(xml: bytes) -> tuple[tuple[int, int, int, int], ...]:
    """Return the merged areas of a sheet."""
    p = prefix(xml)
    start = xml.rfind(b"</%bsheetData" % p)
    if xml.find(b"<%bmergeCell " % p, max(start, 0)) < 0:
        return ()
    tags = (attributes(match[1]) for match in element_pattern(p, b"mergeCell").finditer(xml, max(start, 0)))
    return tuple(parse_area(unescape(tag.get(b"ref", b""))) for tag in tags)


def hidden_rows(xml: bytes) -> frozenset[int]:
    """Return the rows that are hidden, by a filter or by hand."""
    start, row = xml.find(b"sheetData"), b"<%brow" % prefix(xml)
    hidden: set[int] = set()
    at = xml.find(b" hidden=", max(start, 0))
    while at >= 0:
        opened = xml.rfind(b"<", 0, at)
        if xml.startswith(row, opened):
            tag = attributes(xml[opened + len(row) : xml.index(b">", at)])
            if tag.get(b"hidden") in (b"1", b"true") and b"r" in tag:
                hidden.add(int(tag[b"r"]))
        at = xml.find(b" hidden=", at + 1)
    return frozenset(hidden)


def _name(text: bytes) -> tuple[int, int] | None:
    """Return row and column of a reference that a double quote ends."""
    name = text[: text.find(b'"')]
    letters = name.rstrip(b"0123456789")
    if not (letters.isalpha() and len(letters) < len(name)):
        return None
    return int(name[len(letters) :]), column_number(letters.decode())


def place_of(tag: bytes) -> tuple[int, int] | None:
    """Return row and column of a cell by its attributes."""
    if tag.startswith(b' r="'):
        return _name(tag[4:])
    return _name(attributes(tag).get(b"r", b"") + b'"')


def _formulas_with_care(xml: bytes, p: bytes) -> Iterator[tuple[tuple[int, int], bool]]:
    """Yield the same where rows and cells may leave their places unsaid, or say them late."""
    name = re.escape(p)
    tags = re.compile(rb"<%b(row|c|f|v)(?=[\s/>])([^>]*)>([^<]*)" % name)
    row = column = 0
    kind, formula = b"", None
    for match in tags.finditer(xml):
        if match[1] == b"f":
            formula = row, column
            continue
        if match[1] == b"v":
            if formula:
                yield formula, bool(match[3]) or kind == b"str"
                formula = None
            continue
        if formula:
            yield formula, False
            formula = None
        said = attributes(match[2])
        if match[1] == b"row":
            row, column = int(said.get(b"r") or row + 1), 0
        else:
            place = _name(said.get(b"r", b"") + b'"')
            row, column = place or (row, column + 1)
            kind = said.get(b"t", b"n")
    if formula:
        yield formula, False


_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c(\s[^>]*\bt="e"[^>]*)>(?:<(?:\w+:)?f\b.*?)?<(?:\w+:)?v>([^<]*)<', re.DOTALL
)
_PLACE = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_FORMULA = re.compile(rb"<f(?=[\s/>])[^>]*>(?:[^<]*</f>)?\s*(<v>(</)?)?")
