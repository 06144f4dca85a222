"""Each fault is named, and a sound workbook has none."""

from dataclasses import replace

import pytest

from sheetplan.adapters.xlsx_lint import Fault, lint
from support.rich_workbook import rich_workbook
from support.shared import real_workbooks
from support.tiny_workbook import CALC_CHAIN, Tiny, table

HEADINGS = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
SHEET = '<sheet name="S" sheetId="1" r:id="rId1"/>'


def codes(tiny):
    return sorted({fault.code for fault in lint(tiny.to_bytes())})


def cell(inner, tag=""):
    return Tiny(f'<row r="1"><c r="A1"{tag}>{inner}</c></row>')


def book(sheets=SHEET, names=""):
    return Tiny(workbook=f"<sheets>{sheets}</sheets><definedNames>{names}</definedNames>")


def tabled(reference="A1:B3", columns="a b", *, change=("", ""), after="", **about):
    content = table(reference, columns, **about).replace(*change)
    parts = {"xl/tables/table1.xml": content}
    return Tiny(HEADINGS, after=after, sheet_links={"rId1": "table ../tables/table1.xml"}, parts=parts)


def two_tables(reference="A5:B6", identifier=2, change=("", "")):
    rows = HEADINGS + HEADINGS.replace('"1"', '"5"').replace("A1", "A5").replace("B1", "B5")
    first = tabled()
    links = {**first.sheet_links, "rId2": "table ../tables/table2.xml"}
    second = table(reference, "a b", identifier=identifier).replace(*change)
    return replace(first, rows=rows, sheet_links=links, parts={**first.parts, "xl/tables/table2.xml": second})


def styled(old, new):
    tiny = Tiny()
    return replace(tiny, styles=tiny.styles.replace(old, new))


def listing(part, old, new):
    return Tiny(parts={part: Tiny()._all_parts()[part].replace(old, new)})


def rule(tag):
    return Tiny(after=f'<conditionalFormatting sqref="A1"><cfRule {tag}/></conditionalFormatting>')


RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
FAULTY = [
    ("part-twice", Tiny(parts={"XL/styles.xml": "<x/>"})),
    ("no-content-type", Tiny(parts={"xl/odd.thing": "x"})),
    ("target-missing", listing(RELATIONSHIPS, "styles.xml", "absent.xml")),
    ("relationship-twice", listing(RELATIONSHIPS, "rId3", "rId2")),
    ("style-reference", styled('fontId="0"', 'fontId="7"')),
    ("style-reference", styled('xfId="0"/>', 'xfId="9"/>')),
    ("sheet-name-twice", book(SHEET + '<sheet name="s" sheetId="2" r:id="rId1"/>')),
    ("sheet-id-twice", book(SHEET + '<sheet name="t" sheetId="1" r:id="rId1"/>')),
    ("sheet-name", book('<sheet name="a/b" sheetId="1" r:id="rId1"/>')),
    ("sheet-name", book(f'<sheet name="{"天" * 32}" sheetId="1" r:id="rId1"/>')),
    ("sheet-without-part", book(SHEET + '<sheet name="t" sheetId="2" r:id="rId9"/>')),
    ("no-visible-sheet", book('<sheet name="S" sheetId="1" state="hidden" r:id="rId1"/>')),
    ("name-twice", book(names='<definedName name="a">1</definedName><definedName name="A">2</definedName>')),
    ("name-of-no-sheet", book(names='<definedName name="a" localSheetId="3">1</definedName>')),
    ("name-syntax", book(names='<definedName name="AB12">1</definedName>')),
    ("name-syntax", book(names='<definedName name="a b">1</definedName>')),
    ("row-order", Tiny('<row r="2"/><row r="1"/>')),
    ("cell-order", Tiny('<row r="1"><c r="B1"/><c r="A1"/></row>')),
    ("cell-reference", Tiny('<row r="1"><c r="A2"/></row>')),
    ("cell-style", cell("<v>1</v>", ' s="99"')),
    ("shared-string", cell("<v>4</v>", ' t="s"')),
    ("not-a-number", cell("<v>1,5</v>")),
    ("not-a-boolean", cell("<v>yes</v>", ' t="b"')),
    ("not-an-error-value", cell("<v>#OOPS</v>", ' t="e"')),
    ("text-too-long", cell(f"<v>{'x' * 32_768}</v>", ' t="str"')),
    ("text-too-long", cell(f"<is><t>{'x' * 32_768}</t></is>", ' t="inlineStr"')),
    ("text-too-long", replace(cell("<v>0</v>", ' t="s"'), strings=f"<si><t>{'x' * 32_768}</t></si>")),
    ("formula-too-long", cell(f"<f>1{'+1' * 5_000}</f>")),
    ("formula-needs-prefix", cell("<f>XLOOKUP(1,A:A,B:B)</f>")),
    ("formula-brackets", cell("<f>SUM(A2</f>")),
    ("formula-semicolon", cell("<f>SUM(A2;A3)</f>")),
    ("pointer-to-nowhere", Tiny(after='<drawing r:id="rId7"/>')),
    ("rule-style", rule('type="top10" dxfId="5"')),
    ("rule-without-formula", rule('type="cellIs"')),
    ("rule-without-range", Tiny(after='<dataValidations><dataValidation sqref=""/></dataValidations>')),
    ("list-too-long", Tiny(after=f'<dataValidation><formula1>"{"x" * 300}"</formula1></dataValidation>')),
    ("merge-overlap", Tiny(after='<mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/>')),
    ("table-heading", tabled(columns="a other")),
    ("table-width", tabled(columns="a")),
    ("table-column-twice", tabled(columns="a A")),
    ("table-without-rows", tabled("A1:B1")),
    ("table-without-rows", tabled("A1:B2", totals=1)),
    ("table-reference", tabled(change=('ref="A1:B3"', 'ref="nowhere"'))),
    ("table-name", tabled(change=('displayName="T1x"', 'displayName="T1"'))),
    ("table-over-merge", tabled(after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>')),
    ("table-over-filter", tabled(after='<autoFilter ref="A1:B3"/>')),
    ("table-overlap", two_tables("A3:B6")),
    ("table-id-twice", two_tables(change=('id="2" name="T2x"', 'id="1" name="T2x"'))),
    ("table-name-twice", two_tables(change=('displayName="T2x"', 'displayName="T1x"'))),
    ("stale-calculation-chain", Tiny(parts={"xl/calcChain.xml": CALC_CHAIN})),
]


@pytest.mark.parametrize(("code", "tiny"), FAULTY, ids=[code for code, _ in FAULTY])
def test_the_fault_is_named(code, tiny):
    assert code in codes(tiny)


def test_a_table_may_not_be_called_like_a_name():
    names = '<definedName name="t1x">S!$A$1</definedName>'
    tiny = replace(tabled(), workbook=f"<sheets>{SHEET}</sheets><definedNames>{names}</definedNames>")
    assert "table-name-is-a-name" in codes(tiny)


@pytest.mark.parametrize(
    "tiny",
    [
        Tiny(),
        tabled(),
        two_tables(),
        book(names='<definedName name="状态日">S!$A$1</definedName>'),
        cell('<f>_xlfn.XLOOKUP("SORT(;",A:A,{1;2})</f>'),
    ],
)
def test_a_sound_workbook_has_no_fault(tiny):
    assert lint(tiny.to_bytes()) == []


def test_a_rich_workbook_has_no_fault():
    assert lint(rich_workbook()) == []


@pytest.mark.parametrize("path", real_workbooks(), ids=lambda path: path.name)
def test_workbooks_that_excel_saved_have_no_fault(path):
    assert lint(path) == []


@pytest.mark.parametrize("data", [b"", b"a,b", Tiny(parts={"_rels/.rels": "<x/>"}).to_bytes()])
def test_what_is_no_workbook_is_a_fault_too(data):
    (fault,) = lint(data)
    assert isinstance(fault, Fault)
    assert fault.code == "no-workbook"
