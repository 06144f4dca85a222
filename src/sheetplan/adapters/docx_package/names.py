"""Names of WordprocessingML, and the few questions asked of its trees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Collection

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
RELATIONSHIP_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """The full name of a WordprocessingML element or attribute."""
    return f"{{{WORD}}}{name}"


TEXT, DELETED_TEXT, RUN, PARAGRAPH = w("t"), w("delText"), w("r"), w("p")
TABLE, ROW, CELL, VALUE = w("tbl"), w("tr"), w("tc"), w("val")

_AFTER_SHADE = tuple(
    map(w, ("noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "cellIns", "cellDel"))
)
_AFTER_MERGE = (w("tcBorders"), w("shd"), *_AFTER_SHADE)
_SUCCESSORS: Final = {
    "gridSpan": (w("hMerge"), w("vMerge"), *_AFTER_MERGE),
    "vMerge": _AFTER_MERGE,
    "shd": _AFTER_SHADE,
}


def closest(element: etree._Element | None, tag: str) -> etree._Element | None:
    """The element itself or its nearest ancestor of that name."""
    while element is not None and element.tag != tag:
        element = element.getparent()
    return element


def parent(element: etree._Element) -> etree._Element:
    """The element that holds this one; only asked of elements that are not a root."""
    above = element.getparent()
    if above is None:
        raise ValueError(element.tag)
    return above


def outermost(element: etree._Element, tag: str) -> etree._Element | None:
    """The highest ancestor of that name."""
    found = None
    while (above := closest(element.getparent(), tag)) is not None:
        found = element = above
    return found


def cell_property(cell: etree._Element, name: str) -> etree._Element:
    """A fresh property of the cell, standing where the schema wants it."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        properties = etree.Element(w("tcPr"))
        cell.insert(0, properties)
    for old in properties.findall(w(name)):
        properties.remove(old)
    made = etree.Element(w(name))
    _insert_before(properties, made, _SUCCESSORS[name])
    return made


def _insert_before(parent: etree._Element, made: etree._Element, successors: Collection[str]) -> None:
    for child in parent:
        if child.tag in successors:
            child.addprevious(made)
            return
    parent.append(made)


def number(element: etree._Element | None, attribute: str, default: int) -> int:
    """A whole-number attribute, or the default where it is missing or not one."""
    text = "" if element is None else element.get(w(attribute), "")
    return int(text) if text.isascii() and text.isdigit() else default
