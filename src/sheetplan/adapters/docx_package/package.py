"""A Word package: its parts by content type, its relationships, and what it may not contain."""

from __future__ import annotations

import hashlib
import posixpath
import zlib
from typing import TYPE_CHECKING, Final

from lxml import etree

from sheetplan.adapters.docx_package.archive import pack, read_archive, unpack, write_archive
from sheetplan.adapters.docx_package.names import WORD
from sheetplan.adapters.docx_package.refusal import TemplateRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT_TYPES: Final = "[Content_Types].xml"
CORE_PROPERTIES: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN: Final = _KIND + "document.main+xml"
_STORIES: Final = {
    _MAIN,
    *(f"{_KIND}{story}+xml" for story in ("header", "footer", "footnotes", "endnotes")),
}


class Package:
    """An opened document: refused at once if it is not a plain, sound .docx."""

    def __init__(self, data: bytes) -> None:
        self._members = read_archive(data)
        if CONTENT_TYPES not in self._members:
            raise TemplateRefused("not-docx")
        self._types = self._read_types()
        if any("macroEnabled" in kind or "vbaProject" in kind for kind in self._types.values()):
            raise TemplateRefused("macros")
        main = self.of_type(_MAIN)
        if main is None:
            raise TemplateRefused("not-docx")
        self.main = main

    def _read_types(self) -> dict[str, str]:
        """The content type of each member, declared by its name or by its extension."""
        root = parse_xml(CONTENT_TYPES, self.part(CONTENT_TYPES))
        declared = {
            child.get("PartName", "").lstrip("/") or "." + child.get("Extension", "").lower(): child.get(
                "ContentType", ""
            )
            for child in root
        }
        return {
            name: declared.get(name) or declared.get(posixpath.splitext(name)[1].lower(), "")
            for name in self._members
        }

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def part(self, name: str) -> bytes:
        """The content of one part.

        Raises:
            TemplateRefused: the part is missing or damaged.
        """
        if name not in self._members:
            raise TemplateRefused("broken", name)
        return unpack(name, self._members[name])

    def stories(self) -> list[str]:
        """The parts that hold text: body, headers, footers, notes."""
        return [name for name in self._members if self._types.get(name) in _STORIES]

    def of_type(self, content_type: str) -> str | None:
        """The first part of that content type."""
        return next((name for name in self._members if self._types.get(name) == content_type), None)

    def holding(self, text: bytes) -> str | None:
        """The first custom part that holds a text; other programs rename such parts when they save."""
        custom = (name for name in self._members if name.startswith("customXml/") and name.endswith(".xml"))
        return next((name for name in custom if text in self.part(name)[:400]), None)

    def story_root(self, name: str) -> etree._Element:
        """The tree of a story, sure to be in the transitional namespace under the prefix `w`.

        Raises:
            TemplateRefused: another dialect of the format, or damaged.
        """
        root = parse_xml(name, self.part(name))
        if root.nsmap.get("w") != WORD:
            raise TemplateRefused("strict", name)
        return root

    def relationships(self, name: str) -> dict[str, str]:
        """The parts related to a part, by relationship id; links out of the package are left out."""
        rels = relationships_of(name)
        if rels not in self._members:
            return {}
        return {
            child.get("Id", ""): self._resolved(name, child.get("Target", ""))
            for child in parse_xml(rels, self.part(rels))
            if child.get("TargetMode") != "External"
        }

    @staticmethod
    def _resolved(name: str, target: str) -> str:
        return posixpath.normpath(posixpath.join("/" + posixpath.dirname(name), target)).lstrip("/")

    def print_of(self, parts: Mapping[str, bytes]) -> str:
        """A print of the package with some parts replaced: of every part that holds text or data."""
        sums = {name: member.crc for name, member in self._members.items()}
        sums |= {name: zlib.crc32(content) for name, content in parts.items()}
        kept = (
            f"{name} {sums[name]}"
            for name in sorted(sums)
            if name.startswith("word/") and "_rels" not in name
        )
        return hashlib.sha256("\n".join(kept).encode()).hexdigest()

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with some parts replaced or added; every other part keeps its stored bytes."""
        return write_archive(self._members | {name: pack(content) for name, content in parts.items()})


def relationships_of(name: str) -> str:
    """The part that holds the relationships of a part."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels")


def parse_xml(name: str, content: bytes) -> etree._Element:
    """The root of a part; entities are neither declared nor resolved, the network is never asked.

    Raises:
        TemplateRefused: not well-formed, or it carries a document type declaration.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        code = "dtd" if b"<!DOCTYPE" in content else "broken"
        raise TemplateRefused(code, name) from error
    if b"<!DOCTYPE" in content or root.getroottree().docinfo.internalDTD is not None:
        raise TemplateRefused("dtd", name)
    return root


def xml_bytes(root: etree._Element) -> bytes:
    """The part's content for a tree."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
