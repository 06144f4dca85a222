"""A note of ours within a workbook that nobody sees: a custom XML part, found by its namespace."""

from sheetplan.xlsx.book import Book, custom_xml_part
from sheetplan.xlsx.markup import quoted

from .edited_package import EditedPackage
from .parts import TRANSITIONAL, add_part, unused_name

_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def store(package: EditedPackage, book: Book, namespace: str, xml: bytes) -> None:
    """Put an XML document of this namespace into the workbook, in place of the one that was there."""
    part = custom_xml_part(package, book, namespace)
    if part:
        if package.read(part) != xml:
            package.put(part, xml)
        return
    part = unused_name(package, "customXml/item{}.xml")
    add_part(package, book.part, part, f"{TRANSITIONAL}/customXml", content=xml)
    properties = unused_name(package, "customXml/itemProps{}.xml")
    kind, content = f"{TRANSITIONAL}/customXmlProps", _properties(namespace)
    add_part(package, part, properties, kind, content=content, content_type=_PROPERTIES)


def _properties(namespace: str) -> bytes:
    from uuid import NAMESPACE_URL, uuid5  # noqa: PLC0415 - a workbook gets its note once

    identifier = str(uuid5(NAMESPACE_URL, namespace)).upper().encode()
    return (
        b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID="{%b}" '
        b'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs>'
        b'<ds:schemaRef ds:uri="%b"/></ds:schemaRefs></ds:datastoreItem>' % (identifier, quoted(namespace))
    )
