"""Parts that come and go: what content types and relationships say of them."""

import posixpath
from itertools import count

from sheetplan.xlsx.book import relationships, relationships_part
from sheetplan.xlsx.markup import inside, prefix, quoted, root
from sheetplan.xlsx.package import part_key

from .edited_package import EditedPackage

CONTENT_TYPES = "[Content_Types].xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_NO_RELATIONSHIPS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def add_part(
    package: EditedPackage, owner: str, part: str, kind: str, *, content: bytes, content_type: str = ""
) -> str:
    """The id of the relationship by which one part now points to a new one.

    Args:
        package: takes the part.
        owner: the part that points to it.
        part: its name.
        kind: the whole URI of the relationship.
        content: its bytes.
        content_type: empty where the file's default for the extension will do.
    """
    package.put(part, content)
    if content_type:
        _append(package, CONTENT_TYPES, b"Override", PartName="/" + part, ContentType=content_type)
    else:
        _add_default(package, part.rpartition(".")[2])
    listing = relationships_part(owner)
    if listing not in package:
        package.put(listing, _NO_RELATIONSHIPS)
    taken = {link.id for link in relationships(package, owner, external=True)}
    identifier = next(name for number in count(1) if (name := f"rId{number}") not in taken)
    target = posixpath.relpath(part, posixpath.dirname(owner) or ".")
    _append(package, listing, b"Relationship", Id=identifier, Type=kind, Target=target)
    return identifier


def drop_part(package: EditedPackage, owner: str, part: str) -> None:
    """Remove a part, what points to it from its owner, and what is said of it."""
    package.drop(part)
    for link in relationships(package, owner):
        if part_key(link.target) == part_key(part):
            _remove(package, relationships_part(owner), b"Id", link.id)
    _remove(package, CONTENT_TYPES, b"PartName", part)


def unused_name(package: EditedPackage, pattern: str) -> str:
    """The first name of a pattern such as ``xl/worksheets/sheet{}.xml`` that no part has."""
    return next(name for number in count(1) if (name := pattern.format(number)) not in package)


def _add_default(package: EditedPackage, extension: str) -> None:
    data = package.xml(CONTENT_TYPES)
    known = {(item.get(b"Extension") or "").lower() for item in inside(data, root(data))}
    if extension.lower() not in known:
        _append(package, CONTENT_TYPES, b"Default", Extension=extension, ContentType="application/xml")


def _append(package: EditedPackage, part: str, name: bytes, **attributes: str) -> None:
    """Add an element at the end of a listing."""
    data = package.xml(part)
    listing = root(data)
    said = b"".join(b' %b="%b"' % (key.encode(), quoted(value)) for key, value in attributes.items())
    element = b"<%b%b%b/>" % (prefix(data), name, said)
    if listing.empty:
        opened = data[listing.start : listing.end].rstrip(b">").rstrip(b"/").rstrip() + b">"
        written = b"%b%b</%b>" % (opened, element, listing.name)
        package.put(part, data[: listing.start] + written + data[listing.end :])
    else:
        package.put(part, data[: listing.inner_end] + element + data[listing.inner_end :])


def _remove(package: EditedPackage, part: str, attribute: bytes, value: str) -> None:
    data = package.xml(part)
    for item in inside(data, root(data)):
        if part_key(item.get(attribute) or "") == part_key(value):
            package.put(part, data[: item.start] + data[item.end :])
            return
