"""Paragraphs, tables and fields of the shipped templates, as WordprocessingML text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def run(text: str, style: str = "") -> str:
    """A run, in a character style if one is named."""
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tab() -> str:
    """A tab character."""
    return "<w:r><w:tab/></w:r>"


def paragraph(style: str, *content: str) -> str:
    """A paragraph in a style; content is text or markup."""
    runs = "".join(each if each.startswith("<w:") else run(each) for each in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def field(instruction: str, shown: str, style: str = "") -> str:
    """A field with its last known result, in the five runs Word writes itself."""
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""

    def part(content: str) -> str:
        return f"<w:r>{looks}{content}</w:r>"

    return (
        part('<w:fldChar w:fldCharType="begin"/>')
        + part(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>')
        + part('<w:fldChar w:fldCharType="separate"/>')
        + part(f"<w:t>{shown}</w:t>")
        + part('<w:fldChar w:fldCharType="end"/>')
    )


def field_begin(instruction: str) -> str:
    """The runs before the result of a field that spans paragraphs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end() -> str:
    """The run after the result of a field."""
    return '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@dataclass(frozen=True)
class Cell:
    """A cell: paragraphs, how many columns it spans, and a fill where the table style has none."""

    content: str
    span: int = 1
    fill: str = ""
    align: str = "center"


def row(cells: Iterable[Cell], widths: Sequence[int], *, header: bool = False, height: int = 0) -> str:
    """A row that never breaks over two pages; a header row repeats on each."""
    at = 0
    made = []
    for cell in cells:
        made.append(_cell(cell, sum(widths[at : at + cell.span])))
        at += cell.span
    rule = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{rule}{repeat}</w:trPr>{''.join(made)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}<w:vAlign w:val="{cell.align}"/>'
        f"</w:tcPr>{cell.content}</w:tc>"
    )


def table(style: str, widths: Sequence[int], *rows: str, description: str = "") -> str:
    """A table of fixed widths in a table style."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    alt = f'<w:tblDescription w:val="{escape(description, {chr(34): "&quot;"})}"/>' if description else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        f' w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>{alt}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )


def page_break() -> str:
    """A run that begins a new page."""
    return '<w:r><w:br w:type="page"/></w:r>'


def widths_of(width: int, *shares: float) -> list[int]:
    """Column widths that fill a width in these proportions."""
    scale = width / sum(shares)
    widths = [round(share * scale) for share in shares]
    return [*widths[:-1], width - sum(widths[:-1])]
