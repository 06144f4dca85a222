"""Rows inserted and deleted, and everything that names a row following."""

import io

import pytest
import xlsxwriter

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from sheetplan.adapters.xlsx_patch.moves import RowMove
from sheetplan.adapters.xlsx_reader import read_workbook
from support.built import opened
from support.rich_workbook import rich_workbook
from support.schema import SCHEMAS_AT_HAND, schema_errors
from support.tiny_workbook import Tiny, part, parts, table

INSERTED, DELETED = RowMove("S", 5, 2), RowMove("S", 5, -2)


@pytest.mark.parametrize(
    ("text", "inserted", "deleted"),
    [
        ("A4+A5+A7", "A4+A7+A9", "A4+#REF!+A5"),
        ("SUM($A$1:$B$10)", "SUM($A$1:$B$12)", "SUM($A$1:$B$8)"),
        ("SUM(A5:A6)", "SUM(A7:A8)", "SUM(#REF!)"),
        ("SUM(A4:A5)", "SUM(A4:A7)", "SUM(A4:A4)"),
        ("SUM(A6:A9)", "SUM(A8:A11)", "SUM(A5:A7)"),
        ("SUM(A10:A1)", "SUM(A12:A1)", "SUM(A8:A1)"),
        ("SUM(A:A)+SUM(5:9)", "SUM(A:A)+SUM(7:11)", "SUM(A:A)+SUM(5:7)"),
        ("S!A9&'S'!$A9&T!A9", "S!A11&'S'!$A11&T!A9", "S!A7&'S'!$A7&T!A9"),
        ("[1]S!A9&'[1]S'!A9", "[1]S!A9&'[1]S'!A9", "[1]S!A9&'[1]S'!A9"),
        ('"A9"&A9', '"A9"&A11', '"A9"&A7'),
        ("T1[[#This Row],[A9]]+T9[A9]", "T1[[#This Row],[A9]]+T9[A9]", "T1[[#This Row],[A9]]+T9[A9]"),
        ("LOG10(A9)+x.A9+Rate9", "LOG10(A11)+x.A9+Rate9", "LOG10(A7)+x.A9+Rate9"),
        ("SUM(A1:A1048576)", "SUM(A1:A1048576)", "SUM(A1:A1048576)"),
    ],
)
def test_references_follow(text, inserted, deleted):
    assert (INSERTED.formula(text, "S"), DELETED.formula(text, "S")) == (inserted, deleted)


def test_unqualified_references_are_to_the_own_sheet():
    assert INSERTED.formula("A9+S!A9", "T") == "A9+S!A11"


def test_a_reference_through_sheets_is_not_guessed():
    with pytest.raises(WorkbookRefused, match="rows-cannot-move"):
        INSERTED.formula("SUM(A:S!B9)".replace("A:S", "R:S"), "T")


def test_quotes_in_the_name_of_a_sheet_are_understood():
    assert RowMove("It's", 5, 2).formula("'It''s'!A9", "S") == "'It''s'!A11"


# --- one sheet ---


def moved(tiny, first, count):
    patch = WorkbookPatch(tiny.to_bytes())
    change = patch.insert_rows if count > 0 else patch.delete_rows
    change("S", first, abs(count))
    return patch.to_bytes()


ROWS = (
    '<row r="4"><c r="A4"><v>4</v></c></row>'
    '<row r="5" ht="30"><c r="A5" s="1"><v>5</v></c><c r="B5"><f>A4*A5</f><v>20</v></c></row>'
)


def rows(data):
    return part(data).partition("<sheetData>")[2].partition("</sheetData>")[0]


def test_rows_below_move_down():
    expected = (
        '<row r="4"><c r="A4"><v>4</v></c></row><row ht="30" r="7"><c r="A7" s="1"><v>5</v></c>'
        '<c r="B7"><f>A4*A7</f><v>20</v></c></row>'
    )
    assert rows(moved(Tiny(ROWS), 5, 2)).replace('<row r="7" ht="30">', '<row ht="30" r="7">') == expected


def test_rows_below_move_up():
    assert rows(moved(Tiny(ROWS), 2, -2)) == (
        '<row r="2"><c r="A2"><v>4</v></c></row><row r="3" ht="30"><c r="A3" s="1"><v>5</v></c>'
        '<c r="B3"><f>A2*A3</f><v>20</v></c></row>'
    )


def test_deleted_rows_leave_a_trace_in_formulas():
    assert "<f>#REF!*A4</f>" in rows(moved(Tiny(ROWS), 4, -1))


def test_shared_formulas_part_ways():
    shared = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1*2</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    written = rows(moved(Tiny(shared), 2, 1))
    assert [written.count(f"<f>B{row}*2</f>") for row in (1, 2, 3, 4)] == [1, 0, 1, 1]
    assert "shared" not in written


AROUND = (
    '<autoFilter ref="A4:B9"/>'
    '<mergeCells count="2"><mergeCell ref="A5:B5"/><mergeCell ref="A8:B9"/></mergeCells>'
    '<conditionalFormatting sqref="A5:A9 C5"><cfRule type="expression" priority="1">'
    "<formula>$A5&gt;1</formula></cfRule></conditionalFormatting>"
    '<dataValidations count="1"><dataValidation sqref="B5"><formula1>$A$9</formula1></dataValidation>'
    "</dataValidations>"
    '<hyperlinks><hyperlink ref="A9" location="S!A9"/></hyperlinks>'
    '<rowBreaks count="1" manualBreakCount="1"><brk id="8" max="16383" man="1"/></rowBreaks>'
)


def after(data):
    return part(data).partition("</sheetData>")[2]


def test_what_lies_around_the_cells_moves_down():
    assert after(moved(Tiny(ROWS, after=AROUND), 5, 1)) == (
        '<autoFilter ref="A4:B10"/>'
        '<mergeCells count="2"><mergeCell ref="A6:B6"/><mergeCell ref="A9:B10"/></mergeCells>'
        '<conditionalFormatting sqref="A6:A10 C6"><cfRule type="expression" priority="1">'
        "<formula>$A6&gt;1</formula></cfRule></conditionalFormatting>"
        '<dataValidations count="1"><dataValidation sqref="B6"><formula1>$A$10</formula1></dataValidation>'
        "</dataValidations>"
        '<hyperlinks><hyperlink ref="A10" location="S!A10"/></hyperlinks>'
        '<rowBreaks count="1" manualBreakCount="1"><brk id="9" max="16383" man="1"/></rowBreaks></worksheet>'
    )


def test_what_lies_on_deleted_rows_goes():
    left = after(moved(Tiny(ROWS, after=AROUND), 5, -1))
    assert '<mergeCells count="1"><mergeCell ref="A7:B8"/></mergeCells>' in left
    assert "dataValidation" not in left
    assert '<hyperlink ref="A8" location="S!A8"/>' in left


def test_a_rule_keeps_its_meaning_when_its_first_row_goes():
    left = after(moved(Tiny(ROWS, after=AROUND), 5, -1))
    assert '<conditionalFormatting sqref="A5:A8">' in left
    assert "<formula>$A5&gt;1</formula>" in left


def test_what_nobody_here_follows_is_refused():
    tiny = Tiny(ROWS, after='<customSheetViews><customSheetView guid="{1}"/></customSheetViews>')
    with pytest.raises(WorkbookRefused, match="rows-cannot-move"):
        moved(tiny, 5, 1)


# --- tables ---


def tabled():
    cells = "".join(
        f'<row r="{row}"><c r="A{row}" s="2"><v>{row}</v></c>'
        f'<c r="B{row}"><f>T1x[[#This Row],[a]]*2</f><v>{row * 2}</v></c></row>'
        for row in (2, 3)
    )
    heading = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" t="str"><v>b</v></c></row>'
    tiny = Tiny(heading + cells, after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>')
    tiny.sheet_links = {"rId1": "table ../tables/table1.xml"}
    tiny.parts["xl/tables/table1.xml"] = table("A1:B3", "a b")
    return tiny


def test_a_row_inserted_into_a_table_has_the_look_and_formulas_of_the_one_above():
    data = moved(tabled(), 3, 1)
    assert lint(data) == []
    assert 'ref="A1:B4"><autoFilter ref="A1:B4"/>' in part(data, "xl/tables/table1.xml")
    assert '<row r="3"><c r="A3" s="2"/><c r="B3"><f>T1x[[#This Row],[a]]*2</f></c></row>' in rows(data)


def test_a_row_deleted_from_a_table_shortens_it():
    data = moved(tabled(), 3, -1)
    assert lint(data) == []
    assert 'ref="A1:B2"' in part(data, "xl/tables/table1.xml")


@pytest.mark.parametrize(("first", "count", "why"), [(1, -1, "table-header"), (2, -2, "rows-cannot-move")])
def test_a_table_keeps_its_headings_and_a_row(first, count, why):
    with pytest.raises(WorkbookRefused) as refusal:
        moved(tabled(), first, count)
    assert refusal.value.reason == why


def test_a_moved_table_takes_edits_at_once():
    patch = WorkbookPatch(tabled().to_bytes())
    patch.insert_rows("S", 3, 2)
    patch.set_value("S", 5, 1, 99)
    patch.resize_table("S", "T1x", 6)
    assert 'ref="A1:B6"' in part(patch.to_bytes(), "xl/tables/table1.xml")


# --- a whole workbook ---

RICH = rich_workbook()


def shifted(count, first=10):
    patch = WorkbookPatch(RICH)
    (patch.insert_rows if count > 0 else patch.delete_rows)("数据", first, abs(count))
    return patch.to_bytes()


@pytest.mark.parametrize("count", [3, -3])
def test_nothing_is_left_that_excel_would_repair(count):
    data = shifted(count)
    assert lint(data) == []
    if SCHEMAS_AT_HAND:
        assert sorted(schema_errors(data)) == sorted(schema_errors(RICH))
    opened(data)


def test_charts_names_and_text_boxes_follow():
    after_move = parts(shifted(3))
    assert "数据!$C$2:$C$33".encode() in after_move["xl/charts/chart1.xml"]
    patch = WorkbookPatch(RICH)
    patch.insert_rows("数据", 2, 1)
    after_first = parts(patch.to_bytes())
    assert "数据!$B$3".encode() in after_first["xl/workbook.xml"]
    assert any(b'textlink="' + "数据!$A$3".encode() in content for content in after_first.values())


def test_notes_follow_with_their_boxes():
    patch = WorkbookPatch(RICH)
    patch.insert_rows("数据", 2, 4)
    book = opened(patch.to_bytes())
    assert book["数据"]["J9"].comment.text.startswith("a note")
    drawing = next(
        content for name, content in parts(patch.to_bytes()).items() if name.endswith("vmlDrawing1.vml")
    )
    assert b"<x:Row>8</x:Row>" in drawing


def test_a_note_on_a_deleted_row_goes_with_its_box():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("S")
        sheet.write_comment("B2", "goes")
        sheet.write_comment("B4", "stays")
    patch = WorkbookPatch(stream.getvalue())
    patch.delete_rows("S", 2, 1)
    data = parts(patch.to_bytes())
    assert b"goes" not in data["xl/comments1.xml"]
    assert b'<comment ref="B3"' in data["xl/comments1.xml"]
    assert data["xl/drawings/vmlDrawing1.vml"].count(b"<x:Row>2</x:Row>") == 1


def test_parts_that_name_no_row_keep_their_bytes():
    old, new = parts(RICH), parts(shifted(3))
    untouched = ("xl/styles.xml", "xl/sharedStrings.xml", "xl/media/image1.png", "xl/worksheets/sheet2.xml")
    assert [name for name in untouched if old[name] != new[name]] == []


def test_inserting_and_deleting_again_restores_every_value():
    patch = WorkbookPatch(RICH)
    patch.insert_rows("数据", 10, 2)
    patch.delete_rows("数据", 10, 2)
    assert [grid.rows for grid in read_workbook(patch.to_bytes()).grids] == [
        grid.rows for grid in read_workbook(RICH).grids
    ]


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize("count", [2, -2])
def test_libreoffice_computes_the_same_values_one_move_away(count, tmp_path):
    from support.office import recalculated

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet, other = book.add_worksheet("S"), book.add_worksheet("T")
        for row in range(20):
            sheet.write(row, 0, row + 1)
            sheet.write_formula(row, 1, f"=A{row + 1}*2+$A$1", None, (row + 1) * 2 + 1)
        other.write_formula("A1", "=SUM(S!B1:B20)", None, 0)
        other.write_formula("A2", "=S!B18", None, 0)
    patch = WorkbookPatch(stream.getvalue())
    (patch.insert_rows if count > 0 else patch.delete_rows)("S", 10, abs(count))
    computed = read_workbook(recalculated(patch.to_bytes(), tmp_path).read_bytes()).grids
    values = [row * 2 + 1 for row in range(1, 21)]
    kept = values if count > 0 else values[:9] + values[11:]
    assert [computed[1].cell(1, 1), computed[1].cell(2, 1)] == [sum(kept), values[17]]
