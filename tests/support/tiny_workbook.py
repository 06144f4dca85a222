"""Workbooks small enough to be read in a test: a sheet given as its XML."""

import io
import zipfile
from dataclasses import dataclass, field

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0"><alignment wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
CALC_CHAIN = f'<calcChain xmlns="{MAIN}"><c r="A1" i="1"/></calcChain>'


@dataclass
class Tiny:
    """A workbook of one sheet named S; each field is XML that goes to its place."""

    rows: str = ""
    before: str = ""
    after: str = ""
    workbook: str = '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets><calcPr calcId="191029"/>'
    strings: str = ""
    styles: str = STYLES
    sheet: str | bytes = ""
    sheet_links: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    namespace: str = MAIN

    def to_bytes(self) -> bytes:
        """The workbook as a file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            for name, content in self._all_parts().items():
                package.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _all_parts(self) -> dict[str, str | bytes]:
        return {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _links({"rId1": "officeDocument xl/workbook.xml"}),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._workbook_relationships(),
            "xl/worksheets/sheet1.xml": self.sheet or self._worksheet(),
            "xl/styles.xml": self.styles,
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{self.strings}</sst>',
            "xl/worksheets/_rels/sheet1.xml.rels": _links(self.sheet_links),
            **self.parts,
        }

    def _worksheet(self) -> str:
        data = f"<sheetData>{self.rows}</sheetData>" if self.rows else "<sheetData/>"
        return (
            f'<worksheet xmlns="{self.namespace}" xmlns:r="{RELATIONSHIPS}">'
            f"{self.before}{data}{self.after}</worksheet>"
        )

    def _workbook(self) -> str:
        return f'<workbook xmlns="{self.namespace}" xmlns:r="{RELATIONSHIPS}">{self.workbook}</workbook>'

    def _workbook_relationships(self) -> str:
        links = {
            "rId1": "worksheet worksheets/sheet1.xml",
            "rId2": "styles styles.xml",
            "rId3": "sharedStrings sharedStrings.xml",
        }
        if "xl/calcChain.xml" in self.parts:
            links["rId4"] = "calcChain calcChain.xml"
        return _links(links)

    def _content_types(self) -> str:
        kinds = {
            "xl/workbook.xml": "sheet.main",
            "xl/worksheets/sheet1.xml": "worksheet",
            "xl/styles.xml": "styles",
            "xl/sharedStrings.xml": "sharedStrings",
            "xl/calcChain.xml": "calcChain",
            "xl/tables/table1.xml": "table",
            "xl/tables/table2.xml": "table",
        }
        overrides = "".join(
            f'<Override PartName="/{part}" '
            f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
            for part, kind in kinds.items()
            if not part.startswith(("xl/tables", "xl/calc")) or part in self.parts
        )
        return (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        )


def _links(links: dict[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="{identifier}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"/>'
        for identifier, (kind, target) in ((key, link.split()) for key, link in links.items())
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{items}</Relationships>'


def part(data: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    """The text of a part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def parts(data: bytes) -> dict[str, bytes]:
    """All parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def rows_of(data: bytes) -> str:
    """The XML between <sheetData> and its end."""
    return part(data).partition("<sheetData>")[2].partition("</sheetData>")[0]


def table(reference: str, columns: str, *, totals: int = 0, identifier: int = 1) -> str:
    """A table part; columns are given as one word each."""
    names = columns.split()
    written = "".join(f'<tableColumn id="{i}" name="{name}"/>' for i, name in enumerate(names, 1))
    counted = f' totalsRowCount="{totals}"' if totals else ""
    return (
        f'<table xmlns="{MAIN}" id="{identifier}" name="T{identifier}x" displayName="T{identifier}x" '
        f'ref="{reference}"{counted}><autoFilter ref="{reference}"/>'
        f'<tableColumns count="{len(names)}">{written}</tableColumns></table>'
    )
