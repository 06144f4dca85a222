"""The parts around the sheets: their list, defined names, recalculation, the calculation chain."""

from sheetplan.xlsx.book import Book, Relationship
from sheetplan.xlsx.markup import (
    Element,
    child,
    inserted,
    inside,
    plain,
    prefix,
    quoted,
    retagged,
    root,
)
from sheetplan.xlsx.package import Package
from sheetplan.xlsx.refusal import WorkbookRefused

from .edited_package import EditedPackage
from .parts import drop_part

_SIGNATURES = "_xmlsignatures/"
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


class Workbook(Book):
    """The workbook part, with the package it stands in."""

    def __init__(self, package: EditedPackage, *, break_signature: bool) -> None:
        self._package = package
        _refuse_marked(package, break_signature=break_signature)
        super().__init__(package)

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
        names = child(self.data, root(self.data), b"definedNames")
        if names is None:
            self._insert(b"<%bdefinedNames></%bdefinedNames>", _BEFORE_NAMES)
            names = child(self.data, root(self.data), b"definedNames")
            assert names  # noqa: S101 - it was inserted in the line above
        known = list(inside(self.data, names))
        same = (item for item in known if _is_name(item, name))
        found = next(same, None)
        if found:
            self._splice(found.inner, found.inner_end, plain(reference))
        else:
            self._add_name(names, known, name, reference)

    def recalculate_on_load(self) -> None:
        """Ask Excel to compute every formula when it opens the workbook."""
        settings = child(self.data, root(self.data), b"calcPr")
        if settings is None:
            self._insert(b'<%bcalcPr fullCalcOnLoad="1"/>', _BEFORE_CALCULATION)
        elif settings.get(b"fullCalcOnLoad") not in ("1", "true"):
            self._put(retagged(self.data, settings, b"fullCalcOnLoad", b"1"))

    def drop_calculation_chain(self) -> None:
        """Remove the list of formula cells, which Excel rebuilds; a stale one makes it repair the file."""
        link = next((link for link in self.links.values() if link.kind == "calcChain"), None)
        if link:
            del self.links[link.id]
            drop_part(self._package, self.part, link.target)

    def follow(self, data: bytes) -> None:
        """Take names over as they read after rows have moved."""
        if data != self.data:
            self._put(data)

    def drop_signature(self) -> None:
        """Remove a digital signature, which no longer holds for a file that has changed."""
        for part in sorted(part for part in self._package.parts if part.startswith(_SIGNATURES)):
            drop_part(self._package, "", part)

    def list_sheet(self, name: str, identifier: str, part: str, relationships_namespace: str) -> None:
        """Name a new sheet last among the others."""
        sheets = list(self.elements(b"sheets"))
        number = max((int(sheet.get(b"sheetId") or 0) for sheet in sheets), default=0) + 1
        written = b'<%bsheet xmlns:r="%b" name="%b" sheetId="%d" r:id="%b"/>' % (
            prefix(self.data), relationships_namespace.encode(), quoted(name), number, identifier.encode(),
        )  # fmt: skip
        self._splice(sheets[-1].end, sheets[-1].end, written)
        self.links[identifier] = self.sheets[name] = Relationship(identifier, "worksheet", part)

    def _add_name(self, names: Element, known: list[Element], name: str, reference: str) -> None:
        p = prefix(self.data)
        written = b'<%bdefinedName name="%b">%b</%bdefinedName>' % (p, quoted(name), plain(reference), p)
        later = (item.start for item in known if (item.get(b"name") or "").lower() > name.lower())
        at = next(later, names.inner_end)
        self._splice(at, at, written)

    def _insert(self, element: bytes, after: frozenset[bytes]) -> None:
        p = prefix(self.data)
        written = element.replace(b"%b", p)
        self._put(inserted(self.data, root(self.data), written, after))

    def _splice(self, start: int, end: int, written: bytes) -> None:
        if self.data[start:end] != written:
            self._put(self.data[:start] + written + self.data[end:])

    def _put(self, data: bytes) -> None:
        self.data = data
        self._package.put(self.part, data)


def _refuse_marked(package: Package, *, break_signature: bool) -> None:
    for part in package.parts:
        if part.startswith(_SIGNATURES) and not break_signature:
            raise WorkbookRefused("signed")
        if "/revisions/" in f"/{part}":
            raise WorkbookRefused("shared-workbook")


def _is_name(item: Element, name: str) -> bool:
    return (item.get(b"name") or "").lower() == name.lower() and item.get(b"localSheetId") is None
