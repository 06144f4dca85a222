"""Workbooks as tables, and files that are none."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.adapters.xlsx_reader.number_formats import number_formats
from sheetplan.app.refusal import Refusal
from sheetplan.model.values import ErrorValue, Uncomputed
from support.tiny_workbook import Tiny


@pytest.fixture
def book():
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(buffer)
    sheet = workbook.add_worksheet("任务 & 时间")
    sheet.write_row("B3", ["编号", "任务"])
    sheet.write("B4", "T01")
    sheet.write_datetime("C4", date(2026, 3, 1), workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    sheet.write_formula("D4", "=1+1", None, 2)
    sheet.write_formula("E4", "=1/0", None, "#DIV/0!")
    sheet.add_table("B3:C4", {"name": "Tasks", "columns": [{"header": "编号"}, {"header": "任务"}]})
    workbook.add_worksheet("空")
    workbook.close()
    return buffer.getvalue()


def test_cells_stand_where_excel_shows_them(book):
    grid = read_workbook(book).grids[0]
    assert (grid.name, grid.cell(4, 2), grid.cell(1, 1)) == ("任务 & 时间", "T01", None)


def test_midnight_is_a_date(book):
    assert read_workbook(book).grids[0].cell(4, 3) == date(2026, 3, 1)


def test_formulas_are_marked(book):
    assert read_workbook(book).grids[0].formulas == {(4, 4), (4, 5)}


def test_errors_are_values_of_their_own(book):
    cell = read_workbook(book).grids[0].cell(4, 5)
    assert (cell, type(cell)) == ("#DIV/0!", ErrorValue)


def test_a_table_is_known_with_its_headings(book):
    assert read_workbook(book).grids[0].tables == {"Tasks": (3, 2, 4, 3)}


@pytest.mark.parametrize(
    ("options", "area"),
    [({"total_row": True}, (3, 2, 5, 3)), ({"header_row": False, "total_row": False}, (2, 2, 6, 3))],
)
def test_a_table_reaches_from_its_headings_to_its_last_row_of_data(options, area):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as workbook:
        workbook.add_worksheet("S").add_table("B3:C6", {"name": "Tasks", **options})
    assert read_workbook(buffer.getvalue()).grids[0].tables == {"Tasks": area}


def test_an_empty_sheet_is_a_sheet(book):
    assert read_workbook(book).grids[1].rows == ()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\0" * 4096, "empty-file"),
        (b"name,date\n", "not-a-workbook"),
        (b"<html></html>", "not-a-workbook"),
        (OLE + b"\0" * 600, "old-xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (zipped(**{"word__document.xml": "<x/>"}), "not-a-workbook"),
        (zipped(**{"xl__workbook.bin": ""}), "xlsb"),
        (zipped(**{"xl__workbook.xml": "<workbook/>"}), "damaged"),
        (b"PK\x03\x04 truncated", "damaged"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(data, code):
    with pytest.raises(Refusal) as caught:
        read_workbook(data)
    assert caught.value.code == code


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(book, share):
    with pytest.raises(Refusal) as caught:
        read_workbook(book[: int(len(book) * share)])
    assert caught.value.code == "damaged"


# --- what calamine does not tell ---


def only(tiny):
    return read_workbook(tiny.to_bytes()).grids[0]


@pytest.mark.parametrize(
    ("cell", "computed"),
    [
        ("<f>1+1</f><v>2</v>", True),
        ("<f>1+1</f>", False),
        ("<f>1+1</f><v></v>", False),
        ("<f>1+1</f><v/>", False),
        ('<f t="shared" si="0"/><v>2</v>', True),
    ],
)
@pytest.mark.parametrize("tag", ['<c r="A1">', "<c>", "<c s='1' r='A1'>"])
def test_a_formula_without_a_result_is_told_from_a_blank(cell, computed, tag):
    grid = only(Tiny(f'<row r="1">{tag}{cell}</c></row><row r="2"><c r="A2"><v>1</v></c></row>'))
    assert grid.formulas == {(1, 1)}
    assert isinstance(grid.cell(1, 1), Uncomputed) is not computed


def test_a_formula_whose_result_is_an_empty_text_is_computed():
    grid = only(Tiny('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>'))
    assert not isinstance(grid.cell(1, 1), Uncomputed)


def test_merged_areas_and_hidden_rows_are_told():
    rows = '<row r="1"/><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="0"/>'
    grid = only(Tiny(rows, after='<mergeCells><mergeCell ref="A2:C3"/></mergeCells>'))
    assert (grid.merged, grid.hidden_rows, grid.hidden) == (((2, 1, 3, 3),), {2}, False)


def test_a_hidden_sheet_is_read_and_told():
    tiny = Tiny('<row r="1"><c r="A1"><v>1</v></c></row>')
    tiny.workbook = tiny.workbook.replace('name="S"', 'name="S" state="veryHidden"')
    grid = only(tiny)
    assert (grid.cell(1, 1), grid.hidden) == (1.0, True)


def test_names_of_the_whole_workbook_are_told():
    names = (
        '<definedNames><definedName name="Rate">0.5&amp;""</definedName>'
        '<definedName name="x" localSheetId="0">S!$A$1</definedName></definedNames>'
    )
    assert read_workbook(
        Tiny(workbook=Tiny().workbook.replace("</sheets>", "</sheets>" + names)).to_bytes()
    ).names == {"Rate": '0.5&""'}


# --- what would make a small file large ---


@pytest.mark.parametrize("tag", ['<c r="XFD1048576">', "<c s='1' r='XFD1048576'>"])
def test_a_cell_at_the_end_of_the_sheet_is_refused_with_its_place(tag):
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{tag}<v>1</v></c></row>'
    with pytest.raises(Refusal) as caught:
        read_workbook(Tiny(rows).to_bytes())
    assert (caught.value.code, caught.value.facts["detail"]) == ("trap", "workbook: S: XFD1048576")


def test_formats_may_reach_to_the_end_of_the_sheet():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert only(Tiny(rows)).cell(1, 1) == 1.0


def test_a_part_that_unpacks_to_more_than_it_states_is_damaged():
    data = bytearray(Tiny(strings="<si><t>" + "x" * 100_000 + "</t></si>").to_bytes())
    at = data.index(b"xl/sharedStrings.xml", data.index(b"PK\1\2"))
    data[at - 22 : at - 18] = (1000).to_bytes(4, "little")
    with pytest.raises(Refusal) as caught:
        read_workbook(bytes(data))
    assert caught.value.code == "damaged"


def test_an_opendocument_workbook_is_named_for_what_it_is():
    with pytest.raises(Refusal) as caught:
        read_workbook(zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content="<x/>"))
    assert caught.value.code == "ods"


def test_number_formats_are_told_by_their_codes_and_excels_own_by_number(tmp_path):
    path = tmp_path / "shown.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Costs")
        sheet.write(0, 0, 1)
        sheet.write(0, 1, 2, book.add_format({"num_format": '[$€-407] #,##0.00;"–"'}))
        sheet.write(4, 2, 3, book.add_format({"num_format": 4}))
    assert number_formats(path.read_bytes(), "Costs") == {(1, 2): '[$€-407] #,##0.00;"–"', (5, 3): "4"}
