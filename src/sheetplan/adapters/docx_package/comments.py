"""A copy of a template with a Word comment on each tag that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from sheetplan.adapters.docx_package.names import (
    PARAGRAPH,
    RUN,
    TEXT,
    closest,
    number,
    outermost,
    parent,
    w,
)
from sheetplan.adapters.docx_package.package import (
    CONTENT_TYPES,
    Package,
    parse_xml,
    relationships_of,
    xml_bytes,
)
from sheetplan.documents.problem import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sheetplan.documents.problem import Problem

_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_AUTHOR: Final = "sheetplan"


def annotate(data: bytes, problems: Iterable[Problem], wording: Mapping[str, str]) -> bytes:
    """The template with its problems as comments.

    Word allows no comment in headers, footers and notes: problems there are left to the report.

    Raises:
        TemplateRefused: the file is no plain, sound .docx.
    """
    package = Package(data)
    root = package.story_root(package.main)
    paragraphs = list(root.iter(PARAGRAPH))
    parts, comments = _comments_part(package)
    at = 1 + max((number(old, "id", 0) for old in comments), default=-1)
    for serial, problem in enumerate((each for each in problems if each.part == package.main), at):
        anchor = paragraphs[problem.paragraph - 1] if problem.paragraph else paragraphs[0]
        _anchor(anchor, problem, str(serial))
        comments.append(_comment(str(serial), sentence(problem, wording)))
    parts[package.main] = xml_bytes(root)
    parts[_comments_name(package)] = xml_bytes(comments)
    return package.with_parts(parts)


def _comments_name(package: Package) -> str:
    return package.of_type(_COMMENTS_TYPE) or "word/comments.xml"


def _comments_part(package: Package) -> tuple[dict[str, bytes], etree._Element]:
    """The comments of the package, and the parts that announce them if there were none."""
    name = _comments_name(package)
    if name in package:
        return {}, parse_xml(name, package.part(name))
    types = parse_xml(CONTENT_TYPES, package.part(CONTENT_TYPES))
    etree.SubElement(types, _like(types, "Override"), PartName=f"/{name}", ContentType=_COMMENTS_TYPE)
    rels = relationships_of(package.main)
    relations = parse_xml(rels, package.part(rels))
    target = {"Id": "rIdSheetplan", "Type": _COMMENTS_RELATION, "Target": f"/{name}"}
    etree.SubElement(relations, _like(relations, "Relationship"), target)
    empty = etree.Element(w("comments"), nsmap={"w": w("")[1:-1]})
    return {CONTENT_TYPES: xml_bytes(types), rels: xml_bytes(relations)}, empty


def _like(root: etree._Element, name: str) -> str:
    return f"{{{etree.QName(root).namespace}}}{name}"


def _comment(number: str, text: str) -> etree._Element:
    comment = etree.Element(w("comment"))
    for name, value in (("id", number), ("author", _AUTHOR), ("initials", "SP")):
        comment.set(w(name), value)
    run = etree.SubElement(etree.SubElement(comment, PARAGRAPH), RUN)
    etree.SubElement(run, TEXT).text = text
    return comment


def _anchor(paragraph: etree._Element, problem: Problem, number: str) -> None:
    """Put a comment's range around the runs of the tag; around its host's in a text box, which holds none."""
    host = outermost(paragraph, PARAGRAPH)
    runs = _tag_runs(paragraph, problem) if host is None else []
    target = paragraph if host is None else host
    first, last = (runs[0], runs[-1]) if runs else _ends(target)
    first.addprevious(_marker("commentRangeStart", number))
    reference = etree.Element(RUN)
    reference.append(_marker("commentReference", number))
    last.addnext(reference)
    last.addnext(_marker("commentRangeEnd", number))


def _tag_runs(paragraph: etree._Element, problem: Problem) -> list[etree._Element]:
    runs = []
    at = 0
    for text in paragraph.iter(TEXT):
        if closest(text, PARAGRAPH) is not paragraph:
            continue
        start, at = at, at + len(text.text or "")
        if start < problem.offset + len(problem.tag) and at > problem.offset:
            runs.append(parent(text))
    return runs


def _ends(paragraph: etree._Element) -> tuple[etree._Element, etree._Element]:
    content = [child for child in paragraph if child.tag != w("pPr")]
    if not content:
        content = [etree.SubElement(paragraph, RUN)]
    return content[0], content[-1]


def _marker(name: str, number: str) -> etree._Element:
    marker = etree.Element(w(name))
    marker.set(w("id"), number)
    return marker
