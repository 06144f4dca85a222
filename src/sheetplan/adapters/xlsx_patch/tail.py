"""What follows the rows of a worksheet: links, rules and lists with their ranges."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sheetplan.xlsx.markup import Element, children, quoted
from sheetplan.xlsx.notation import a1
from sheetplan.xlsx.references import parse_area

BEFORE_RULES = frozenset(
    {
        b"sheetCalcPr",
        b"sheetProtection",
        b"protectedRanges",
        b"scenarios",
        b"autoFilter",
        b"sortState",
        b"dataConsolidate",
        b"customSheetViews",
        b"mergeCells",
        b"phoneticPr",
        b"conditionalFormatting",
    }
)
"""What must stand before a new conditional format."""

_BEFORE_LINKS = BEFORE_RULES | {b"dataValidations"}
_WITH_RANGES = frozenset({b"conditionalFormatting", b"dataValidations"})
_EXTENDED = re.compile(
    rb"<([\w.\-]+:)(conditionalFormatting|dataValidation)(?=[\s>]).*?</\1\2\s*>", re.DOTALL
)
_RANGES = re.compile(rb"(\ssqref\s*=\s*\"|\ssqref\s*=\s*'|<(?:[\w.\-]+:)?sqref\s*>)([^\"'<]*)")


class Link(NamedTuple):
    """A jump from a cell to a place in the same workbook, such as '任务'!E7."""

    row: int
    column: int
    location: str
    tooltip: str | None = None


def with_links(tail: bytes, links: Sequence[Link], first_row: int, prefix: bytes) -> bytes:
    """The tail with these links in place of all that lie at or below a row."""
    found = next((part for part in children(tail) if part.local == b"hyperlinks"), None)
    standing = list(children(tail, found.inner, found.inner_end)) if found else []
    below = [link for link in standing if parse_area(link.get(b"ref") or "").top >= first_row]
    if found and len(below) == len(links) and _meaning(below) == sorted(map(_place, links)):
        return tail
    kept = [link for link in standing if link not in below] if len(below) < len(standing) else []
    written = [tail[link.start : link.end] for link in kept] + [_written(link, prefix) for link in links]
    block = b"<%bhyperlinks>%b</%bhyperlinks>" % (prefix, b"".join(written), prefix) if written else b""
    start, end = (found.start, found.end) if found else (_place_for_links(tail),) * 2
    return tail[:start] + block + tail[end:]


def _meaning(links: list[Element]) -> list[tuple[str, str, str]]:
    return sorted(
        (link.get(b"ref") or "", link.get(b"location") or "", link.get(b"tooltip") or "") for link in links
    )


def _place(link: Link) -> tuple[str, str, str]:
    return a1(link.row, link.column), link.location, link.tooltip or ""


def _written(link: Link, prefix: bytes) -> bytes:
    tooltip = b' tooltip="%b"' % quoted(link.tooltip) if link.tooltip else b""
    place = a1(link.row, link.column).encode()
    return b'<%bhyperlink ref="%b" location="%b"%b/>' % (prefix, place, quoted(link.location), tooltip)


def _place_for_links(tail: bytes) -> int:
    return max((part.end for part in children(tail) if part.local in _BEFORE_LINKS), default=0)


def with_ranges_extended(tail: bytes, old_last_row: int, new_last_row: int) -> bytes:
    """The tail with every rule and list that ended at one row ending at another."""

    def extended(match: re.Match[bytes]) -> bytes:
        areas = (_ending(area, old_last_row, new_last_row) for area in match[2].decode().split())
        return match[1] + " ".join(areas).encode()

    def block(data: bytes) -> bytes:
        return _RANGES.sub(extended, data)

    pieces, position = [], 0
    for part in children(tail):
        pieces.append(tail[position : part.start])
        whole, position = tail[part.start : part.end], part.end
        if part.local in _WITH_RANGES:
            whole = block(whole)
        elif part.local == b"extLst":
            # Sparklines there name their cell in the same element, so only rules and lists are touched.
            whole = _EXTENDED.sub(lambda match: block(match[0]), whole)
        pieces.append(whole)
    return b"".join([*pieces, tail[position:]])


def _ending(reference: str, old_last_row: int, new_last_row: int) -> str:
    area = parse_area(reference)
    if area.bottom != old_last_row:
        return reference
    return str(area._replace(bottom=max(area.top, new_last_row)))
