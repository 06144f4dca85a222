"""Checks of the container, the styles, the list of sheets, names and the calculation chain."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from .parts import Book, Fault, Place, Sheet, box, named, number, place, relationships_part

_SHEET_NAME_LIMIT = 31
_ARRAY_LIMIT = 100_000
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*")
_STYLE_REFERENCES = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}


def package_faults(book: Book) -> Iterator[Fault]:
    """Yield parts that occur twice, have no content type, or are pointed to but absent."""
    for part in _repeated(book.entries):
        yield Fault("part-twice", part)
    types = book.xml("[Content_Types].xml")
    extensions = {item.get("Extension", "").lower() for item in named(types, "Default")}
    overrides = {item.get("PartName", "").lstrip("/").lower() for item in named(types, "Override")}
    for part in book.entries:
        known = part in overrides or part.rpartition(".")[2] in extensions
        if not known and not part.endswith("/") and part != "[content_types].xml":
            yield Fault("no-content-type", part)
    for part in book.entries:
        if book.has(relationships_part(part)):
            yield from _relationship_faults(book, part)


def _relationship_faults(book: Book, part: str) -> Iterator[Fault]:
    found = list(book.relationships(part))
    for identifier in _repeated(identifier for identifier, _ in found):
        yield Fault("relationship-twice", part, identifier)
    for _, link in found:
        if link.target and not book.has(link.target):
            yield Fault("target-missing", part, link.target)


def _repeated(items: Iterable[str]) -> list[str]:
    return [item for item, count in Counter(items).items() if count > 1]


def style_faults(book: Book) -> Iterator[Fault]:
    """Yield cell formats that point to fonts, fills, borders or named styles that do not exist."""
    for collection in ("cellStyleXfs", "cellXfs"):
        for xf in named(book.styles[collection], "xf") if collection in book.styles else ():
            for attribute, target in _STYLE_REFERENCES.items():
                if number(xf.get(attribute)) >= max(book.style_count(target) or 0, 1):
                    yield Fault("style-reference", collection, f"{attribute} {xf.get(attribute)}")
            bases = book.style_count("cellStyleXfs")
            if collection == "cellXfs" and bases and number(xf.get("xfId")) >= bases:
                yield Fault("style-reference", collection, f"xfId {xf.get('xfId')}")


def sheet_list_faults(book: Book) -> Iterator[Fault]:
    """Yield faults of the list of sheets: names, identifiers, targets, nothing to show."""
    items = [item for item, _ in book.sheet_entries]
    for title in _repeated(item.get("name", "").lower() for item in items):
        yield Fault("sheet-name-twice", book.part, title)
    for identifier in _repeated(item.get("sheetId", "") for item in items):
        yield Fault("sheet-id-twice", book.part, identifier)
    for item, link in book.sheet_entries:
        if not _is_sheet_name(item.get("name", "")):
            yield Fault("sheet-name", book.part, item.get("name", ""))
        if link is None:
            yield Fault("sheet-without-part", book.part, item.get("name", ""))
    if all(item.get("state", "visible") != "visible" for item in items):
        yield Fault("no-visible-sheet", book.part)


def _is_sheet_name(title: str) -> bool:
    length = len(title.encode("utf-16-le")) // 2
    quoted = title.startswith("'") or title.endswith("'")
    return 0 < length <= _SHEET_NAME_LIMIT and not quoted and not re.search(r"[\[\]:*?/\\]", title)


def name_faults(book: Book) -> Iterator[Fault]:
    """Yield defined names that occur twice, belong to no sheet or are not names."""
    for (title, sheet), count in Counter(book.names).items():
        if count > 1:
            yield Fault("name-twice", book.part, title)
        if sheet and number(sheet) >= len(book.sheet_entries):
            yield Fault("name-of-no-sheet", book.part, title)
        if not title.startswith("_xlnm.") and not is_name(title):
            yield Fault("name-syntax", book.part, title)


def is_name(title: str) -> bool:
    """Whether Excel accepts the word as a name: no reference, no blank, no leading digit."""
    return bool(_NAME.fullmatch(title)) and not place(title.upper()) and title.lower() not in ("r", "c")


def calculation_chain_faults(book: Book) -> Iterator[Fault]:
    """Yield entries of the calculation chain behind which no formula stands."""
    part = book.owned("calcChain")
    if not part:
        return
    identifiers = {item.get("sheetId"): item.get("name", "") for item, _ in book.sheet_entries}
    formulas = {sheet.title: _formula_places(sheet) for sheet in book.sheets}
    identifier: str | None = None
    for entry in named(book.xml(part), "c"):
        identifier = entry.get("i", identifier)
        sheet = identifiers.get(identifier, "")
        if sheet in formulas and place(entry.get("r", "")) not in formulas[sheet]:
            yield Fault("stale-calculation-chain", part, f"{sheet}!{entry.get('r')}")


def _formula_places(sheet: Sheet) -> set[Place]:
    places: set[Place] = set()
    for where, cell in sheet.cells.items():
        for formula in named(cell, "f"):
            places.add(where)
            area = box(formula.get("ref", "")) if formula.get("t") in ("array", "dataTable") else None
            if area and (area.bottom - area.top + 1) * (area.right - area.left + 1) < _ARRAY_LIMIT:
                rows, columns = range(area.top, area.bottom + 1), range(area.left, area.right + 1)
                places.update(Place(row, column) for row in rows for column in columns)
    return places
