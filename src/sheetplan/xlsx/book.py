"""The workbook part: which sheets there are, and where it and other parts point."""

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .markup import Element, attributes, child, inside, prefix, root, unescape
from .package import Package
from .refusal import WorkbookRefused

_NAMESPACES = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)


class Relationship(NamedTuple):
    """A pointer from one part to another."""

    id: str
    kind: str
    target: str


class Book:
    """The workbook part, read."""

    def __init__(self, package: Package) -> None:
        self.part = _office_document(package)
        self.data = package.xml(self.part)
        _refuse_unknown(self.data, self.part)
        self.links = {link.id: link for link in relationships(package, self.part)}
        self.sheets = dict(self._sheets())

    @property
    def namespace(self) -> bytes:
        """The main namespace, which strict files have another one for."""
        return next(name for name in _NAMESPACES if name in root(self.data).attributes)

    @property
    def date1904(self) -> bool:
        """Whether days are counted from 1904, as old Macs did."""
        settings = child(self.data, root(self.data), b"workbookPr")
        return bool(settings and settings.get(b"date1904") in ("1", "true"))

    def elements(self, collection: bytes) -> Iterator[Element]:
        """Yield what one of the workbook's lists holds, such as its sheets or names."""
        found = child(self.data, root(self.data), collection)
        return inside(self.data, found) if found else iter(())

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the names that are defined for the whole workbook, each with what it stands for."""
        for item in self.elements(b"definedNames"):
            stated = attributes(item.attributes)
            if not stated.get(b"localSheetId"):
                yield unescape(stated.get(b"name", b"")), unescape(self.data[item.inner : item.inner_end])

    def related(self, kind: str) -> str | None:
        """The part of that kind which the workbook owns, such as its styles."""
        return next((link.target for link in self.links.values() if link.kind == kind), None)

    def _sheets(self) -> Iterator[tuple[str, Relationship]]:
        for sheet in self.elements(b"sheets"):
            link = self.links.get(relationship_id(sheet))
            if link:
                yield sheet.get(b"name") or "", link


def relationships_part(part: str) -> str:
    """The part that lists where another part points."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(package: Package, part: str, *, external: bool = False) -> list[Relationship]:
    """Where a part points inside the package; if wished, outside as well."""
    listing = relationships_part(part)
    if listing not in package:
        return []
    return [link for link, outside in _links(part, package.xml(listing)) if external or not outside]


@lru_cache(maxsize=256)
def _links(part: str, listing: bytes) -> tuple[tuple[Relationship, bool], ...]:
    """Where a part points, and whether that is outside; workbooks point the same way time and again."""
    return tuple(
        (_link(part, item), item.get(b"TargetMode") == "External") for item in inside(listing, root(listing))
    )


def _link(part: str, item: Element) -> Relationship:
    return Relationship(
        id=item.get(b"Id") or "",
        kind=(item.get(b"Type") or "").rpartition("/")[2],
        target=_resolved(part, item.get(b"Target") or ""),
    )


def custom_xml_part(package: Package, book: Book, namespace: str) -> str | None:
    """The workbook's custom XML part whose root is of this namespace."""
    for link in book.links.values():
        if link.kind == "customXml" and link.target in package:
            data = package.xml(link.target)
            stated = root(data).get(b"xmlns:" + prefix(data)[:-1] if prefix(data) else b"xmlns")
            if stated == namespace:
                return link.target
    return None


def relationship_id(element: Element) -> str:
    """The id of the relationship that an element names; the prefix of the attribute is free."""
    values = (value for name, value in attributes(element.attributes).items() if name.endswith(b":id"))
    return unescape(next(values, b""))


def _resolved(part: str, target: str) -> str:
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _office_document(package: Package) -> str:
    found = (link.target for link in relationships(package, "") if link.kind == "officeDocument")
    part = next(found, None)
    if part is None or part not in package:
        raise WorkbookRefused(_kind(package))
    if part.lower().endswith(".bin"):
        raise WorkbookRefused("xlsb")
    return part


def _kind(package: Package) -> str:
    """What a file without a workbook part is instead."""
    if "xl/workbook.bin" in package:
        return "xlsb"
    opened = "mimetype" in package and b"opendocument.spreadsheet" in package.read("mimetype")
    return "ods" if opened else "no-workbook"


def _refuse_unknown(data: bytes, part: str) -> None:
    workbook = root(data)
    declaration = b"xmlns:" + prefix(data)[:-1] if prefix(data) else b"xmlns"
    if (workbook.get(declaration) or "").encode() not in _NAMESPACES:
        raise WorkbookRefused("no-workbook" if workbook.local != b"workbook" else "unknown-namespace", part)
