"""What a file holds, by kind."""

import re
from collections import Counter

from .parts import Book, Unreadable, name

_KINDS = (
    ("worksheets", r"xl/worksheets/[^/]+\.xml"),
    ("chartsheets", r"xl/(chartsheets|dialogsheets|macrosheets)/[^/]+\.xml"),
    ("tables", r"xl/tables/.*\.xml"),
    ("query_tables", r"xl/queryTables/.*\.xml"),
    ("charts", r"xl/charts/chart[^/]*\.xml"),
    ("drawings", r"xl/drawings/.*"),
    ("pictures", r"xl/media/.*"),
    ("comments", r"xl/(comments[^/]*|threadedComments/.*|persons/.*)"),
    ("pivots", r"xl/pivot(Tables|Cache)/.*"),
    ("slicers", r"xl/(slicers|slicerCaches|timelines|timelineCaches)/.*"),
    ("controls", r"xl/(ctrlProps|activeX|embeddings)/.*"),
    ("macros", r"xl/(vbaProject.*\.bin|vbaData\.xml)"),
    ("ribbon", r"(customUI|userCustomization)/.*"),
    ("connections", r"xl/connections\.xml"),
    ("external_links", r"xl/externalLinks/.*"),
    ("custom_xml", r"customXml/.*"),
    ("signatures", r"_xmlsignatures/.*"),
    ("printer_settings", r"xl/printerSettings/.*"),
    ("shared_strings", r"xl/sharedStrings\.xml"),
    ("styles", r"xl/(styles\.xml|theme/.*)"),
    (
        "listings",
        r".*\.rels|\[content_types\]\.xml|xl/workbook\.xml|xl/calcChain\.xml|docProps/.*|xl/metadata\.xml",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
KINDS = (*(kind for kind, _ in _KINDS), "other")
"""Every kind of part there is."""


def inventory(book: Book) -> list[tuple[str, int, int]]:
    """Kind, number and unpacked bytes of the parts."""
    counts, sizes = Counter[str](), Counter[str]()
    for part, size in book.sizes():
        kind = next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(part)), "other")
        # What a listing says belongs to it; relationships of a kind of parts are no parts of that kind.
        kind = "listings" if part.endswith(".rels") else kind
        counts[kind] += 1
        sizes[kind] += size
    return [(kind, counts[kind], sizes[kind]) for kind in KINDS if counts[kind]]


def sheet_list(book: Book) -> list[tuple[str, str, bool]]:
    """Name and kind of each sheet, and whether its tab is hidden; nothing where the list cannot be read."""
    try:
        return [
            (item.get("name", ""), link.kind if link else "", item.get("state", "visible") != "visible")
            for item, link in book.sheet_entries
        ]
    except Unreadable:
        return []


def made_by(book: Book) -> str:
    """The program that saved the file, and its version, as the file says."""
    part = next((link.target for link in book.links("").values() if link.kind == "extended-properties"), None)
    if not part or not book.has(part):
        return ""
    try:
        said = {name(item): (item.text or "").strip() for item in book.xml(part)}
    except Unreadable:
        return ""
    return f"{said.get('Application', '')} {said.get('AppVersion', '')}".strip()
