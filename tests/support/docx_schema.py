"""Validation of Word, PowerPoint and chart parts against the ECMA schemas, as Office itself first looks."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

from lxml import etree

from support.shared import shared

_XS = "{http://www.w3.org/2001/XMLSchema}"
_XML = Path(__file__).with_name("xml.xsd")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STORY = re.compile(r"word/(document|header\d*|footer\d*|styles|numbering|settings|comments)\.xml$")
_SLIDE = re.compile(r"ppt/(presentation|(slides|slideLayouts|slideMasters)/[^/]+)\.xml$")
_CHART = re.compile(r"(word|ppt)/charts/chart[^/]*\.xml$")

_SCHEMAS = {"wml.xsd": _STORY, "pml.xsd": _SLIDE, "dml-chart.xsd": _CHART}


def schema_errors(data: bytes) -> list[str]:
    """What the schemas object to, part by part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    errors = []
    for name, content in parts.items():
        schema = next((schema for schema, parts in _SCHEMAS.items() if parts.match(name)), "")
        if schema:
            errors += [f"{name}: {error}" for error in _errors(schema, content)]
    return errors


@cache
def _schema(name: str) -> etree.XMLSchema:
    """The schema, told where `xml:space` is declared, which the shared folder leaves open."""
    tree = etree.parse(shared("xsd", name))
    known = {"namespace": "http://www.w3.org/XML/1998/namespace", "schemaLocation": _XML.as_uri()}
    for old in tree.getroot().findall(f"{_XS}import[@namespace='{known['namespace']}']"):
        tree.getroot().remove(old)
    tree.getroot().insert(0, etree.Element(f"{_XS}import", known))
    return etree.XMLSchema(tree)


def _errors(schema: str, content: bytes) -> list[str]:
    root = etree.fromstring(content)
    ignored = {
        element.nsmap[prefix]
        for element in root.iter(etree.Element)
        for prefix in (element.get(_MC + "Ignorable") or "").split()
        if prefix in element.nsmap
    }
    for element in list(root.iter(etree.Element)):
        for name in list(element.attrib):
            namespace = etree.QName(name).namespace
            if namespace == _MC[1:-1] or namespace in ignored:
                del element.attrib[name]
        if etree.QName(element).namespace in ignored and element.getparent() is not None:
            element.getparent().remove(element)
    checked = _schema(schema)
    checked.validate(etree.fromstring(etree.tostring(root)))
    return [re.sub(r"\{[^}]*\}", "", error.message) for error in checked.error_log]
