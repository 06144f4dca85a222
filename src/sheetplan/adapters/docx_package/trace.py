"""What a document keeps about its figures, out of the reader's sight: which cell each came from.

The trace is a custom XML part: the text of each story as it was written, its figures between marks, and the
cells behind them. Comparing it with the text that stands there today tells what people changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from sheetplan.adapters.docx_package.names import PARAGRAPH, TEXT, closest, w
from sheetplan.adapters.docx_package.package import xml_bytes
from sheetplan.adapters.docx_package.program import Told, clean, unescaped
from sheetplan.documents.context import Origin

if TYPE_CHECKING:
    from sheetplan.adapters.docx_package.program import Program, Scene
    from sheetplan.documents.context import Context, Source

PART: Final = "customXml/sheetplan.xml"
PROPERTIES: Final = "customXml/sheetplanProps.xml"
PROPERTIES_TYPE: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
PROPERTIES_XML: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    b'<ds:datastoreItem ds:itemID="{5AEE7C1B-3C5E-4B44-9C63-7D1F0E5A2A10}"'
    b' xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
    b'<ds:schemaRefs><ds:schemaRef ds:uri="urn:sheetplan:trace:1"/></ds:schemaRefs></ds:datastoreItem>'
)
_SPACE: Final = "urn:sheetplan:trace:1"
_OPEN, _BETWEEN, _CLOSE, LINE = "\ue000", "\ue001", "\ue002", "\u2028"
_MARKS = str.maketrans("", "", _OPEN + _BETWEEN + _CLOSE)
_PARTS = re.compile("<[^>]*>?|[^<]+")
_FIGURE = re.compile(f"{_OPEN}(\\d+){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")


class Traced(NamedTuple):
    """A figure as it was written: its place in its line, its text, the cells it came from."""

    line: int
    start: int
    text: str
    cells: tuple[str, ...]
    address: str


class Making(NamedTuple):
    """What a document says about how it was written, as far as that tells whether it was changed since.

    Attributes:
        regions: the digest of each handwritten place's generated text.
        made: the digest of the document as it was written.
    """

    regions: Mapping[str, str]
    made: str


class Trace(NamedTuple):
    """What a document says about its making.

    Attributes:
        lines: by story, the text of each paragraph as it was written.
        figures: by story, the figures in those lines.
    """

    about: Mapping[str, str]
    lines: Mapping[str, tuple[str, ...]]
    figures: Mapping[str, tuple[Traced, ...]]


# -- writing --------------------------------------------------------------------------------------------


_NONE = Told(-1, "", ())


class Reader:
    """The plain text of one program; each piece of its literal markup is read once."""

    def __init__(self, program: Program) -> None:
        self._known = {piece: _literal(piece) for piece in _literals(program)}

    def text(self, out: list[str], scene: Scene) -> str:
        """A story's text, one line a paragraph, its figures between marks.

        Args:
            out: the pieces of the story's markup.
            scene: what was told while they were written.
        """
        figures = iter(scene.told)
        number, told = 0, next(figures, _NONE)
        said: list[str] = []
        say, literal = said.append, self._known.get
        in_text = False
        for at, piece in enumerate(out):
            if at == told.piece:
                say(f"{_OPEN}{number}{_BETWEEN}{_flat(told.text)}{_CLOSE}")
                number, told = number + 1, next(figures, _NONE)
            elif known := literal(piece):
                text, in_text = known
                say(text)
            elif "<" in piece:
                text, in_text = _literal(piece)
                say(text)
            elif in_text:
                say(_unescaped(piece))
        return "".join(said)


def _literals(program: Program) -> Iterator[str]:
    """Yield the markup between the tags of a program, and that of the blocks in it."""
    for node in program:
        if isinstance(node, str):
            yield node
        for part in ("body", "otherwise"):
            yield from _literals(getattr(node, part, []))


def _literal(piece: str) -> tuple[str, bool]:
    """The text of a piece of markup, and whether it ends inside a text."""
    signs = re.search("[<>]", piece)
    inside = signs is None or signs[0] == "<"
    if not inside:
        piece = piece.partition(">")[2]
    said: list[str] = []
    for part in _PARTS.findall(piece):
        if part.startswith(("<w:t>", "<w:t ")):
            inside = not part.endswith("/>")
        elif part == "</w:t>":
            inside = False
        elif part in _SIGNS:
            said.append(_SIGNS[part])
        elif not part.startswith("<") and inside:
            said.append(_unescaped(part))
    return "".join(said), inside


_SIGNS = {"</w:p>": "\n", "<w:br/>": LINE, "<w:tab/>": "\t"}


def _unescaped(text: str) -> str:
    if "&" not in text and text.isprintable():
        return text
    return unescaped(text).translate(_MARKS)


def _flat(text: str) -> str:
    """A value's text as it stands in a line."""
    if text.isprintable():
        return text
    return re.sub("\r\n|[\n\r\v\f\u2028\u2029]", LINE, clean(text)).translate(_MARKS)


def trace_xml(
    texts: Mapping[str, tuple[str, Scene]], context: Context, regions: Mapping[str, str], made: str
) -> bytes:
    """The trace of a document, as a part."""
    root = etree.fromstring(f'<document xmlns="{_SPACE}"/>')
    for name, value in _about(context.source, context.language).items():
        root.set(name, clean(value))
    root.set("made", made)
    for name, digest in regions.items():
        etree.SubElement(root, f"{{{_SPACE}}}region", name=name, text=digest)
    address: dict[Origin, str] = {}
    for part, (text, scene) in texts.items():
        story = etree.SubElement(root, f"{{{_SPACE}}}story", part=part)
        etree.SubElement(story, f"{{{_SPACE}}}text").text = clean(text)
        cells = "\n".join([_cells(told.origins, context.source, address) for told in scene.told])
        etree.SubElement(story, f"{{{_SPACE}}}cells").text = clean(cells)
    return xml_bytes(root)


def _about(source: Source, language: str) -> dict[str, str]:
    return {
        "workbook": source.workbook,
        "fingerprint": source.fingerprint,
        "kind": source.document,
        "copy": source.copy,
        "status-date": source.status_date,
        "language": language,
    }


def _cells(origins: Sequence[Origin], source: Source, known: dict[Origin, str]) -> str:
    """A figure's cells: what names them for good, and where they stood."""
    if len(origins) == 1:
        (origin,) = origins
        return f"{source.address(origin)}\t{_key(origin)}"
    keys, addresses = [], []
    for origin in origins:
        if origin not in known:
            known[origin] = source.address(origin)
        keys.append(_key(origin))
        addresses.append(known[origin])
    return "\t".join([" ".join(dict.fromkeys(addresses)), *keys])


def _key(origin: Origin) -> str:
    sheet, column, key, row = origin
    named = f"{sheet}.{column}[{key or row or '*'}]"
    return named if named.isprintable() else named.replace("\t", " ").replace("\n", " ")


# -- reading --------------------------------------------------------------------------------------------


def read_making(data: bytes) -> Making:
    """What a part says about how its document was written; its figures are left unread."""
    root = _root(data)
    regions = {each.get("name", ""): each.get("text", "") for each in root.iterfind(f"{{{_SPACE}}}region")}
    return Making(regions, root.get("made", ""))


def read_trace(data: bytes) -> Trace:
    """The trace that a part holds."""
    root = _root(data)
    lines, figures = {}, {}
    for story in root.iterfind(f"{{{_SPACE}}}story"):
        text = story.findtext(f"{{{_SPACE}}}text") or ""
        cells = (story.findtext(f"{{{_SPACE}}}cells") or "").split("\n")
        part = story.get("part", "")
        lines[part], figures[part] = _figures(text.split("\n"), cells)
    about = {str(name): str(value) for name, value in root.attrib.items() if name != "made"}
    return Trace(about, lines, figures)


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _figures(marked: list[str], cells: list[str]) -> tuple[tuple[str, ...], tuple[Traced, ...]]:
    lines, figures = [], []
    for at, line in enumerate(marked):
        cut = 0
        for hit in _FIGURE.finditer(line):
            address, *keys = cells[int(hit[1])].split("\t")
            figures.append(Traced(at, hit.start() - cut, hit[2], tuple(keys), address))
            cut += len(hit[0]) - len(hit[2])
        lines.append(_FIGURE.sub(lambda hit: hit[2], line))
    return tuple(lines), tuple(figures)


def lines_of(root: etree._Element) -> tuple[str, ...]:
    """The text of each paragraph of a story, as a trace would have it."""
    said: dict[etree._Element, list[str]] = {paragraph: [] for paragraph in root.iter(PARAGRAPH)}
    for element in root.iter(TEXT, w("br"), w("tab")):
        paragraph = closest(element, PARAGRAPH)
        if paragraph is not None and element.getparent() is not None:
            said[paragraph].append(_said(element))
    return tuple("".join(texts) for texts in said.values())


def _said(element: etree._Element) -> str:
    if element.tag == TEXT:
        return (element.text or "").translate(_MARKS)
    holder = element.getparent()
    if holder is None or holder.tag != w("r") or element.get(w("type")) == "page":
        return ""
    return LINE if element.tag == w("br") else "\t"
