"""What no parser may be given: sizes that lie, cells too far apart for memory, names that lead elsewhere.

Parsers make room for what a file claims to hold. python-calamine then ends the whole process, which nothing
can catch, so the claims are held against each other here, with searches that cost a few milliseconds on an
ordinary workbook. Only a sheet that does not look plain is looked at cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .notation import a1
from .package import Entry
from .refusal import WorkbookRefused

MOST_CELLS = 6_000_000
"""Cells of the rectangle from A1 to the last one of a sheet, as which it is kept: about 250 MB."""
MOST_ENTRIES = 10_000
MOST_MERGES = 20_000
MOST_COVERED = 2_000_000
"""Cells that merged areas or links may cover together."""
MOST_PACKED = 200
"""How many times smaller a large part may be packed; XML of people's packs to a twentieth."""
LARGE = 16 << 20
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


def check_entries(entries: Iterable[Entry]) -> None:
    """Return if the parts of a package are no trap.

    Raises:
        WorkbookRefused: too many, packed too small, or with names that lead out of the package.
    """
    for number, entry in enumerate(entries):
        if number >= MOST_ENTRIES:
            raise WorkbookRefused("too-many-parts", str(MOST_ENTRIES))
        if entry.size > LARGE and entry.size > MOST_PACKED * max(entry.compressed, 1):
            raise WorkbookRefused("packed-too-small", f"{entry.key}: {entry.size >> 20} MB")
        name = entry.name.replace(b"\\", b"/")
        if b":" in name or b".." in name.split(b"/"):  # a slash in front is how some programs write
            raise WorkbookRefused("unsafe-name", entry.key)


def check_strings(pieces: Iterable[bytes], size: int) -> None:
    """Return if the shared strings are as many as there can be in their part.

    Args:
        pieces: the part, piece by piece.
        size: of the whole part.
    """
    before = b""
    for piece in pieces:
        seen = before + piece
        if b"<!DOCTYPE" in seen:
            raise WorkbookRefused("doctype", "sharedStrings")
        for claim in _STRINGS_CLAIMED.finditer(seen):
            if int(claim[1]) > size:
                raise WorkbookRefused("impossible-count", claim[1].decode())
        before = piece[-1024:]


def check_sheet(xml: bytes) -> bool:
    """Return whether every cell states its place first, without a prefix, as Excel writes it.

    Raises:
        WorkbookRefused: the cells do not fit into memory, or what covers areas covers more than a sheet.
    """
    if len(xml) > MOST_CELLS * len(b"<c/>") and _begun(xml, b"c") > MOST_CELLS < _count(xml, b"c"):
        raise WorkbookRefused("too-many-cells", str(MOST_CELLS))
    plain = _looks_plain(xml)
    if not plain:
        _check_extent(xml)
    tail = xml[xml.rfind(b"sheetData") :]
    _check_covered(_MERGED.finditer(tail), "too-many-merges", MOST_MERGES)
    _check_covered(_LINKED.finditer(tail), "too-many-links", LAST_ROW)
    return plain


def _looks_plain(xml: bytes) -> bool:
    """Return whether cells state places so near that they cannot reach further than memory does.

    Before row 10,000 and column AAA they cannot, nor before row 100,000 and column BI; what is written as
    hardly any program writes it might.
    """
    return not (_PREFIXED.search(xml) or (_BEYOND_NEAR.search(xml) and _BEYOND_FAR.search(xml)))


def _check_extent(xml: bytes) -> None:
    """Hold the rectangle from A1 to the last cells that hold something against the limit."""
    bottom = right = 0
    for row, column in _places(xml):
        if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
            raise WorkbookRefused("bad-place", f"{row}, {column}")
        bottom, right = max(bottom, row), max(right, column)
        if bottom * right > MOST_CELLS:
            raise WorkbookRefused("too-far-apart", a1(bottom, right))


def _places(xml: bytes) -> Iterator[tuple[int, int]]:
    """Yield row and column of each cell that holds something; those without a reference follow the last."""
    row = column = 0
    for name, attributes in _ROW_OR_CELL.findall(xml):
        place = _REFERENCE.search(attributes)
        if name == b"row":
            row, column = int(place[2]) if place else row + 1, 0
            continue
        row, column = (int(place[2]), _column(place[1])) if place else (row, column + 1)
        if not attributes.endswith(b"/"):
            yield row, column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
        if number > LAST_COLUMN:
            return number
    return number


def _check_covered(areas: Iterable[re.Match[bytes]], reason: str, most: int) -> None:
    covered = 0
    for number, area in enumerate(areas):
        corners = [(int(row), _column(letters)) for letters, row in _CORNER.findall(area[1])]
        if corners:
            (top, left), (bottom, right) = corners[0], corners[-1]
            covered += (abs(bottom - top) + 1) * (abs(right - left) + 1)
        if number >= most or covered > MOST_COVERED:
            raise WorkbookRefused(reason, str(most))


def _begun(xml: bytes, name: bytes) -> int:
    """Return how many elements have names that begin so, which takes a third of the time of a `_count`."""
    return sum(xml.count(opening + name) for opening in (b"<", b":"))


def _count(xml: bytes, name: bytes) -> int:
    return sum(xml.count(opening + name + after) for opening in (b"<", b":") for after in (b" ", b">", b"/"))


_STRINGS_CLAIMED = re.compile(rb"<(?:\w+:)?sst\b[^>]*?\suniqueCount\s*=\s*[\"']\s*\+?(\d+)")
_PREFIXED = re.compile(rb":c[\s/>]")
_BEYOND_NEAR = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]{1,2}\d{1,4}")')
_BEYOND_FAR = re.compile(rb'<c(?=[\s/>])(?! r="(?:[A-Z]|A[A-Z]|B[A-H])\d{1,5}")')
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']\s*([A-Za-z]*)(\d+)[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\sref\s*=\s*[\"']([^\"']*)")
_LINKED = re.compile(rb"<(?:\w+:)?hyperlink\b[^>]*?\sref\s*=\s*[\"']([^\"']*)")
_CORNER = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
