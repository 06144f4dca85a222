"""Where an edit would break something, it is refused and nothing happens."""

import pytest

from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from sheetplan.language import LANGUAGES, wording
from sheetplan.xlsx.refusal import REASONS
from support.tiny_workbook import Tiny, part, rows_of, table

HEADINGS = '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="str"><v>b</v></c></row>'


def reason(action, *arguments):
    with pytest.raises(WorkbookRefused) as refusal:
        action(*arguments)
    return refusal.value.reason


def tabled(reference="A1:B3", *, rows=HEADINGS, after="", others=None, **about):
    links = {"rId1": "table ../tables/table1.xml"} | (others or {})
    parts = {"xl/tables/table1.xml": table(reference, "a b", **about)}
    if others:
        parts["xl/tables/table2.xml"] = table("A6:B8", "c d", identifier=2)
    return WorkbookPatch(Tiny(rows, after=after, sheet_links=links, parts=parts).to_bytes())


def test_only_the_first_cell_of_a_merged_area_takes_a_value():
    merged = '<mergeCells count="2"><mergeCell ref="B2:C3"/><mergeCell ref="E5:F5"/></mergeCells>'
    patch = WorkbookPatch(Tiny(after=merged).to_bytes())
    patch.set_value("S", 2, 2, 1)
    assert [reason(patch.set_value, "S", *place, 1) for place in ((2, 3), (3, 2), (3, 3), (5, 6))] == [
        "merged"
    ] * 4


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def test_array_formulas_are_left_alone(kind):
    rows = f'<row r="1"><c r="A1"><f t="{kind}" ref="A1:B2">1</f><v>1</v></c></row>'
    patch = WorkbookPatch(Tiny(rows).to_bytes())
    assert [reason(patch.set_value, "S", *place, 2) for place in ((1, 1), (2, 2))] == ["array-formula"] * 2
    assert reason(patch.set_formula, "S", 1, 1, "2", 2) == "array-formula"


def test_the_result_of_an_array_formula_may_be_refreshed():
    rows = '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:B2">1</f><v>1</v></c></row>'
    patch = WorkbookPatch(Tiny(rows).to_bytes())
    patch.set_cached("S", 1, 1, 2)
    assert '<c r="A1" cm="1"><f t="array" ref="A1:B2">1</f><v>2</v></c>' in rows_of(patch.to_bytes())


def test_pivot_tables_are_left_alone():
    pivot = '<pivotTableDefinition xmlns="x"><location ref="C3:D9"/></pivotTableDefinition>'
    links, parts = {"rId1": "pivotTable ../pivot.xml"}, {"xl/pivot.xml": pivot}
    patch = WorkbookPatch(Tiny(sheet_links=links, parts=parts).to_bytes())
    assert reason(patch.set_value, "S", 4, 4, 1) == "pivot"


def test_table_headings_stay():
    patch = tabled()
    patch.set_value("S", 1, 1, "a")
    patch.set_value("S", 2, 1, "x")
    assert reason(patch.set_value, "S", 1, 1, "x") == "table-header"


def test_table_totals_stay():
    assert reason(tabled(totals=1).set_value, "S", 3, 1, "x") == "table-totals"


def test_a_refused_edit_leaves_the_bytes():
    before = Tiny(after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>').to_bytes()
    patch = WorkbookPatch(before)
    assert reason(patch.set_value, "S", 1, 2, 1) == "merged"
    assert patch.to_bytes() is before


def test_sheets_and_tables_are_known_by_name():
    patch = tabled()
    assert reason(patch.set_value, "T", 1, 1, 1) == "missing-sheet"
    assert reason(patch.resize_table, "S", "nowhere", 5) == "missing-table"


def test_chart_sheets_have_no_cells():
    tiny = Tiny()
    links = tiny._all_parts()["xl/_rels/workbook.xml.rels"].replace("/worksheet", "/chartsheet", 1)
    tiny.parts["xl/_rels/workbook.xml.rels"] = links
    assert reason(WorkbookPatch(tiny.to_bytes()).set_value, "S", 1, 1, 1) == "not-a-worksheet"


# --- the size of a table ---


def test_a_table_and_its_filter_grow_together():
    patch = tabled()
    patch.resize_table("S", "t1X", 9)
    text = part(patch.to_bytes(), "xl/tables/table1.xml")
    assert 'ref="A1:B9"><autoFilter ref="A1:B9"/>' in text


def test_a_table_keeps_one_row_below_its_headings():
    patch = tabled()
    patch.resize_table("S", "T1x", 1)
    assert 'ref="A1:B2"' in part(patch.to_bytes(), "xl/tables/table1.xml")


def test_a_table_of_that_size_changes_nothing():
    before = tabled().to_bytes()
    patch = WorkbookPatch(before)
    patch.resize_table("S", "T1x", 3)
    assert patch.to_bytes() is before


def test_a_sorted_table_stays_sorted_to_its_end():
    tiny = Tiny(sheet_links={"rId1": "table ../tables/table1.xml"})
    plain = table("A1:B3", "a b")
    tiny.parts["xl/tables/table1.xml"] = plain.replace(
        '<autoFilter ref="A1:B3"/>',
        '<autoFilter ref="A1:B3"><sortState ref="A2:B3"/></autoFilter>',
    )
    patch = WorkbookPatch(tiny.to_bytes())
    patch.resize_table("S", "T1x", 5)
    assert '<autoFilter ref="A1:B5"><sortState ref="A2:B5"/>' in part(
        patch.to_bytes(), "xl/tables/table1.xml"
    )


def test_a_table_with_totals_is_not_resized():
    assert reason(tabled(totals=1).resize_table, "S", "T1x", 9) == "table-totals"


def test_a_table_does_not_grow_into_another():
    patch = tabled(others={"rId2": "table ../tables/table2.xml"})
    assert reason(patch.resize_table, "S", "T1x", 6) == "table-overlap"
    patch.resize_table("S", "T1x", 5)
    assert reason(patch.resize_table, "S", "T1x", 7) == "table-overlap"


def test_a_table_does_not_grow_into_merged_cells():
    patch = tabled(after='<mergeCells><mergeCell ref="B9:C9"/></mergeCells>')
    assert reason(patch.resize_table, "S", "T1x", 9) == "table-overlap"


def test_a_table_filled_by_a_query_is_not_resized():
    tiny = Tiny(sheet_links={"rId1": "table ../tables/table1.xml"})
    plain = table("A1:B3", "a b")
    tiny.parts["xl/tables/table1.xml"] = plain.replace("<table ", '<table tableType="queryTable" ')
    assert reason(WorkbookPatch(tiny.to_bytes()).resize_table, "S", "T1x", 9) == "query-table"


# --- what a refusal says ---


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_refusal_names_its_reason_and_place_and_has_its_words(code):
    refusal = WorkbookRefused(code, "S!A1")
    assert (refusal.reason, refusal.detail) == (code, "S!A1")
    assert all(wording(language).text("workbook_refusals", code) for language in LANGUAGES)
