"""One slide being drawn: boxes, texts, grids and charts, in points from its top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.util import Emu, Pt

from sheetplan.adapters.docx_package.chart import chart_workbook, fill_chart
from sheetplan.build.deck.look import GREY, INK, LINE, emu
from sheetplan.build.deck.measure import GUTTER, PADDING, head_height, row_height
from sheetplan.build.word.charts import chart_xml
from sheetplan.build.word.look import FONTS, NAVY
from sheetplan.documents.formats import fill_colour

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.table import _Cell
    from pptx.text.text import TextFrame

    from sheetplan.documents.slides import Drawn, Grid

_SIDES = {"": PP_ALIGN.LEFT, "^": PP_ALIGN.CENTER, ">": PP_ALIGN.RIGHT}
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_FIRST_SHAPE = 2  # after the properties of the group that all shapes are in
_CHART_FONTS = 1.2
"""Charts are drawn for paper; on a slide their words are larger."""


class Box(NamedTuple):
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Return the place in English metric units."""
        left, top, width, height = (Emu(emu(each)) for each in self)
        return left, top, width, height


class Type(NamedTuple):
    """How words are set."""

    size: float
    colour: str = INK
    bold: bool = False
    side: str = ""


class Canvas:
    """A slide to draw on."""

    def __init__(self, slide: Slide, language: str) -> None:
        self._slide = slide
        self._language = language
        self._blocks = 0

    def title(self, text: str, box: Box, look: Type) -> None:
        """Write the slide's title, by which screen readers and outlines know it."""
        shape = self._slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = box.emu()
        self._write(shape.text_frame, text, look, MSO_ANCHOR.MIDDLE)

    def block(self, box: Box, colour: str) -> None:
        """Fill a rectangle."""
        shape = self._slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box.emu())
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)
        shape.line.fill.background()
        shape.shadow.inherit = False
        tree = self._slide.shapes._spTree  # noqa: SLF001 - blocks lie below all words, the title's included
        tree.insert(_FIRST_SHAPE + self._blocks, shape.element)
        self._blocks += 1

    def text(self, text: str, box: Box, look: Type, *, middle: bool = False) -> None:
        """Write a text into a box."""
        shape = self._slide.shapes.add_textbox(*box.emu())
        self._write(shape.text_frame, text, look, MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP)

    def page_number(self, box: Box, look: Type) -> None:
        """Write the number of the slide, as a field that counts by itself."""
        shape = self._slide.shapes.add_textbox(*box.emu())
        self._write(shape.text_frame, "", look, MSO_ANCHOR.TOP)
        paragraph = shape.text_frame.paragraphs[0]._p  # noqa: SLF001 - python-pptx has no fields
        number = etree.Element(qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum")
        looks = etree.SubElement(number, qn("a:rPr"), lang=self._spoken(), sz=str(round(look.size * 100)))
        colour = etree.SubElement(etree.SubElement(looks, qn("a:solidFill")), qn("a:srgbClr"))
        colour.set("val", look.colour)
        etree.SubElement(number, qn("a:t")).text = "‹#›"
        paragraph.insert(1 if paragraph.find(qn("a:pPr")) is not None else 0, number)

    def _spoken(self) -> str:
        return "zh-CN" if self._language == "zh" else "en-GB"

    def _write(self, frame: TextFrame, text: str, look: Type, anchor: MSO_ANCHOR) -> None:
        frame.word_wrap, frame.vertical_anchor = True, anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for at, line in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.alignment = _SIDES[look.side]
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(look.size), look.bold
            run.font.color.rgb = RGBColor.from_string(look.colour)
            run._r.get_or_add_rPr().set("lang", self._spoken())  # noqa: SLF001

    # -- grids -----------------------------------------------------------------------------------------

    def grid(self, grid: Grid, box: Box, widths: Sequence[float], size: float) -> None:
        """Draw a grid: a table that screen readers know as one."""
        count = len(grid.rows) + grid.headed
        frame = self._slide.shapes.add_table(count, len(widths), *box.emu())
        table = frame.table
        table._tbl.tblPr.find(qn("a:tableStyleId")).text = _NO_STYLE  # noqa: SLF001
        table.first_row, table.horz_banding = grid.headed, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(emu(width))
        if grid.headed:
            table.rows[0].height = Emu(emu(head_height(grid, widths, size)))
            for at, column in enumerate(grid.columns):
                look = Type(size, "FFFFFF", bold=True, side=column.side)
                self._cell(table.cell(0, at), column.heading, look, NAVY)
        for at, row in enumerate(grid.rows, grid.headed):
            table.rows[at].height = Emu(emu(row_height(row, widths, size)))
            for number, (cell, column) in enumerate(zip(row, grid.columns, strict=True)):
                label = not grid.headed and number == 0
                look = Type(size, GREY if label else INK, bold=False, side=column.side)
                fill = fill_colour(cell.tone)
                self._cell(table.cell(at, number), cell.text, look, "" if fill == "auto" else fill)

    def _cell(self, cell: _Cell, text: str, look: Type, fill: str) -> None:
        self._write(cell.text_frame, text, look, MSO_ANCHOR.MIDDLE)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.margin_left = cell.margin_right = Pt(GUTTER)
        cell.margin_top = cell.margin_bottom = Pt(PADDING)
        properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-pptx knows no borders
        rule = etree.SubElement(properties, qn("a:lnB"), w="6350")
        etree.SubElement(etree.SubElement(rule, qn("a:solidFill")), qn("a:srgbClr"), val=LINE)
        if fill:
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string(fill)
        else:
            cell.fill.background()

    # -- charts ----------------------------------------------------------------------------------------

    def chart(self, drawn: Drawn, box: Box, number: int, colours: Sequence[str]) -> None:
        """Draw a native chart, with the workbook that “Edit data” opens."""
        package = self._slide.part.package
        root = etree.fromstring(chart_xml(drawn.chart, colours, "rId1", drawn.kind, FONTS[self._language][0]))
        fill_chart(root, drawn.chart)
        for looks in root.iter(qn("a:defRPr")):
            looks.set("sz", str(round(int(looks.get("sz", "0")) * _CHART_FONTS)))
        name = PackURI(f"/ppt/charts/chart{number}.xml")
        part = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, etree.tostring(root))
        part.relate_to(EmbeddedXlsxPart.new(chart_workbook(drawn.chart), package), RELATIONSHIP_TYPE.PACKAGE)
        relationship = self._slide.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
        frame = self._slide.shapes._add_chart_graphicFrame(relationship, *box.emu())  # noqa: SLF001
        frame.nvGraphicFramePr.cNvPr.set("descr", drawn.description)
