"""Putting the marks of a loop or a condition around the rows, paragraphs, runs or words they enclose."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from sheetplan.adapters.docx_package.names import (
    CELL,
    PARAGRAPH,
    ROW,
    RUN,
    SPACE,
    TEXT,
    VALUE,
    cell_property,
    closest,
    number,
    parent,
    w,
)

if TYPE_CHECKING:
    Pair = tuple[etree._Element, etree._Element]  # noqa: SLF001 - the only name the type has
    Marks = tuple[str, str]

_CONTENT = frozenset(
    map(
        w,
        (
            "drawing",
            "pict",
            "object",
            "sectPr",
            "br",
            "fldChar",
            "fldSimple",
            "sym",
            "tab",
            "footnoteReference",
        ),
    )
)


def place_block(texts: Pair, marks: Marks, empty: Marks | None, *, rows_allowed: bool) -> bool:
    """Whether the block could be placed: both ends in one text, paragraph, level of paragraphs, or table.

    Args:
        texts: the elements that hold the opening and the closing mark.
        marks: the two marks as they stand in those elements.
        empty: the marks before and of the sentence for an empty table, if the engine is to say one.
        rows_allowed: false for a condition on a column, which cannot decide about the row that gives it.
    """
    first, last = (closest(text, PARAGRAPH) for text in texts)
    if first is None or last is None:
        return False
    if first is last:
        return _within_paragraph(texts, marks, empty)
    rows = closest(first, ROW), closest(last, ROW)
    if closest(first, CELL) is not closest(last, CELL):
        if not rows_allowed or rows[0] is None or rows[1] is None or not _siblings(rows[0], rows[1]):
            return False
        _around((rows[0], rows[1]), texts, marks, _empty_row(rows[0], empty))
        return True
    if not _siblings(first, last):
        return False
    _around((first, last), texts, marks, _empty_paragraph(first, empty))
    return True


def repeat_row(row: etree._Element, marks: Marks, empty: Marks | None) -> None:
    """Put a loop around one row, and after it the row that stands in for no rows at all."""
    _wrap((row, row), marks, _empty_row(row, empty))


def _siblings(one: etree._Element, other: etree._Element) -> bool:
    return one.getparent() is other.getparent()


# -- rows and paragraphs -----------------------------------------------------------------------------


def _around(ends: Pair, texts: Pair, marks: Marks, empty: list[etree._Element]) -> None:
    for text, mark in zip(texts, marks, strict=True):
        text.text = (text.text or "").replace(mark, "")
    _keep_a_paragraph(ends[1])
    _wrap(ends, marks, empty)
    for end in dict.fromkeys(ends):
        if _is_blank(end):
            parent(end).remove(end)


def _wrap(ends: Pair, marks: Marks, empty: list[etree._Element]) -> None:
    first, last = ends
    first.addprevious(etree.Comment(marks[0]))
    for element in reversed([*empty, etree.Comment(marks[1])]):
        last.addnext(element)


def _is_blank(element: etree._Element) -> bool:
    return not any(
        child.tag in _CONTENT or (child.tag == TEXT and (child.text or "").strip())
        for child in element.iter()
    )


def _keep_a_paragraph(last: etree._Element) -> None:
    """A cell, header or text box must end with a paragraph even if the block at its end is not written."""
    following = next((child for child in last.itersiblings() if isinstance(child.tag, str)), None)
    if last.tag == PARAGRAPH and following is None and parent(last).tag != w("body"):
        last.addnext(etree.Element(PARAGRAPH))


def _empty_row(row: etree._Element, empty: Marks | None) -> list[etree._Element]:
    """The mark, and one row with a single cell as wide as the whole row."""
    if empty is None:
        return []
    spare = etree.Element(ROW)
    spare.extend(deepcopy(row.findall(w("trPr"))))
    cells = row.findall(CELL)
    cell = etree.SubElement(spare, CELL)
    cell.extend(deepcopy(cells[0].findall(w("tcPr"))))
    _drop(cell, "vMerge", "shd")
    properties = [found for each in cells if (found := each.find(w("tcPr"))) is not None]
    spans = sum(number(each.find(w("gridSpan")), "val", 1) for each in properties)
    cell_property(cell, "gridSpan").set(VALUE, str(max(1, spans + len(cells) - len(properties))))
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    if width is not None:
        width.set(w("w"), str(sum(number(each.find(w("tcW")), "w", 0) for each in properties)))
    paragraph = cells[0].find(PARAGRAPH)
    cell.append(_sentence(paragraph, empty[1]))
    return [etree.Comment(empty[0]), spare]


def _empty_paragraph(paragraph: etree._Element, empty: Marks | None) -> list[etree._Element]:
    return [] if empty is None else [etree.Comment(empty[0]), _sentence(paragraph, empty[1])]


def _sentence(like: etree._Element | None, mark: str) -> etree._Element:
    """A paragraph with the look of another, holding only a mark."""
    paragraph = etree.Element(PARAGRAPH)
    run = etree.Element(RUN)
    if like is not None:
        paragraph.extend(deepcopy(like.findall(w("pPr"))))
        _drop(paragraph, "sectPr")
        looks = like.find(f".//{RUN}/{w('rPr')}")
        run.extend([] if looks is None else [deepcopy(looks)])
    text = etree.SubElement(run, TEXT)
    text.text = mark
    paragraph.append(run)
    return paragraph


def _drop(element: etree._Element, *names: str) -> None:
    for found in list(element.iter(*map(w, names))):
        parent(found).remove(found)


# -- runs and words ----------------------------------------------------------------------------------


def _within_paragraph(texts: Pair, marks: Marks, empty: Marks | None) -> bool:
    first, last = texts
    if first is last:
        if empty:
            first.text = (first.text or "").replace(marks[1], empty[0] + empty[1] + marks[1])
        return True
    runs = parent(first), parent(last)
    if runs[0] is runs[1] or not _siblings(*runs):
        return False
    start, end = _split_run(first, marks[0]), _split_run(last, marks[1])
    start.addprevious(etree.Comment(marks[0]))
    if empty:
        end.addprevious(etree.Comment(empty[0]))
        said = deepcopy(start)
        for child in list(said):
            if child.tag != w("rPr"):
                said.remove(child)
        etree.SubElement(said, TEXT).text = empty[1]
        end.addprevious(said)
    end.addprevious(etree.Comment(marks[1]))
    return True


def _split_run(text: etree._Element, mark: str) -> etree._Element:
    """The second of the two runs that a run becomes when it is cut at a mark in one of its texts."""
    run = parent(text)
    before, _, after = (text.text or "").partition(mark)
    second = etree.Element(RUN)
    second.extend(deepcopy(run.findall(w("rPr"))))
    rest = etree.SubElement(second, TEXT)
    rest.text = after
    rest.set(SPACE, "preserve")
    second.extend(list(text.itersiblings()))
    text.text = before
    run.addnext(second)
    return second
