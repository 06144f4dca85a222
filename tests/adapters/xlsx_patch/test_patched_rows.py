"""Rows and cells find their place, and everything around them keeps its own."""

import pytest

from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from support.tiny_workbook import STRICT, Tiny, part, rows_of


def put(tiny, *places, value=1):
    patch = WorkbookPatch(tiny.to_bytes())
    for row, column in places:
        patch.set_value("S", row, column, value)
    return patch.to_bytes()


def test_cells_ascend_in_their_row():
    rows = rows_of(put(Tiny('<row r="1"><c r="B1"/><c r="D1"/></row>'), (1, 3), (1, 5), (1, 1)))
    assert rows == (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1"><v>1</v></c><c r="D1"/>'
        '<c r="E1"><v>1</v></c></row>'
    )


def test_rows_ascend():
    rows = rows_of(put(Tiny('<row r="2"/><row r="4"/>'), (3, 1), (5, 1), (1, 1)))
    assert rows == (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="3"><c r="A3"><v>1</v></c></row>'
        '<row r="4"/><row r="5"><c r="A5"><v>1</v></c></row>'
    )


def test_an_empty_sheet_takes_its_first_cell():
    assert "<sheetData><row" in part(put(Tiny(), (1, 1)))


def test_rows_and_cells_may_leave_their_place_unsaid():
    rows = rows_of(put(Tiny("<row><c><v>7</v></c><c/></row><row><c/></row>"), (1, 2), (2, 3)))
    assert rows == (
        '<row r="1"><c r="A1"><v>7</v></c><c r="B1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"/><c r="C2"><v>1</v></c></row>'
    )


def test_the_place_may_be_named_after_the_format():
    assert rows_of(put(Tiny('<row r="1"><c s="2" r="C1"/></row>'), (1, 3))) == (
        '<row r="1"><c s="2" r="C1"><v>1</v></c></row>'
    )


def test_untouched_rows_keep_their_bytes():
    odd = "\n  <row  r = '1'>\n <c r='A1' ><v>1</v ></c></row >"
    assert rows_of(put(Tiny(odd + '<row r="2"/>'), (2, 1))).startswith(odd)


def test_spans_go_when_a_row_grows_wider():
    assert "spans" not in rows_of(put(Tiny('<row r="1" spans="1:2" ht="20"><c r="A1"/></row>'), (1, 9)))


def test_spans_stay_when_a_cell_only_changes():
    assert 'spans="1:2"' in rows_of(put(Tiny('<row r="1" spans="1:2"><c r="A1"/></row>'), (1, 1)))


def test_the_dimension_is_widened():
    data = put(Tiny('<row r="2"><c r="B2"/></row>', before='<dimension ref="B2"/>'), (5, 4))
    assert '<dimension ref="B2:D5"/>' in part(data)


def test_extensions_of_a_row_stay_last():
    extension = '<extLst><ext uri="x"/></extLst>'
    rows = rows_of(put(Tiny(f'<row r="1"><c r="A1"/>{extension}</row>'), (1, 2)))
    assert rows.endswith(f'<c r="B1"><v>1</v></c>{extension}</row>')


def test_a_new_cell_takes_the_format_of_its_row():
    rows = rows_of(put(Tiny('<row r="1" s="2" customFormat="1"/>'), (1, 1)))
    assert '<c r="A1" s="2">' in rows


def test_a_new_cell_takes_the_format_of_its_column():
    columns = '<cols><col min="1" max="3" width="9" style="2"/></cols>'
    rows = rows_of(put(Tiny('<row r="1" s="1"/>', before=columns), (1, 3), (1, 4)))
    assert rows == '<row r="1" s="1"><c r="C1" s="2"><v>1</v></c><c r="D1"><v>1</v></c></row>'


def test_metadata_of_the_old_value_goes_and_reading_aids_stay():
    cell = '<c r="A1" s="2" cm="1" vm="3" ph="1" t="e"><v>#N/A</v></c>'
    rows = rows_of(put(Tiny(f'<row r="1">{cell}</row>'), (1, 1)))
    assert rows == '<row r="1"><c r="A1" s="2" ph="1"><v>1</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    ['<row r="2"/><row r="1"/>', '<row r="1"/><row r="1"/>', '<row r="1"><c r="B1"/><c r="A1"/></row>'],
)
def test_what_does_not_ascend_is_refused(rows):
    with pytest.raises(WorkbookRefused) as refusal:
        put(Tiny(rows), (1, 1))
    assert refusal.value.reason == "rows-out-of-order"


@pytest.mark.parametrize(
    "rows", ['<row r="1"/><stray/>', '<row r="1"><stray/></row>', '<row r="1"><c r="A1"/><stray/></row>']
)
def test_what_is_not_understood_is_refused(rows):
    with pytest.raises(WorkbookRefused) as refusal:
        put(Tiny(rows), (1, 1))
    assert refusal.value.reason == "unreadable-part"


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (1_048_577, 1), (1, 16_385)])
def test_places_outside_the_sheet_are_refused(place):
    with pytest.raises(WorkbookRefused) as refusal:
        put(Tiny(), place)
    assert refusal.value.reason == "bad-place"


# --- ways of writing XML ---


def prefixed(xml):
    return (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<x:dimension ref="A1"/><x:sheetData>{xml}</x:sheetData></x:worksheet>'
    )


def test_prefixed_sheets_stay_prefixed():
    sheet = prefixed('<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c></x:row>')
    patch = WorkbookPatch(Tiny(sheet=sheet).to_bytes())
    patch.set_value("S", 1, 1, "a")
    patch.set_value("S", 1, 2, "b")
    patch.set_formula("S", 2, 1, "A1", "a")
    text = part(patch.to_bytes())
    assert '<x:dimension ref="A1:B2"/>' in text
    assert '<x:c r="B1" t="inlineStr"><x:is><x:t>b</x:t></x:is></x:c></x:row>' in text
    assert '<x:row r="2"><x:c r="A2" t="str"><x:f>A1</x:f><x:v>a</x:v></x:c></x:row>' in text


def test_strict_workbooks_are_understood():
    assert rows_of(put(Tiny(namespace=STRICT), (1, 1))) == '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_utf_16_becomes_utf_8():
    sheet = '<?xml version="1.0" encoding="UTF-16"?>' + Tiny('<row r="1"><c r="A1"/></row>')._worksheet()
    text = part(put(Tiny(sheet=sheet.encode("utf-16")), (1, 1), value="天"))
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"')
    assert "<t>天</t>" in text


def test_other_encodings_become_utf_8():
    sheet = (
        '<?xml version="1.0" encoding="gb18030"?>'
        + Tiny('<row r="1"><c r="A1" t="str"><v>早</v></c></row>')._worksheet()
    )
    assert "<v>早</v>" in part(put(Tiny(sheet=sheet.encode("gb18030")), (1, 2)))


def test_comments_do_not_count_as_rows():
    rows = rows_of(put(Tiny('<!-- <row r="9"> --><row r="1"/>'), (1, 1)))
    assert rows == '<row r="1"><c r="A1"><v>1</v></c></row>'


def test_cdata_is_text():
    before = Tiny('<row r="1"><c r="A1" t="str"><v><![CDATA[a<b]]></v></c></row>').to_bytes()
    patch = WorkbookPatch(before)
    patch.set_value("S", 1, 1, "a<b")
    assert patch.to_bytes() is before


def test_ignorable_prefixes_stay_declared():
    root = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" '
        'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">'
    )
    row = '<row r="1" x14ac:dyDescent="0.2"/>'
    data = put(Tiny(sheet=f"{root}<sheetData>{row}</sheetData></worksheet>"), (1, 1))
    assert part(data).startswith(root)
    assert 'x14ac:dyDescent="0.2"' in part(data)


def test_a_doctype_is_refused():
    sheet = "<!DOCTYPE worksheet []>" + Tiny()._worksheet()
    with pytest.raises(WorkbookRefused) as refusal:
        put(Tiny(sheet=sheet), (1, 1))
    assert refusal.value.reason == "doctype"
