"""The parts around the sheets: their list, defined names, recalculation, the calculation chain."""

from sheetplan.xlsx.book import Book, relationships_part
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
from sheetplan.xlsx.package import Package, part_key
from sheetplan.xlsx.refusal import WorkbookRefused

from .edited_package import EditedPackage

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


class Workbook(Book):
    """The workbook part, with the package it stands in."""

    def __init__(self, package: EditedPackage) -> None:
        self._package = package
        _refuse_marked(package)
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
        if link is None:
            return
        self._package.drop(link.target)
        del self.links[link.id]
        _remove(self._package, relationships_part(self.part), b"Id", link.id)
        _remove(self._package, _CONTENT_TYPES, b"PartName", link.target)

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


def _refuse_marked(package: Package) -> None:
    for part in package.parts:
        if part.startswith("_xmlsignatures/"):
            raise WorkbookRefused("signed")
        if "/revisions/" in f"/{part}":
            raise WorkbookRefused("shared-workbook")


def _is_name(item: Element, name: str) -> bool:
    return (item.get(b"name") or "").lower() == name.lower() and item.get(b"localSheetId") is None


def _remove(package: EditedPackage, part: str, attribute: bytes, value: str) -> None:
    data = package.xml(part)
    for item in inside(data, root(data)):
        if part_key(item.get(attribute) or "") == part_key(value):
            package.put(part, data[: item.start] + data[item.end :])
            return
