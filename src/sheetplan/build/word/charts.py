"""A native column chart for a Word template: drawn here, restyled by its author, filled by the engine."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from sheetplan.adapters.docx_package.chart import chart_workbook, fill_chart

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from sheetplan.documents.context import Chart

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_INVISIBLE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_GREY_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGO4CQAA2wDaZNW9eAAAAABJRU5ErkJggg=="
)
_WIDTH, _HEIGHT = 5_900_000, 2_340_000  # English metric units, 360,000 to the centimetre


def add_chart(
    owner: Part, number: int, chart: Chart, *, colours: Sequence[str], font: str, kind: str = "column"
) -> str:
    """The relationship id of a new chart of the document, of columns or a line, with its workbook."""
    package = owner.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _SHEET_TYPE, chart_workbook(chart), package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART_TYPE, None, package)
    book_id = part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)
    root = etree.fromstring(chart_xml(chart, colours, book_id, kind, font))
    fill_chart(root, chart)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001
    return owner.relate_to(part, RELATIONSHIP_TYPE.CHART)


def drawing(relationship: str, number: int, description: str) -> str:
    """The run that shows a chart in the line."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{_HEIGHT}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{100 + number}" name="Chart {number}" descr="{description}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relationship}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def add_placeholder(document: WordDocument, size: int, description: str, number: int) -> str:
    """The run of a grey picture, for a picture of the workbook's to take its frame."""
    part, _ = document.part.get_or_add_image(io.BytesIO(_GREY_PIXEL))
    wide = size > 2_000_000
    width, height = (size, size * 5 // 8) if wide else (size, size)
    frame = f'cx="{width}" cy="{height}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {frame}/><wp:docPr id="{number}" name="Picture {number}" descr="{description}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{part}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {frame}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _text(size: int, colour: str = "595959") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">{fill}'
        '<a:latin typeface="{font}"/><a:ea typeface="{font}"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _series(index: int, colour: str, number_format: str, *, labelled: bool) -> str:
    shown = f'<c:numFmt formatCode="{number_format}" sourceLinked="0"/>' + _INVISIBLE
    flags = "".join(
        f'<c:{name} val="{int(name == "showVal" and labelled)}"/>'
        for name in (
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        )
    )
    labels = f"<c:dLbls>{shown + _text(800) if labelled else ''}{flags}</c:dLbls>"
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx/>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></c:spPr>'
        f'<c:invertIfNegative val="0"/>{labels}<c:cat/><c:val/></c:ser>'
    )


def _columns(chart: Chart, colours: Sequence[str]) -> str:
    last = len(colours) - 1
    series = "".join(
        _series(index, colour, chart.number_format, labelled=index == last)
        for index, colour in enumerate(colours)
    )
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="70"/><c:overlap val="-5"/><c:axId val="111"/>'
        '<c:axId val="222"/></c:barChart>'
    )


def _lines(_: Chart, colours: Sequence[str]) -> str:
    series = "".join(
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx/><c:spPr><a:ln w="28575" cap="rnd">'
        f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill><a:round/></a:ln></c:spPr>'
        '<c:marker><c:symbol val="circle"/><c:size val="5"/></c:marker><c:cat/><c:val/>'
        '<c:smooth val="0"/></c:ser>'
        for index, colour in enumerate(colours)
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        '<c:axId val="111"/><c:axId val="222"/></c:lineChart>'
    )


def _bars(_: Chart, colours: Sequence[str]) -> str:
    """Bars along a calendar: the first series, unseen, pushes the second to where it begins."""
    unseen, seen = "<a:noFill/>", f'<a:solidFill><a:srgbClr val="{colours[-1]}"/></a:solidFill>'
    series = "".join(
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx/><c:spPr>{fill}</c:spPr>'
        '<c:invertIfNegative val="0"/><c:cat/><c:val/></c:ser>'
        for index, fill in enumerate((unseen, seen))
    )
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:overlap val="100"/><c:axId val="111"/>'
        '<c:axId val="222"/></c:barChart>'
    )


_DRAWN = {"column": _columns, "line": _lines, "calendar": _bars}


def chart_xml(chart: Chart, colours: Sequence[str], book_id: str, kind: str, font: str) -> str:
    """Return a chart part of columns, a line, or bars along a calendar, yet without its data."""
    line = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln></c:spPr>'
    calendar = kind == "calendar"
    turned = "maxMin" if calendar else "minMax"
    across, up = ("l", "t") if calendar else ("b", "l")
    least = min((value for value in chart.series[0][1] if value is not None), default=0) if calendar else 0
    legend = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(850)}</c:legend>'
    made = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_DRAWN[kind](chart, colours)}"
        '<c:catAx><c:axId val="111"/><c:scaling>'
        f'<c:orientation val="{turned}"/></c:scaling><c:delete val="0"/><c:axPos val="{across}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line.format("BFBFBF")}{_text(850)}'
        '<c:crossAx val="222"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="{least}"/></c:scaling><c:delete val="0"/><c:axPos val="{up}"/>'
        f"<c:majorGridlines>{line.format('E7EAEF')}</c:majorGridlines>"
        f'<c:numFmt formatCode="{chart.number_format}" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(800)}<c:crossAx val="111"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
        "<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        f"{'' if calendar else legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:externalData r:id="{book_id}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return made.replace("{font}", font)
