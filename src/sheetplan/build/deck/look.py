"""The look of a presentation: 16:9, theme, and the two layouts its slides use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu

from sheetplan.build.deck.measure import POINT
from sheetplan.build.word.look import BLUE, FONTS, NAVY, ORANGE

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides
    from pptx.slide import SlideLayout

WIDTH, HEIGHT = 960.0, 540.0
"""Of a slide, in points."""
MARGIN: Final = 44.0
TITLE_TOP, TITLE_HEIGHT = 40.0, 36.0
BODY_TOP, BODY_BOTTOM = 88.0, 500.0
INK, GREY, LINE = "262626", "6B7280", "CBD3DF"
_COLOURS = {
    "dk1": INK, "lt1": "FFFFFF", "dk2": NAVY, "lt2": "F2F5FA", "accent1": NAVY, "accent2": ORANGE,
    "accent3": BLUE, "accent4": "7F8FA9", "accent5": "4F8A6B", "accent6": "BFC8D9",
}  # fmt: skip
_COVER, _CONTENT = "Title Slide", "Title Only"
_LEFT_BEHIND = ("thumbnail", "printerSettings")


def new_presentation(language: str) -> Slides:
    """Return an empty presentation in our theme, which knows the layouts that are used and no others."""
    made = Presentation()
    made.slide_width, made.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    for layout in list(made.slide_layouts):
        if layout.name not in {_COVER, _CONTENT}:
            made.slide_layouts.remove(layout)
    _leave_behind(made)
    _paint_theme(made, language)
    for holder in (made.slide_master, *made.slide_layouts):
        _place(holder)
    return made


def emu(points: float) -> int:
    """Return points in English metric units."""
    return round(points * POINT)


def layouts(made: Slides) -> tuple[SlideLayout, SlideLayout]:
    """Return the layout of the cover and that of all other slides."""
    named = {layout.name: layout for layout in made.slide_layouts}
    return named[_COVER], named[_CONTENT]


def _leave_behind(made: Slides) -> None:
    """Drop what belongs to the file that python-pptx starts from."""
    for holder in (made.part, made.part.package):
        for relationship in list(holder._rels.values()):  # noqa: SLF001 - there is no public door
            if relationship.reltype.rpartition("/")[2] in _LEFT_BEHIND:
                holder._rels.pop(relationship.rId)  # noqa: SLF001


def _paint_theme(made: Slides, language: str) -> None:
    part = next(
        each.target_part for each in made.slide_master.part.rels.values() if each.reltype.endswith("/theme")
    )
    theme = etree.fromstring(part.blob)
    for name, colour in _COLOURS.items():
        (place,) = theme.iterfind(f".//{qn('a:clrScheme')}/{qn(f'a:{name}')}")
        place[:] = [etree.Element(qn("a:srgbClr"), val=colour)]
    latin, asian = FONTS[language]
    for kind in ("majorFont", "minorFont"):
        (fonts,) = theme.iterfind(f".//{qn(f'a:{kind}')}")
        for name, face in (("latin", latin), ("ea", asian)):
            for font in fonts.findall(qn(f"a:{name}")):
                font.set("typeface", face)
        for script in fonts.findall(qn("a:font")):
            fonts.remove(script)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _place(holder: SlideLayout) -> None:
    """Put the title where ours stands, and drop the places for dates and footers, which we draw ourselves."""
    for shape in list(holder.placeholders):
        kind = shape.placeholder_format.type.name
        if kind in {"TITLE", "CENTER_TITLE"}:
            shape.left, shape.width = Emu(emu(MARGIN)), Emu(emu(WIDTH - 2 * MARGIN))
            shape.top, shape.height = Emu(emu(TITLE_TOP)), Emu(emu(TITLE_HEIGHT))
        elif kind != "BODY":
            shape.element.getparent().remove(shape.element)
        else:
            shape.left, shape.width = Emu(emu(MARGIN)), Emu(emu(WIDTH - 2 * MARGIN))
            shape.top, shape.height = Emu(emu(BODY_TOP)), Emu(emu(BODY_BOTTOM - BODY_TOP))
