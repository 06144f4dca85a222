"""Workbooks of many makers and dialects, made on the spot: what Excel, other programs and libraries write."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from support.rich_workbook import rich_workbook

VALUES = "=Sheet1!$A$1:$A$9"
_CHARTS = ("area", "bar", "column", "doughnut", "line", "pie", "radar", "scatter", "stock")


def made() -> dict[str, Callable[[], bytes]]:
    """What makes each workbook, by its name."""
    rich = rich_workbook
    return {
        "xlsxwriter.xlsx": rich,
        "xlsxwriter.xlsm": partial(rich, macros=True),
        "xlsxwriter charts.xlsx": _charts,
        "xlsxwriter sparklines.xlsx": _sparklines,
        "xlsxwriter formulas.xlsx": _formulas,
        "xlsxwriter 1904, no memory.xlsx": _constant_memory,
        "openpyxl.xlsx": _openpyxl,
        "openpyxl after openpyxl.xlsx": lambda: _saved_by_openpyxl(_openpyxl()),
        "foreign parts.xlsx": lambda: _with_foreign_parts(rich()),
        "streamed.xlsx": lambda: _streamed(rich()),
        "stored.xlsx": lambda: _rezipped(rich(), zipfile.ZIP_STORED),
        "prefixed.xlsx": lambda: _reworded(rich(), _prefixed),
        "strict.xlsx": lambda: _reworded(rich(), _strict),
        "utf-16.xlsx": lambda: _reworded(rich(), _utf_16, only="worksheets/sheet"),
        "indented.xlsx": lambda: _reworded(rich(), _indented),
        "no places.xlsx": lambda: _reworded(_openpyxl(), _without_places, only="worksheets/sheet"),
        "comments and cdata.xlsx": lambda: _reworded(rich(), _commented, only="worksheets/sheet"),
        "upper-case parts.xlsx": lambda: _renamed(_openpyxl()),
    }


def _charts() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.write_column("A1", range(9))
        for row, kind in enumerate(_CHARTS):
            chart = book.add_chart({"type": kind})
            for _ in range(3):
                chart.add_series({"values": VALUES, "categories": VALUES, "data_labels": {"value": True}})
            sheet.insert_chart(row * 15, 3, chart)
        combined = book.add_chart({"type": "column"})
        combined.add_series({"values": VALUES})
        line = book.add_chart({"type": "line"})
        line.add_series({"values": VALUES, "y2_axis": True})
        combined.combine(line)
        sheet.insert_chart("M1", combined)
    return stream.getvalue()


def _sparklines() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for kind in ("line", "column", "win_loss"):
            sheet = book.add_worksheet(kind)
            sheet.write_row("A1", [3, -1, 4, 1, -5])
            sheet.add_sparkline("G1", {"range": f"{kind}!A1:E1", "type": kind, "style": 5})
            sheet.add_sparkline("G2", {"location": ["G3", "G4"], "range": [f"{kind}!A1:E1"] * 2})
            sheet.conditional_format("A1:E1", {"type": "data_bar", "bar_solid": True})
            sheet.conditional_format("A1:E1", {"type": "icon_set", "icon_style": "5_ratings"})
            sheet.insert_checkbox("H1", boolean=True)
    return stream.getvalue()


def _formulas() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"use_future_functions": True}) as book:
        sheet = book.add_worksheet("It's")
        sheet.write_column("A1", [1, 2, 3])
        sheet.write_dynamic_array_formula("C1", "=SORT(A1:A3,,-1)")
        sheet.write_formula("D1", "=LAMBDA(x,x*2)(A1)")
        sheet.write_array_formula("E1:E3", '{=A1:A3&"<"}')
        sheet.write_formula("F1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("G1", '="text"', None, "text")
        sheet.write_boolean("H1", boolean=True)
        book.define_name("Rate", "=0.5")
        sheet.repeat_rows(0)
        sheet.print_area("A1:H10")
        book.add_worksheet("hidden").hide()
        book.add_worksheet("very hidden").very_hidden()
    return stream.getvalue()


def _constant_memory() -> bytes:
    stream = io.BytesIO()
    settings = {"constant_memory": True, "date_1904": True, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(stream, settings) as book:
        sheet = book.add_worksheet("S")
        for row in range(300):
            sheet.write_row(row, 0, ["inline text", row, date(2026, 1, 1)])
    return stream.getvalue()


def _openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    for row in range(1, 30):
        sheet.append(
            [
                f"项 {row}" if row > 1 else "Name",
                row if row > 1 else "Days",
                f"=B{row}*2" if row > 1 else "Twice",
            ]
        )
    sheet.add_table(Table(displayName="items", ref="A1:C29"))
    sheet["E1"].comment = Comment("a note", "planner")
    sheet["E2"] = date(2026, 3, 1)
    sheet.merge_cells("F1:G2")
    rule = DataValidation(type="list", formula1='"a,b,c"')
    sheet.add_data_validation(rule)
    rule.add("H1:H20")
    sheet.conditional_formatting.add("B2:B29", ColorScaleRule("min", None, "FF0000", "max", None, "00FF00"))
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=9), titles_from_data=True)
    sheet.add_chart(chart, "J1")
    book.create_chartsheet("图表页").add_chart(BarChart())
    book.create_sheet("leer")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _saved_by_openpyxl(data: bytes) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data))
        stream = io.BytesIO()
        book.save(stream)
    return stream.getvalue()


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield from ((name, package.read(name)) for name in package.namelist())


def _zipped(
    parts: dict[str, bytes], stream: io.BytesIO | None = None, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    stream = stream or io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _rezipped(data: bytes, method: int) -> bytes:
    return _zipped(dict(_parts(data)), method=method)


class _Pipe(io.BytesIO):
    """What cannot be written to twice, so that sizes follow the content."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation


def _streamed(data: bytes) -> bytes:
    return _zipped(dict(_parts(data)), _Pipe())


def _renamed(data: bytes) -> bytes:
    """Parts whose names differ in case from what points to them, as old writers made them."""
    return _zipped({name.replace("xl/worksheets/s", "xl/worksheets/S"): part for name, part in _parts(data)})


def _reworded(data: bytes, change: Callable[[bytes], bytes], *, only: str = "") -> bytes:
    spreadsheet = re.compile(
        r"xl/(workbook|styles|sharedStrings|worksheets/\w+|tables/\w+|chartsheets/\w+)\.xml"
    )
    return _zipped(
        {
            name: change(part) if spreadsheet.fullmatch(name) and only in name else part
            for name, part in _parts(data)
        }
    )


_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _prefixed(part: bytes) -> bytes:
    """The part with a prefix on every element of the main namespace, as some .NET libraries write."""
    part = part.replace(b' xmlns="' + _MAIN, b' xmlns:x="' + _MAIN, 1)
    return re.sub(rb"<(/?)(?![\w.\-]+:)(?=[A-Za-z])", rb"<\1x:", part)


def _strict(part: bytes) -> bytes:
    part = part.replace(_MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    return part.replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )


def _utf_16(part: bytes) -> bytes:
    text = part.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    return text.encode("utf-16")


def _indented(part: bytes) -> bytes:
    root = etree.fromstring(part)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_places(part: bytes) -> bytes:
    """The sheet with rows and cells that state no place: they follow each other."""
    if any(row.endswith(b"/>") or b"<c " not in row for row in re.findall(rb"<row.*?</row>", part)):
        return part
    return re.sub(rb'(<c) r="[A-Z]+\d+"', rb"\1", part)


def _commented(part: bytes) -> bytes:
    return part.replace(b"<sheetData>", b"<!-- <row r='1'> --><sheetData>", 1).replace(
        b"</sheetData>", b"</sheetData><?audit on?>", 1
    )


_FOREIGN = {
    "customXml/item1.xml": b"<mashup>Power Query would stand here</mashup>",
    "customXml/_rels/item1.xml.rels": b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'/>",
    "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments xmlns='urn:x'/>",
    "xl/persons/person.xml": b"<personList xmlns='urn:x'/>",
    "xl/slicers/slicer1.xml": b"<slicers xmlns='urn:x'/>",
    "xl/ctrlProps/ctrlProp1.xml": b"<formControlPr xmlns='urn:x'/>",
    "xl/printerSettings/printerSettings1.bin": bytes(range(256)),
    "xl/richData/rdrichvalue.xml": b"<rvData xmlns='urn:x'/>",
    "xl/activeX/activeX1.bin": b"\0\1\2",
    "customUI/customUI14.xml": b"<customUI xmlns='urn:x'/>",
    "docMetadata/LabelInfo.xml": b"<labelList xmlns='urn:x'/>",
    "EncryptionInfo.txt": b"",
    "[trash]/0000.dat": b"\xff" * 64,
}


def _with_foreign_parts(data: bytes) -> bytes:
    """The workbook with parts that nobody here knows, and types for them."""
    parts = dict(_parts(data)) | _FOREIGN
    types = "".join(
        f'<Default Extension="{extension}" ContentType="application/octet-stream"/>'
        for extension in ("dat", "txt", "bin")
    )
    listing = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = listing.replace(b"<Override", types.encode() + b"<Override", 1)
    return _zipped(parts)
