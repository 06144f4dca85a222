"""What lies around the cells: whole rows, links, rules, names, recalculation."""

from datetime import date

import pytest

from sheetplan.adapters.xlsx_patch import Link, WorkbookPatch, WorkbookRefused
from support.tiny_workbook import CALC_CHAIN, RELATIONSHIPS, Tiny, part, rows_of, table

FINDINGS = (
    '<row r="1"><c r="A1"><v>0</v></c></row>'
    '<row r="5" spans="1:2" ht="30" customHeight="1"><c r="A5" s="2"><v>1</v></c><c r="B5" s="1"/></row>'
    '<row r="6" ht="45"><c r="A6" s="2"><v>2</v></c></row>'
    '<row r="9"><c r="D9"><v>9</v></c></row>'
)


def replaced(tiny, rows, links=()):
    patch = WorkbookPatch(tiny.to_bytes())
    patch.replace_rows("S", 5, 1, rows, links)
    return patch.to_bytes()


# --- rows that are ours ---


def test_rows_take_the_place_of_all_below_in_the_look_of_the_first():
    assert rows_of(replaced(Tiny(FINDINGS), [["x", None], ["y", 7]])) == (
        '<row r="1"><c r="A1"><v>0</v></c></row>'
        '<row ht="30" customHeight="1" r="5"><c r="A5" s="2" t="inlineStr"><is><t>x</t></is></c>'
        '<c r="B5" s="1"/></row>'
        '<row ht="30" customHeight="1" r="6"><c r="A6" s="2" t="inlineStr"><is><t>y</t></is></c>'
        '<c r="B6" s="1"><v>7</v></c></row>'
    )


def test_without_values_one_empty_row_keeps_the_look():
    rows = rows_of(replaced(Tiny(FINDINGS), []))
    assert rows.endswith('<row ht="30" customHeight="1" r="5"><c r="A5" s="2"/><c r="B5" s="1"/></row>')


def test_without_a_first_row_the_columns_give_the_look():
    columns = '<cols><col min="1" max="1" width="9" style="2"/></cols>'
    rows = rows_of(replaced(Tiny(before=columns), [[1, date(2026, 2, 28)]]))
    assert rows == '<row r="5"><c r="A5" s="2"><v>1</v></c><c r="B5" s="1"><v>46081</v></c></row>'


def test_the_dimension_follows_the_rows():
    data = replaced(Tiny(FINDINGS, before='<dimension ref="A1:D9"/>'), [["x"], ["y"]])
    assert '<dimension ref="A1:D6"/>' in part(data)


def test_the_same_rows_and_links_change_nothing():
    rows, links = [["x", 1], ["y", None]], [Link(5, 1, "'S'!A1", "tip"), Link(6, 1, "'S'!A2")]
    once = replaced(Tiny(FINDINGS), rows, links)
    patch = WorkbookPatch(once)
    patch.replace_rows("S", 5, 1, rows, links)
    assert patch.to_bytes() is once


def test_a_leftover_row_is_a_change():
    assert 'r="9"' not in rows_of(replaced(Tiny(FINDINGS), [[1], [2]]))


def test_rows_over_a_table_heading_are_refused():
    links, parts = {"rId1": "table ../tables/table1.xml"}, {"xl/tables/table1.xml": table("A5:B6", "a b")}
    with pytest.raises(WorkbookRefused) as refusal:
        replaced(Tiny(FINDINGS, sheet_links=links, parts=parts), [["x"]])
    assert refusal.value.reason == "table-header"


def test_rows_over_merged_cells_are_refused():
    with pytest.raises(WorkbookRefused) as refusal:
        replaced(Tiny(FINDINGS, after='<mergeCells><mergeCell ref="A7:B7"/></mergeCells>'), [["x"]])
    assert refusal.value.reason == "merged"


def test_a_row_that_is_refused_leaves_all_rows():
    before = Tiny(FINDINGS).to_bytes()
    patch = WorkbookPatch(before)
    with pytest.raises(WorkbookRefused):
        patch.replace_rows("S", 5, 1, [["x"], [float("nan")]], [])
    assert patch.to_bytes() is before


# --- links ---


def test_links_stand_before_the_print_settings():
    after = '<dataValidations/><pageMargins left="1"/>'
    text = part(replaced(Tiny(FINDINGS, after=after), [["x"]], [Link(5, 1, "'任务'!E7", "a<b")]))
    assert (
        '<dataValidations/><hyperlinks><hyperlink ref="A5" '
        'location="\'任务\'!E7" tooltip="a&lt;b"/></hyperlinks><pageMargins'
    ) in text


def test_links_replace_those_below_and_spare_those_above():
    above, below = '<hyperlink ref="A1" r:id="rId9"/>', '<hyperlink ref="A6" location="gone"/>'
    after = f"<hyperlinks>{above}{below}</hyperlinks>"
    text = part(replaced(Tiny(FINDINGS, after=after), [["x"]], [Link(5, 1, "'S'!A1")]))
    assert f'<hyperlinks>{above}<hyperlink ref="A5" location="\'S\'!A1"/></hyperlinks>' in text


def test_without_links_the_element_goes():
    after = '<hyperlinks><hyperlink ref="A6" location="gone"/></hyperlinks>'
    assert "hyperlinks" not in part(replaced(Tiny(FINDINGS, after=after), [["x"]]))


# --- ranges of rules and lists ---

RULES = (
    '<conditionalFormatting sqref="A5:D9 F5:F9 A1:A8"><cfRule><formula>A9&gt;1</formula></cfRule>'
    '</conditionalFormatting><dataValidations count="1"><dataValidation sqref="B9"/></dataValidations>'
    '<ignoredErrors><ignoredError sqref="A5:A9"/></ignoredErrors><extLst><ext>'
    "<x14:conditionalFormattings><x14:conditionalFormatting><xm:sqref>C5:C9</xm:sqref></x14:conditionalFormatting>"
    "</x14:conditionalFormattings><x14:sparklineGroups><x14:sparkline><xm:sqref>E9</xm:sqref></x14:sparkline>"
    "</x14:sparklineGroups></ext></extLst>"
)
NAMESPACES = 'xmlns:x14="urn:x14" xmlns:xm="urn:xm"'


def ruled(old, new):
    tiny = Tiny(after=RULES.replace("<extLst>", f"<extLst {NAMESPACES}>"))
    patch = WorkbookPatch(tiny.to_bytes())
    patch.extend_ranges("S", old, new)
    return part(patch.to_bytes())


@pytest.mark.parametrize(
    "expected",
    [
        'conditionalFormatting sqref="A5:D30 F5:F30 A1:A8"',
        '<dataValidation sqref="B9:B30"/>',
        "<xm:sqref>C5:C30</xm:sqref>",
        "<formula>A9&gt;1</formula>",
        '<ignoredError sqref="A5:A9"/>',
        "<x14:sparkline><xm:sqref>E9</xm:sqref>",
    ],
)
def test_rules_and_lists_that_end_with_the_rows_follow_them(expected):
    assert expected in ruled(9, 30)


def test_ranges_may_shrink_to_their_first_row():
    assert 'conditionalFormatting sqref="A5:D5 F5 A1:A8"' in ruled(9, 2)


def test_nothing_ends_there_nothing_changes():
    assert ruled(77, 99) == ruled(9, 9)


# --- names ---


def named(names, name="sp_findings", reference="'检查'!$A$6:$A$30"):
    patch = WorkbookPatch(Tiny(workbook=SHEETS + names).to_bytes())
    patch.set_defined_name(name, reference)
    return part(patch.to_bytes(), "xl/workbook.xml")


SHEETS = '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets>'


def test_a_name_keeps_its_attributes():
    item = '<definedName name="SP_findings" comment="c" hidden="1">S!$A$1</definedName>'
    assert (
        '<definedName name="SP_findings" comment="c" hidden="1">\'检查\'!$A$6:$A$30</definedName>'
        in named(f"<definedNames>{item}</definedNames>")
    )


def test_a_name_of_one_sheet_is_another_name():
    local = '<definedName name="sp_findings" localSheetId="0">S!$A$1</definedName>'
    assert named(f"<definedNames>{local}</definedNames>").count("<definedName ") == 2


def test_a_new_name_finds_its_place_in_the_alphabet():
    names = '<definedName name="A">1</definedName><definedName name="z">2</definedName>'
    text = named(f"<definedNames>{names}</definedNames>")
    assert text.index('"A"') < text.index('"sp_findings"') < text.index('"z"')


def test_the_first_name_stands_before_the_calculation_settings():
    assert f"{SHEETS}<definedNames><definedName" in named('<calcPr calcId="1"/>')


def test_the_same_name_changes_nothing():
    before = Tiny(workbook=f'{SHEETS}<definedNames><definedName name="a">S!$A$1</definedName></definedNames>')
    data = before.to_bytes()
    patch = WorkbookPatch(data)
    patch.set_defined_name("a", "S!$A$1")
    assert patch.to_bytes() is data


# --- recalculation ---


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('<calcPr calcId="1"/>', '<calcPr calcId="1" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0"/>', '<calcPr fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="true"/>', '<calcPr fullCalcOnLoad="true"/>'),
        ("<oleSize ref='A1'/>", '<calcPr fullCalcOnLoad="1"/><oleSize'),
    ],
)
def test_a_change_asks_excel_to_recalculate(settings, expected):
    patch = WorkbookPatch(Tiny(workbook=SHEETS + settings).to_bytes())
    patch.set_value("S", 1, 1, 1)
    assert SHEETS + expected in part(patch.to_bytes(), "xl/workbook.xml")


def test_to_bytes_may_be_asked_again_and_in_between():
    patch = WorkbookPatch(Tiny(parts={"xl/calcChain.xml": CALC_CHAIN}).to_bytes())
    patch.set_formula("S", 1, 1, "1", 1)
    first = patch.to_bytes()
    assert patch.to_bytes() == first
    patch.set_value("S", 2, 1, 2)
    assert 'r="A2"' in rows_of(patch.to_bytes())


def test_sheets_are_listed_in_tab_order():
    sheets = SHEETS.replace(
        "</sheets>", '<sheet name="A&amp;B" sheetId="2" state="hidden" r:id="rId2"/></sheets>'
    )
    assert WorkbookPatch(Tiny(workbook=sheets).to_bytes()).sheet_names == ("S", "A&B")
    assert RELATIONSHIPS in part(Tiny(workbook=sheets).to_bytes(), "xl/workbook.xml")


# --- how high new rows are ---


@pytest.mark.parametrize(
    ("look", "high"),
    [("", 'ht="34.00"'), (' ht="20"', 'ht="34.00"'), (' ht="20" customHeight="1"', 'ht="20"')],
)
def test_new_rows_are_as_high_as_told_unless_somebody_set_it_by_hand(look, high):
    patch = WorkbookPatch(Tiny(f'<row r="5"{look}><c r="A5"><v>1</v></c></row>').to_bytes())
    patch.replace_rows("S", 5, 1, [["a"], ["b"]], [], heights=[34, 34])
    assert part(patch.to_bytes()).count(high) == 2
