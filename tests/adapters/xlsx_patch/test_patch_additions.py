"""What may be added to a person's workbook: sheets, columns, rules, paint, notes; and what is taken away."""

import pytest

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import Look, WorkbookPatch, WorkbookRefused
from sheetplan.xlsx.book import Book, custom_xml_part
from sheetplan.xlsx.package import Package
from support.built import opened
from support.rich_workbook import rich_workbook
from support.schema import SCHEMAS_AT_HAND, schema_errors
from support.tiny_workbook import Tiny, part, parts, table

RICH = rich_workbook()


def reason(action, *arguments, **named):
    with pytest.raises(WorkbookRefused) as refusal:
        action(*arguments, **named)
    return refusal.value.reason


def sound(data):
    """The workbook, if no fault was added to it."""
    assert lint(data) == []
    if SCHEMAS_AT_HAND:
        assert sorted(schema_errors(data)) == sorted(schema_errors(RICH))
    return opened(data)


# --- sheets ---


def test_a_sheet_is_added_behind_all_others_and_takes_cells():
    patch = WorkbookPatch(RICH)
    patch.add_sheet("附加", widths=[12, 30.5], frozen_rows=1)
    patch.set_value("附加", 1, 2, "text")
    book = sound(patch.to_bytes())
    assert book.sheetnames[-1] == "附加"
    assert (book["附加"]["B1"].value, book["附加"].freeze_panes) == ("text", "A2")


def test_a_column_of_a_new_sheet_offers_what_stands_in_cells():
    patch = WorkbookPatch(RICH)
    patch.add_sheet("附加", frozen_rows=1, offers={3: "$A$1:$B$1"})
    (offered,) = sound(patch.to_bytes())["附加"].data_validations.dataValidation
    assert (str(offered.sqref), offered.formula1) == ("C2:C1048576", "$A$1:$B$1")


def test_a_new_sheet_leaves_every_part_but_three_listings():
    patch = WorkbookPatch(RICH)
    patch.add_sheet("附加")
    old, new = parts(RICH), parts(patch.to_bytes())
    assert new.keys() - old.keys() == {"xl/worksheets/sheet4.xml"}
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "sheet-name"),
        ("x" * 32, "sheet-name"),
        ("a/b", "sheet-name"),
        ("'a", "sheet-name"),
        ("s", "sheet-name-taken"),
    ],
)
def test_a_name_that_excel_would_not_take_is_refused(name, why):
    assert reason(WorkbookPatch(Tiny().to_bytes()).add_sheet, name) == why


def test_a_workbook_with_protected_structure_gets_no_sheet_but_takes_cells():
    locked = (
        '<workbookProtection lockStructure="1"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'
    )
    patch = WorkbookPatch(Tiny(workbook=locked).to_bytes())
    assert reason(patch.add_sheet, "new") == "structure-locked"
    patch.set_value("S", 1, 1, 5)
    assert '<c r="A1"><v>5</v></c>' in part(patch.to_bytes())


# --- columns of tables ---


def tabled():
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="2" t="str"><v>{text}</v></c></row>'
        for row, text in ((1, "name"), (2, "x"), (3, "y"))
    )
    after = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    tiny = Tiny(rows=rows, after=after, sheet_links={"rId1": "table ../tables/table1.xml"})
    tiny.parts["xl/tables/table1.xml"] = table("A1:A3", "name")
    return tiny


def test_a_table_gets_a_column_at_its_right_in_the_look_of_its_neighbour():
    patch = WorkbookPatch(tabled().to_bytes())
    assert patch.add_column("S", "T1x", "状态") == 2
    data = patch.to_bytes()
    assert lint(data) == []
    said = part(data, "xl/tables/table1.xml")
    assert 'ref="A1:B3"><autoFilter ref="A1:B3"/><tableColumns count="2">' in said
    assert '<tableColumn id="2" name="状态"/>' in said
    assert '<c r="B2" s="2"/>' in part(data)


def test_a_column_is_not_laid_over_what_stands_there():
    tiny = tabled()
    tiny.rows = tiny.rows.replace("</c></row>", '</c><c r="B3"><v>7</v></c></row>', 3)
    assert reason(WorkbookPatch(tiny.to_bytes()).add_column, "S", "T1x", "b") == "column-taken"


def test_a_heading_stands_in_a_table_once():
    assert reason(WorkbookPatch(tabled().to_bytes()).add_column, "S", "T1x", "NAME") == "column-taken"


# --- rules and paint ---


def test_a_rule_stands_behind_those_that_are_there_and_is_added_once():
    patch = WorkbookPatch(RICH)
    for _ in range(2):
        patch.add_conditional_format("规则", "A1:C20 E1", '$A1="<"', Look(fill="FFC7CE", color="9C0006"))
    book = sound(patch.to_bytes())
    rules = [rule for area in book["规则"].conditional_formatting for rule in area.rules]
    ours = [rule for rule in rules if rule.formula == ['$A1="<"']]
    assert [rule.priority for rule in ours] == [max(rule.priority for rule in rules)]
    assert ours[0].dxf.fill.bgColor.rgb == "FFFFC7CE"


def test_a_rule_needs_no_styles_of_rules_to_be_there_before():
    patch = WorkbookPatch(Tiny().to_bytes())
    patch.add_conditional_format("S", "A1", "A1>1", Look(bold=True))
    assert "<dxf><font><b/></font></dxf>" in part(patch.to_bytes(), "xl/styles.xml")


def test_paint_changes_fill_and_font_and_nothing_else():
    patch = WorkbookPatch(RICH)
    patch.paint("数据", 2, 2, Look(fill="FFFF00", color="FF0000", bold=True))
    cell = sound(patch.to_bytes())["数据"]["B2"]
    assert (cell.value.year, cell.number_format, cell.border.left.style) == (2025, "yyyy-mm-dd", "thin")
    assert (cell.fill.fgColor.rgb, cell.font.color.rgb, cell.font.b) == ("FFFFFF00", "FFFF0000", True)


def test_the_same_paint_again_changes_nothing():
    patch = WorkbookPatch(RICH)
    patch.paint("数据", 2, 2, Look(fill="FFFF00"))
    once = patch.to_bytes()
    again = WorkbookPatch(once)
    again.paint("数据", 2, 2, Look(fill="FFFF00"))
    assert again.to_bytes() is once


# --- a note that nobody sees ---

NAMESPACE = "urn:sheetplan:mapping"
NOTE = b'<mapping xmlns="urn:sheetplan:mapping"><column heading="a &amp; b"/></mapping>'


def noted(data, note=NOTE):
    patch = WorkbookPatch(data)
    patch.store_custom_xml(NAMESPACE, note)
    return patch.to_bytes()


def test_a_note_is_found_by_its_namespace():
    data = noted(RICH)
    sound(data)
    package = Package(data)
    found = custom_xml_part(package, Book(package), NAMESPACE)
    assert found
    assert package.read(found) == NOTE


def test_a_newer_note_takes_the_place_of_the_older():
    newer = NOTE.replace(b"a &amp; b", b"c")
    twice = noted(noted(RICH), newer)
    assert twice.count(b"customXml/item2.xml") == 0
    assert parts(twice)["customXml/item1.xml"] == newer


def test_the_same_note_changes_nothing():
    once = noted(RICH)
    assert noted(once) is once


# --- signatures ---


def signed():
    """A workbook with the parts of a signature, and what says so."""
    links = parts(Tiny().to_bytes())["_rels/.rels"].decode()
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    link = f'<Relationship Id="rId9" Type="{origin}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    return Tiny(
        parts={
            "_rels/.rels": links.replace("</Relationships>", link),
            "_xmlsignatures/origin.sigs": b"",
            "_xmlsignatures/sig1.xml": "<Signature/>",
            "_xmlsignatures/_rels/origin.sigs.rels": "<Relationships/>",
        }
    ).to_bytes()


def test_a_signed_workbook_is_refused_unless_its_signature_may_go():
    assert reason(WorkbookPatch, signed()) == "signed"
    patch = WorkbookPatch(signed(), break_signature=True)
    patch.set_value("S", 1, 1, 1)
    after = parts(patch.to_bytes())
    assert not [name for name in after if name.startswith("_xmlsignatures")]
    assert b"_xmlsignatures" not in after["_rels/.rels"]


def test_without_an_edit_the_signature_stays():
    data = signed()
    assert WorkbookPatch(data, break_signature=True).to_bytes() is data


# --- macros ---


def test_a_sheet_added_beside_macros_leaves_them_as_they_are():
    before = rich_workbook(macros=True)
    patch = WorkbookPatch(before)
    patch.add_sheet("附加")
    old, new = parts(before), parts(patch.to_bytes())
    assert old["xl/vbaProject.bin"] == new["xl/vbaProject.bin"]
    assert old["xl/_rels/workbook.xml.rels"].count(b"vbaProject") == new["xl/_rels/workbook.xml.rels"].count(
        b"vbaProject"
    )
