"""What a filled document relates to beyond its template: pictures put in, links out."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from sheetplan.adapters.docx_package.package import (
    CONTENT_TYPES,
    Package,
    parse_xml,
    relationships_of,
    xml_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
IMAGE, HYPERLINK, CUSTOM_XML, CUSTOM_PROPERTIES = (
    _OFFICE + name for name in ("image", "hyperlink", "customXml", "customXmlProps")
)
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers of a JPEG's segments that tell its size."""


class Picture(NamedTuple):
    """A picture's format and its size in pixels."""

    extension: str
    width: int
    height: int


def picture_of(data: bytes) -> Picture | None:
    """The format and size of a PNG or JPEG; None for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return _sized("png", *struct.unpack_from(">LL", data, 16))
    if data[:3] == b"\xff\xd8\xff":
        return _jpeg(data)
    return None


def _jpeg(data: bytes) -> Picture | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _sized("jpeg", width, height)
        at += 2 + length
    return None


def _sized(extension: str, width: int, height: int) -> Picture | None:
    return Picture(extension, width, height) if width and height else None


class Media:
    """The pictures put into one document, each once."""

    def __init__(self) -> None:
        self.parts: dict[str, bytes] = {}
        self._names: dict[bytes, str] = {}

    def add(self, data: bytes, extension: str) -> str:
        """The part that holds the picture."""
        if data not in self._names:
            name = f"word/media/sheetplan{len(self._names) + 1}.{extension}"
            self._names[data], self.parts[name] = name, data
        return self._names[data]


class Relations:
    """The relationships one part of a document gains while it is written."""

    def __init__(self, media: Media) -> None:
        self._media = media
        self._ids: dict[tuple[str, str, bool], str] = {}

    def link(self, target: str) -> str:
        """The id of a link out of the document."""
        return self.add(HYPERLINK, target, external=True)

    def picture(self, data: bytes, extension: str) -> str:
        """The id of a picture."""
        return self.add(IMAGE, "/" + self._media.add(data, extension))

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of a relationship."""
        return self._ids.setdefault((kind, target, external), f"rIdSheetplan{len(self._ids) + 1}")

    def parts(self, package: Package, part: str) -> dict[str, bytes]:
        """The relationships part of a part, with these added; nothing where there are none."""
        if not self._ids:
            return {}
        name = relationships_of(part)
        root = (
            parse_xml(name, package.part(name))
            if name in package
            else etree.fromstring(f'<Relationships xmlns="{_PACKAGE}"/>')
        )
        for (kind, target, external), identity in self._ids.items():
            made = etree.SubElement(
                root, f"{{{_PACKAGE}}}Relationship", Id=identity, Type=kind, Target=target
            )
            if external:
                made.set("TargetMode", "External")
        return {name: xml_bytes(root)}


def content_types(package: Package, pictures: Media, overrides: Mapping[str, str]) -> dict[str, bytes]:
    """The content types of a package, with those of new pictures and other new parts."""
    extensions = {name.rpartition(".")[2] for name in pictures.parts}
    if not extensions and not overrides:
        return {}
    root = parse_xml(CONTENT_TYPES, package.part(CONTENT_TYPES))
    space = etree.QName(root).namespace
    declared = {child.get("Extension", "").lower() for child in root}
    for extension in sorted(extensions - declared):
        made = etree.Element(f"{{{space}}}Default", Extension=extension, ContentType=f"image/{extension}")
        root.insert(0, made)
    for name, kind in overrides.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=f"/{name}", ContentType=kind)
    return {CONTENT_TYPES: xml_bytes(root)}
