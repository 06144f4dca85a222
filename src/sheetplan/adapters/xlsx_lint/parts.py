"""The parts of a workbook as the checks see them."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from lxml import etree

_LAST_COLUMN = 16_384
_DAMAGE = (LookupError, EOFError, OSError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


class Fault(NamedTuple):
    """One cause for repair: what it is, the part it is in, and what stands there."""

    code: str
    where: str
    detail: str = ""


class NotAWorkbook(Exception):  # noqa: N818 - it becomes a fault, not a crash
    """The bytes hold no Excel workbook."""


class Unreadable(Exception):  # noqa: N818 - it becomes a fault, not a crash
    """A part that is damaged or no XML."""

    def __init__(self, part: str, detail: str) -> None:
        self.part = part
        super().__init__(detail)


class Place(NamedTuple):
    """A cell by row and column."""

    row: int
    column: int


class Box(NamedTuple):
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share a cell."""
        apart = self.bottom < other.top or other.bottom < self.top
        return not (apart or self.right < other.left or other.right < self.left)


class Link(NamedTuple):
    """A relationship; without a target it points outside the file."""

    kind: str
    target: str | None


def place(reference: str) -> Place | None:
    """The cell that a reference names."""
    match = _PLACE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return Place(int(match[2]), column) if column <= _LAST_COLUMN else None


def box(reference: str) -> Box | None:
    """The area that a reference names; whole rows and columns are none."""
    first, _, last = reference.partition(":")
    start, end = place(first), place(last or first)
    return Box(*start, *end) if start and end else None


def name(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def named(parent: etree._Element, local: str) -> Iterator[etree._Element]:
    """Yield the children with that tag."""
    return (item for item in parent if name(item) == local)


def number(text: str | None, default: int = 0) -> int:
    """The whole number in an attribute."""
    return int(text) if text and text.strip().isdigit() else default


class Sheet:
    """One worksheet."""

    def __init__(self, title: str, part: str, root: etree._Element, links: dict[str, Link]) -> None:
        self.title = title
        self.part = part
        self.root = root
        self.links = links

    @cached_property
    def merges(self) -> list[Box]:
        """The merged areas."""
        areas = (box(item.get("ref", "")) for item in self.root.iter("{*}mergeCell"))
        return [area for area in areas if area]

    @cached_property
    def filter(self) -> Box | None:
        """The area of the sheet's own filter."""
        found = next(named(self.root, "autoFilter"), None)
        return box(found.get("ref", "")) if found is not None else None

    @cached_property
    def cells(self) -> dict[Place, etree._Element]:
        """The cells by place, as far as their places can be read."""
        found: dict[Place, etree._Element] = {}
        for row_number, row in self.rows():
            column = 0
            for cell in named(row, "c"):
                where = place(cell.get("r", "")) or Place(row_number, column + 1)
                column = where.column
                found[where] = cell
        return found

    def rows(self) -> Iterator[tuple[int, etree._Element]]:
        """Yield each row with its number."""
        last = 0
        for data in named(self.root, "sheetData"):
            for row in named(data, "row"):
                last = number(row.get("r"), last + 1)
                yield last, row


class Book:
    """A workbook taken apart."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise NotAWorkbook(str(error)) from error
        self.entries = [_key(info.filename) for info in self._zip.infolist()]
        self._stored = {_key(info.filename): info for info in self._zip.infolist()}
        try:
            documents = [link.target for link in self.links("").values() if link.kind == "officeDocument"]
        except Unreadable as error:
            raise NotAWorkbook(str(error)) from error
        part = next(iter(documents), None)
        if not part or not self.has(part):
            raise NotAWorkbook("no workbook part")
        self.part = part

    @cached_property
    def root(self) -> etree._Element:
        """The root of the workbook part."""
        return self.xml(self.part)

    def has(self, part: str | None) -> bool:
        """Whether the file holds a part."""
        return bool(part) and _key(part or "") in self._stored

    def xml(self, part: str) -> etree._Element:
        """The root of a part."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            return etree.fromstring(self._zip.read(self._stored[_key(part)]), parser)
        except (*_DAMAGE, etree.XMLSyntaxError) as error:
            raise Unreadable(part, str(error)) from error

    def sizes(self) -> Iterator[tuple[str, int]]:
        """Yield every entry of the file with the bytes it unpacks to."""
        return ((info.filename.replace("\\", "/"), info.file_size) for info in self._zip.infolist())

    def relationships(self, part: str) -> Iterator[tuple[str, Link]]:
        """Yield what a part points to, with the identifiers as they stand."""
        listing = relationships_part(part)
        for item in self.xml(listing) if self.has(listing) else ():
            if name(item):
                yield item.get("Id", ""), _link(part, item)

    def links(self, part: str) -> dict[str, Link]:
        """What a part points to, by identifier."""
        return dict(self.relationships(part))

    def owned(self, kind: str) -> str | None:
        """The part of that kind which the workbook owns and the file holds."""
        targets = (link.target for link in self.links(self.part).values() if link.kind == kind)
        return next((target for target in targets if self.has(target)), None)

    @cached_property
    def sheet_entries(self) -> list[tuple[etree._Element, Link | None]]:
        """The <sheet> elements, each with what it points to."""
        links = self.links(self.part)
        return [(item, links.get(_identifier(item))) for item in self.root.iter("{*}sheet")]

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The worksheets."""
        return [
            Sheet(item.get("name", ""), link.target, self.xml(link.target), self.links(link.target))
            for item, link in self.sheet_entries
            if link and link.kind == "worksheet" and link.target and self.has(link.target)
        ]

    @cached_property
    def styles(self) -> dict[str, etree._Element]:
        """The collections of the style part by tag."""
        part = self.owned("styles")
        return {name(item): item for item in self.xml(part)} if part else {}

    def style_count(self, collection: str) -> int | None:
        """How many records a collection has, None without a style part."""
        if not self.styles:
            return None
        return sum(1 for item in self.styles.get(collection, ()) if name(item))

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings without formatting."""
        part = self.owned("sharedStrings")
        return [text_of(item) for item in named(self.xml(part), "si")] if part else []

    @cached_property
    def names(self) -> list[tuple[str, str | None]]:
        """The defined names, lower-case, each with the sheet it is limited to."""
        found = self.root.iter("{*}definedName")
        return [(item.get("name", "").lower(), item.get("localSheetId")) for item in found]


def text_of(item: etree._Element) -> str:
    """The characters of a string item, reading aids left out."""
    aids = {run for aid in item.iter("{*}rPh") for run in aid.iter("{*}t")}
    return "".join(run.text or "" for run in item.iter("{*}t") if run not in aids)


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def relationships_part(part: str) -> str:
    """The part that lists where another part points."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _link(part: str, item: etree._Element) -> Link:
    kind = item.get("Type", "").rpartition("/")[2]
    target = item.get("Target", "").replace("\\", "/").partition("#")[0]
    if item.get("TargetMode") == "External" or not target or target.endswith("NULL"):
        return Link(kind, None)
    if target.startswith("/"):
        return Link(kind, target.lstrip("/"))
    return Link(kind, posixpath.normpath(posixpath.join(posixpath.dirname(part), target)))


def _identifier(sheet: etree._Element) -> str:
    values = (str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id"))
    return next(values, "")
