"""Pictures in the frame of a placeholder, and links back to the workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from lxml import etree

from sheetplan.adapters.docx_package.names import PARAGRAPH, RUN, SPACE, TEXT, closest, parent, w
from sheetplan.adapters.docx_package.program import Edge, Program, Show, Told, markup, run
from sheetplan.adapters.docx_package.relations import picture_of
from sheetplan.documents.context import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

    from sheetplan.adapters.docx_package.program import Node, Scene
    from sheetplan.documents.template import Reference

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SERIAL = 20_000


class Frame(NamedTuple):
    """What the marks inside a picture's drawing stand for: its relationship, size, and number."""

    relation: str
    width: int
    height: int
    serial: int


@dataclass
class Framed:
    """A placeholder's drawing with a picture of the workbook's in it, as large as the frame lets it be."""

    reference: Reference
    width: int
    height: int
    body: Program = field(default_factory=list)
    otherwise: Program = field(default_factory=list)

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the drawing, or a sentence where there is no picture."""
        name = scene.value(self.reference)
        data = scene.context.pictures(str(name)) if name else None
        picture = picture_of(data) if data else None
        if data is None or picture is None:
            run(self.otherwise, out, scene)
            return
        scale = min(self.width / picture.width, self.height / picture.height)
        relation = scene.relations.picture(data, picture.extension)
        scene.frames += 1
        size = round(picture.width * scale), round(picture.height * scale)
        scene.frame = Frame(relation, *size, _SERIAL + scene.frames)
        run(self.body, out, scene)


@dataclass
class FrameFact:
    """One fact of the picture being framed, as an attribute's value."""

    name: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the fact."""
        out.append(str(getattr(scene.frame, self.name)))


@dataclass
class NoPicture:
    """What is said where the picture is missing."""

    reference: Reference

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the sentence, with the name of the file that was looked for."""
        name = scene.value(self.reference)
        said = scene.words.no_picture.format(name=name) if name else scene.words.not_filled
        out.append(markup(said))


def frame(paragraph: etree._Element, reference: Reference, mark: Callable[[Node | Edge], str]) -> bool:
    """Whether the paragraph holds a picture, which now gives way to the workbook's."""
    blip = paragraph.find(f".//{_A}blip")
    drawing = closest(blip, w("drawing"))
    if blip is None or drawing is None or closest(drawing, PARAGRAPH) is not paragraph:
        return False
    extents = [*drawing.iter(f"{_WP}extent", f"{_A}ext")]
    sized = [extent for extent in extents if extent.get("cx")]
    width, height = int(sized[0].get("cx", "0")), int(sized[0].get("cy", "0"))
    for extent in sized:
        extent.set("cx", mark(FrameFact("width")))
        extent.set("cy", mark(FrameFact("height")))
    for spare in [*drawing.iter(f"{_A}srcRect", f"{_A}extLst")]:
        parent(spare).remove(spare)
    for properties in drawing.iter(f"{_WP}docPr"):
        properties.set("id", mark(FrameFact("serial")))
    if blip.get(f"{{{_R}}}link"):
        del blip.attrib[f"{{{_R}}}link"]
    blip.set(f"{{{_R}}}embed", mark(FrameFact("relation")))
    _with_sentence(parent(drawing), Framed(reference, width, height), NoPicture(reference), mark)
    return True


def _with_sentence(
    holder: etree._Element, framed: Framed, sentence: NoPicture, mark: Callable[[Node | Edge], str]
) -> None:
    """Put the block around the run of the drawing, and after it the run that says there is no picture."""
    said = etree.Element(RUN)
    etree.SubElement(said, TEXT).text = mark(sentence)
    opened, otherwise, closed = (mark(node) for node in (framed, Edge.ELSE, Edge.CLOSE))
    holder.addprevious(etree.Comment(opened))
    for made in (etree.Comment(closed), said, etree.Comment(otherwise)):
        holder.addnext(made)


@dataclass
class Link:
    """A value that leads to its cell in the workbook; plain where it comes from no cell."""

    shown: Show
    looks: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the value, with the run around it cut open for the link."""
        found = scene.found(self.shown.reference)
        source = scene.context.source
        origin = found.origins[0] if isinstance(found, Figure) and found.origins else None
        address = source.address(origin) if origin and source.workbook else ""
        if not address or origin is None or not isinstance(found, Figure):
            self.shown.write(out, scene)
            return
        relation = scene.relations.link(f"{quote(source.workbook)}#{quote(address, safe='!')}")
        text = self.shown.text(found.value, scene)
        opened = f"<w:r>{self.looks}<w:t {_SPACE}>"
        out.append(f'</w:t></w:r><w:hyperlink xmlns:r="{_R}" r:id="{relation}" w:history="1">{opened}')
        scene.told.append(Told(len(out), text, found.origins))
        out.append(markup(text))
        out.append(f"</w:t></w:r></w:hyperlink>{opened}")


_SPACE = 'xml:space="preserve"'


def link(text: etree._Element, reference: Reference, format_name: str) -> Show | Link:
    """The operation that writes a link; inside another link, the plain value."""
    shown = Show(reference, format_name)
    holder = parent(text)
    if holder.tag != RUN or closest(text, w("hyperlink")) is not None:
        return shown
    looks = holder.find(w("rPr"))
    text.set(SPACE, "preserve")
    return Link(shown, "" if looks is None else _bare(looks))


def _bare(element: etree._Element) -> str:
    """The element's markup without the declarations that the story's root makes."""
    made = etree.tostring(element, encoding="unicode", with_tail=False)
    head, closing, rest = made.partition(">")
    slash = "/" if head.endswith("/") else ""
    return "<w:rPr" + slash + closing + rest
