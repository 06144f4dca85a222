"""Tags that work on the cell they stand in: fill, vertical merge, data bar."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from sheetplan.adapters.docx_package.cell_nodes import Bar, EqualShare, Fill, Merged, MergeMark
from sheetplan.adapters.docx_package.names import (
    PARAGRAPH,
    TABLE,
    TEXT,
    VALUE,
    cell_property,
    closest,
    number,
    parent,
    w,
)
from sheetplan.adapters.docx_package.program import Each, Edge, NoRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheetplan.adapters.docx_package.program import Node
    from sheetplan.documents.template import Reference

_BAR_COLOUR = "2E75B6"
_SIDE_MARGINS = 216
_DEFAULT_WIDTH = 1600


def fill(cell: etree._Element, reference: Reference, mark: str) -> Fill:
    """The operation that colours the cell; its mark stands in the cell's shading."""
    shade = cell_property(cell, "shd")
    shade.set(VALUE, "clear")
    shade.set(w("color"), "auto")
    shade.set(w("fill"), mark)
    return Fill(reference)


def merge_mark(reference: Reference) -> MergeMark:
    """The operation that begins or continues the cell's vertical merge."""
    return MergeMark(reference)


def merged(cell: etree._Element, reference: Reference, format_name: str, mark: str) -> Merged:
    """The operation that says a merged cell's text; the mark of its merge stands in the cell."""
    cell_property(cell, "vMerge").set(VALUE, mark)
    return Merged(reference, format_name)


def bar(cell: etree._Element, text: etree._Element, reference: Reference, mark: str) -> Bar:
    """The operation that draws a data bar above the tag's paragraph, in the colour of the tag's own text."""
    paragraph = closest(text, PARAGRAPH)
    if paragraph is not None:
        paragraph.addprevious(etree.Comment(mark))
        if not any((other.text or "").strip() for other in paragraph.iter(TEXT)):
            _shrink(paragraph)
    return Bar(reference, _inner_width(cell), _text_colour(text))


def across(
    cell: etree._Element, table: str, mark: Callable[[Node | Edge], str], grids: dict[etree._Element, int]
) -> bool:
    """Whether the cell could be set to stand once for each row of a table, sharing the width it had.

    Args:
        cell: it must be the last of its row, and the only one in the last column of the grid.
        table: the name of the table.
        mark: makes the mark of an operation.
        grids: how many columns there were in grids whose last one repeats already, for a cell above this one.
    """
    row = parent(cell)
    grid = parent(row).find(w("tblGrid"))
    if grid is None or row.findall(cell.tag)[-1] is not cell:
        return False
    if _columns_before(cell) != grids.get(grid, len(grid)) - 1:
        return False
    holder = cell.find(f"{w('tcPr')}/{w('tcW')}")
    width = number(holder, "w", 0)
    if grid not in grids:
        grids[grid] = len(grid)
        width = width or number(grid[-1], "w", 0)
        column = grid[-1]
        _repeat_beside(column, table, mark)
        column.set(w("w"), mark(EqualShare(table, width)))
    _repeat_beside(cell, table, mark)
    if holder is not None:
        holder.set(w("w"), mark(EqualShare(table, width)))
    return True


def _columns_before(cell: etree._Element) -> int:
    before = [other.find(w("tcPr")) for other in cell.itersiblings(cell.tag, preceding=True)]
    spans = (None if properties is None else properties.find(w("gridSpan")) for properties in before)
    return sum(number(span, "val", 1) for span in spans)


def _repeat_beside(element: etree._Element, table: str, mark: Callable[[Node | Edge], str]) -> None:
    """Put a loop around a cell or a column of the grid, and after it the one that stands in for no rows."""
    spare = deepcopy(element)
    for paragraph in spare.findall(PARAGRAPH)[1:]:
        spare.remove(paragraph)
    for at, text in enumerate(spare.iter(TEXT)):
        text.text = "" if at else mark(NoRows())
    element.addprevious(etree.Comment(mark(Each(table))))
    for made in (etree.Comment(mark(Edge.CLOSE)), spare, etree.Comment(mark(Edge.ELSE))):
        element.addnext(made)


def _shrink(paragraph: etree._Element) -> None:
    """The paragraph a cell must end with, too low to be seen."""
    for child in list(paragraph):
        paragraph.remove(child)
    properties = etree.SubElement(paragraph, w("pPr"))
    etree.SubElement(properties, w("snapToGrid")).set(VALUE, "0")
    spacing = etree.SubElement(properties, w("spacing"))
    for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(w(name), value)


def _inner_width(cell: etree._Element) -> int:
    width = number(cell.find(f"{w('tcPr')}/{w('tcW')}"), "w", 0) or _grid_width(cell)
    return max(200, (width or _DEFAULT_WIDTH) - _SIDE_MARGINS)


def _grid_width(cell: etree._Element) -> int:
    table = closest(cell, TABLE)
    row = cell.getparent()
    if table is None or row is None:
        return 0
    columns = table.findall(f"{w('tblGrid')}/{w('gridCol')}")
    at = row.findall(cell.tag).index(cell)
    return number(columns[at], "w", 0) if at < len(columns) else 0


def _text_colour(text: etree._Element) -> str:
    colour = parent(text).find(f"{w('rPr')}/{w('color')}")
    value = "" if colour is None else colour.get(VALUE, "")
    return value if len(value) == 6 else _BAR_COLOUR
