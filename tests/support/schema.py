"""The ECMA-376 schemas as a judge of what is written.

Parts are prepared as the standard asks of a reader that knows no extensions: alternatives resolve to
their fallback, ignorable namespaces are dropped.
"""

import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from support.shared import SHARED, shared

SCHEMAS_AT_HAND = (SHARED / "xsd").exists()

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SCHEMAS = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "sml.xsd",
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "wml.xsd",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "dml-chart.xsd",
}


def schema_errors(file: Path | bytes) -> list[str]:
    """What the schemas say against the parts of a workbook or document, one line per error."""
    data = file.read_bytes() if isinstance(file, Path) else file
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if name.lower().endswith(".xml")]
        return [f"{part}: {error}" for part in parts for error in part_errors(package.read(part))]


def part_errors(data: bytes) -> list[str]:
    """What the schemas say against one part; nothing about parts they do not describe."""
    root = etree.fromstring(data)
    schema_name = _SCHEMAS.get(etree.QName(root).namespace or "")
    if schema_name is None:
        return []
    prepared = etree.fromstring(etree.tostring(_understood(root)))
    schema = _schema(schema_name)
    if schema.validate(prepared):
        return []
    return [re.sub(r"\{[^}]*\}", "", error.message)[:220] for error in schema.error_log]


@cache
def _schema(name: str) -> etree.XMLSchema:
    with tempfile.TemporaryDirectory() as folder:
        _copy_readable(shared("xsd"), Path(folder))
        return etree.XMLSchema(etree.parse(Path(folder) / name))


def _copy_readable(schemas: Path, folder: Path) -> None:
    # The schema of xml:space is not at hand; the attribute is taken out of schemas and parts alike.
    for schema in schemas.glob("*.xsd"):
        text = schema.read_text("utf-8").replace('<xsd:attribute ref="xml:space" use="optional"/>', "")
        (folder / schema.name).write_text(text, "utf-8")


def _understood(root: etree._Element) -> etree._Element:
    ignorable = _ignorable(root)
    for alternative in list(root.iter(f"{_MC}AlternateContent")):
        _resolve(alternative)
    for element in list(root.iter(etree.Element)):
        for name in list(element.attrib):
            if name.startswith(_MC) or name == _SPACE or etree.QName(name).namespace in ignorable:
                del element.attrib[name]
        if etree.QName(element).namespace in ignorable and not _is_extension(element):
            _remove(element)
    return root


def _ignorable(root: etree._Element) -> set[str]:
    return {
        element.nsmap[prefix]
        for element in root.iter(etree.Element)
        for prefix in element.get(f"{_MC}Ignorable", "").split()
        if prefix in element.nsmap
    }


def _resolve(alternative: etree._Element) -> None:
    parent, fallback = alternative.getparent(), alternative.find(f"{_MC}Fallback")
    if parent is None:
        return
    place = parent.index(alternative)
    parent[place : place + 1] = list(fallback) if fallback is not None else []


def _is_extension(element: etree._Element) -> bool:
    return any(etree.QName(above).localname == "ext" for above in element.iterancestors())


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
