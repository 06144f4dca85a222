"""The parts around the sheets: their list, defined names, recalculation, the calculation chain."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from .markup import (
    Element,
    attributes,
    child,
    inserted,
    inside,
    plain,
    prefix,
    quoted,
    retagged,
    root,
    unescape,
)
from .package import Package, part_key
from .refusal import WorkbookRefused

_NAMESPACES = (
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_CONTENT_TYPES = "[Content_Types].xml"
_BEFORE_NAMES = frozenset(
    {
        b"fileVersion",
        b"fileSharing",
        b"workbookPr",
        b"workbookProtection",
        b"bookViews",
        b"AlternateContent",
        b"sheets",
        b"functionGroups",
        b"externalReferences",
    }
)
_BEFORE_CALCULATION = _BEFORE_NAMES | {b"definedNames"}


class Relationship(NamedTuple):
    """A pointer from one part to another."""

    id: str
    kind: str
    target: str


class Workbook:
    """The workbook part, with the package it stands in."""

    def __init__(self, package: Package) -> None:
        self._package = package
        _refuse_marked(package)
        self.part = _office_document(package)
        self._data = package.xml(self.part)
        _refuse_unknown(self._data, self.part)
        self._relationships = {link.id: link for link in relationships(package, self.part)}
        self.sheets = dict(self._read_sheets())

    @property
    def date1904(self) -> bool:
        """Whether days are counted from 1904, as old Macs did."""
        settings = child(self._data, root(self._data), b"workbookPr")
        return bool(settings and settings.get(b"date1904") in ("1", "true"))

    def related(self, kind: str) -> str | None:
        """The part of that kind which the workbook owns, such as its styles."""
        return next((link.target for link in self._relationships.values() if link.kind == kind), None)

    def sheet_part(self, sheet: str) -> str:
        """The part of a worksheet."""
        found = self.sheets.get(sheet)
        if found is None:
            raise WorkbookRefused("missing-sheet")
        if found.kind != "worksheet":
            raise WorkbookRefused("not-a-worksheet")
        return found.target

    def set_defined_name(self, name: str, reference: str) -> None:
        """Let a name of the whole workbook stand for a reference."""
        names = child(self._data, root(self._data), b"definedNames")
        if names is None:
            self._insert(b"<%bdefinedNames></%bdefinedNames>", _BEFORE_NAMES)
            names = child(self._data, root(self._data), b"definedNames")
            assert names  # noqa: S101 - it was inserted in the line above
        known = list(inside(self._data, names))
        same = (item for item in known if _is_name(item, name))
        found = next(same, None)
        if found:
            self._splice(found.inner, found.inner_end, plain(reference))
        else:
            self._add_name(names, known, name, reference)

    def recalculate_on_load(self) -> None:
        """Ask Excel to compute every formula when it opens the workbook."""
        settings = child(self._data, root(self._data), b"calcPr")
        if settings is None:
            self._insert(b'<%bcalcPr fullCalcOnLoad="1"/>', _BEFORE_CALCULATION)
        elif settings.get(b"fullCalcOnLoad") not in ("1", "true"):
            self._put(retagged(self._data, settings, b"fullCalcOnLoad", b"1"))

    def drop_calculation_chain(self) -> None:
        """Remove the list of formula cells, which Excel rebuilds; a stale one makes it repair the file."""
        link = next((link for link in self._relationships.values() if link.kind == "calcChain"), None)
        if link is None:
            return
        self._package.drop(link.target)
        del self._relationships[link.id]
        _remove(self._package, relationships_part(self.part), b"Id", link.id)
        _remove(self._package, _CONTENT_TYPES, b"PartName", link.target)

    def _read_sheets(self) -> Iterator[tuple[str, Relationship]]:
        sheets = child(self._data, root(self._data), b"sheets")
        for sheet in inside(self._data, sheets) if sheets else ():
            link = self._relationships.get(_relationship_id(sheet))
            if link:
                yield sheet.get(b"name") or "", link

    def _add_name(self, names: Element, known: list[Element], name: str, reference: str) -> None:
        p = prefix(self._data)
        written = b'<%bdefinedName name="%b">%b</%bdefinedName>' % (p, quoted(name), plain(reference), p)
        later = (item.start for item in known if (item.get(b"name") or "").lower() > name.lower())
        at = next(later, names.inner_end)
        self._splice(at, at, written)

    def _insert(self, element: bytes, after: frozenset[bytes]) -> None:
        p = prefix(self._data)
        written = element.replace(b"%b", p)
        self._put(inserted(self._data, root(self._data), written, after))

    def _splice(self, start: int, end: int, written: bytes) -> None:
        if self._data[start:end] != written:
            self._put(self._data[:start] + written + self._data[end:])

    def _put(self, data: bytes) -> None:
        self._data = data
        self._package.put(self.part, data)


def relationships_part(part: str) -> str:
    """The part that lists where another part points."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relationships(package: Package, part: str) -> list[Relationship]:
    """Where a part points inside the package."""
    listing = relationships_part(part)
    if part_key(listing) not in package.parts:
        return []
    data = package.xml(listing)
    return [
        Relationship(
            id=item.get(b"Id") or "",
            kind=(item.get(b"Type") or "").rpartition("/")[2],
            target=_resolved(part, item.get(b"Target") or ""),
        )
        for item in inside(data, root(data))
        if item.get(b"TargetMode") != "External"
    ]


def _resolved(part: str, target: str) -> str:
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _refuse_marked(package: Package) -> None:
    for part in package.parts:
        if part.startswith("_xmlsignatures/"):
            raise WorkbookRefused("signed")
        if "/revisions/" in f"/{part}":
            raise WorkbookRefused("shared-workbook")


def _office_document(package: Package) -> str:
    found = (link.target for link in relationships(package, "") if link.kind == "officeDocument")
    part = next(found, None)
    if part is None or part_key(part) not in package.parts:
        raise WorkbookRefused("no-workbook")
    if part.lower().endswith(".bin"):
        raise WorkbookRefused("xlsb")
    return part


def _refuse_unknown(data: bytes, part: str) -> None:
    workbook = root(data)
    declaration = b"xmlns:" + prefix(data)[:-1] if prefix(data) else b"xmlns"
    if (workbook.get(declaration) or "").encode() not in _NAMESPACES:
        raise WorkbookRefused("no-workbook" if workbook.local != b"workbook" else "unknown-namespace", part)


def _relationship_id(sheet: Element) -> str:
    values = (value for name, value in attributes(sheet.attributes).items() if name.endswith(b":id"))
    return unescape(next(values, b""))


def _is_name(item: Element, name: str) -> bool:
    return (item.get(b"name") or "").lower() == name.lower() and item.get(b"localSheetId") is None


def _remove(package: Package, part: str, attribute: bytes, value: str) -> None:
    data = package.xml(part)
    for item in inside(data, root(data)):
        if part_key(item.get(attribute) or "") == part_key(value):
            package.put(part, data[: item.start] + data[item.end :])
            return
