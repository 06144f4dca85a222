"""Places for people's own words: between two bookmarks, carried over when the document is written anew."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sheetplan.adapters.docx_package.names import TEXT, WORD, parent, w
from sheetplan.adapters.docx_package.program import Program, run, unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheetplan.adapters.docx_package.program import Scene

_PREFIX = "_keep_"
_NAME_LIMIT = 40  # of a bookmark, in Word
_OUTSIDE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference")
_TEXTS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_W, _XML = f"{{{WORD}}}", "{http://www.w3.org/XML/1998/namespace}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass
class Region:
    """A part of the story that people may rewrite; theirs stands instead where it was carried over."""

    name: str
    serial: int
    body: Program = field(default_factory=list)

    def write(self, out: list[str], scene: Scene) -> None:
        """Append what people wrote, else the body, between two bookmarks that Word hides."""
        begin, end = (_bookmark(self.name, self.serial, side) for side in (1, 2))
        out.append(begin)
        written, told = len(out), len(scene.told)
        run(self.body, out, scene)
        scene.regions[self.name] = text_digest(unescaped("".join(_TEXTS.findall("".join(out[written:])))))
        if kept := scene.context.kept.get(self.name):
            del out[written:], scene.told[told:]
            out.append(kept)
        out.append(end)


def _bookmark(name: str, serial: int, side: int) -> str:
    identity = 30_000 + 2 * serial + side
    said = bookmark_name(name, side)
    return f'<w:bookmarkStart w:id="{identity}" w:name="{said}"/><w:bookmarkEnd w:id="{identity}"/>'


def bookmark_name(name: str, side: int) -> str:
    """The name of the bookmark at one side of a region; Word hides names that begin with a line."""
    plain = re.sub(r"\W", "_", name)
    return f"{_PREFIX}{plain[: _NAME_LIMIT - len(_PREFIX) - 2]}_{side}"


def text_digest(text: str) -> str:
    """A short print of a text, blind to blanks."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def kept_regions(root: etree._Element, known: Mapping[str, str]) -> dict[str, str]:
    """The regions of a document whose words are no longer the generated ones, as markup, by name.

    Args:
        root: the document's story.
        known: the digest of each region's generated text, by name.
    """
    found = {}
    for name, digest in known.items():
        blocks = _between(root, bookmark_name(name, 1), bookmark_name(name, 2))
        text = "".join(each.text or "" for block in blocks for each in block.iter(TEXT))
        if blocks and text_digest(text) != digest:
            found[name] = "".join(_clean_copy(block) for block in blocks)
    return found


def _between(root: etree._Element, begin: str, end: str) -> list[etree._Element]:
    """The paragraphs and tables between two bookmarks, which Word moves into the paragraph that follows."""
    marks = {mark.get(w("name")): mark for mark in root.iter(w("bookmarkStart"))}
    body = root.find(w("body"))
    if body is None or begin not in marks or end not in marks:
        return []
    first, last = (_place(marks[name], body) for name in (begin, end))
    children = list(body)
    wanted = children[first[0] : last[0] + (1 if last[1] else 0)]
    return [child for child in wanted if child.tag in {w("p"), w("tbl")}]


def _place(mark: etree._Element, body: etree._Element) -> tuple[int, bool]:
    """The index of the body's child that a bookmark stands in, and whether text stands before it there."""
    child = mark
    while child.getparent() is not body:
        child = parent(child)
    if child is mark:
        return body.index(child), False
    before = []
    for element in child.iter():
        if element is mark:
            break
        before.append(element.text or "" if element.tag == TEXT else "")
    return body.index(child), bool("".join(before).strip())


def _clean_copy(block: etree._Element) -> str:
    """The markup of a block without what belongs to its old document: bookmarks, comments, pictures."""
    copy = etree.fromstring(etree.tostring(block, with_tail=False))
    for name in _OUTSIDE:
        for spare in [*copy.iter(w(name))]:
            parent(spare).remove(spare)
    for element in [*copy.iter(etree.Element)]:
        if any(str(attribute).startswith(_R) for attribute in element.attrib):
            holder = _run_or_link(element)
            for child in reversed([*holder] if holder.tag == w("hyperlink") else []):
                holder.addnext(child)
            if holder.getparent() is not None:
                parent(holder).remove(holder)
    for element in copy.iter(etree.Element):
        for attribute in [name for name in element.attrib if not str(name).startswith((_W, _XML))]:
            del element.attrib[attribute]
    etree.cleanup_namespaces(copy)
    return etree.tostring(copy, encoding="unicode")


def _run_or_link(element: etree._Element) -> etree._Element:
    while element.tag not in {w("r"), w("hyperlink")} and element.getparent() is not None:
        element = parent(element)
    return element
